import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readCpuProfile } from '../../lib/results/cpu-profile.ts';

const root = mkdtempSync(join(tmpdir(), 'cpu-profile-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Call {
  readonly name: string;
  readonly url?: string;
  /** Samples of a millisecond in itself. */
  readonly self?: number;
  readonly calls?: readonly Call[];
}

/** A profile of that tree of calls. */
function profileOf(calls: readonly Call[]) {
  const nodes: object[] = [];
  const samples: number[] = [];
  const add = ({ name, url = '', self = 0, calls: children = [] }: Call): number => {
    const id = nodes.length + 1;
    const node = {
      id,
      callFrame: { functionName: name, url, lineNumber: 9, columnNumber: 0 },
      children: [] as number[],
    };
    nodes.push(node);
    for (let count = 0; count < self; count++) samples.push(id);
    node.children.push(...children.map(add));
    return id;
  };
  add({ name: '(root)', calls });
  // The time after the last sample is not known.
  samples.push(1);
  return { nodes, samples, timeDeltas: samples.map(() => 1_000) };
}

function read(content: unknown) {
  const file = join(root, 'target.cpuprofile');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readCpuProfile(file);
}

const app = 'file:///srv/shop/dist/tokens.js';
const jwt = 'file:///srv/shop/node_modules/jsonwebtoken/verify.js';

describe('a CPU profile', () => {
  const profile = read(
    profileOf([
      { name: '(idle)', self: 60 },
      { name: '(garbage collector)', self: 4 },
      {
        name: 'verify',
        url: app,
        self: 6,
        calls: [{ name: 'verify', url: jwt, self: 2, calls: [{ name: 'createPublicKey', self: 28 }] }],
      },
    ]),
  );

  it('is in parts of the time that was not idle', () => {
    expect(profile).toMatchObject({ durationMs: 100, busyRatio: 0.4, samples: 101 });
  });

  it('charges what is native to its caller', () => {
    expect(
      profile?.functions.map(({ name, group, selfRatio, inclusiveRatio }) => [name, group, selfRatio, inclusiveRatio]),
    ).toEqual([
      ['verify', 'jsonwebtoken', 0.75, 0.75],
      ['verify', 'app', 0.15, 0.9],
      ['(garbage collector)', 'engine', 0.1, 0.1],
    ]);
  });

  it('adds up by package', () => {
    expect(profile?.groups).toEqual([
      { name: 'jsonwebtoken', selfRatio: 0.75 },
      { name: 'app', selfRatio: 0.15 },
      { name: 'engine', selfRatio: 0.1 },
    ]);
  });

  it('draws each call below its caller, the widest first', () => {
    expect(profile?.flame.map(({ depth, from, ratio, name }) => [depth, from, ratio, name])).toEqual([
      [0, 0, 0.9, 'verify'],
      [1, 0, 0.75, 'verify'],
      [2, 0, 0.7, 'createPublicKey'],
      [0, 0.9, 0.1, '(garbage collector)'],
    ]);
  });
});

it('counts a function that calls itself once', () => {
  const loop = (depth: number): Call => ({
    name: 'walk',
    url: app,
    self: 1,
    calls: depth === 0 ? [] : [loop(depth - 1)],
  });
  const [walk] = read(profileOf([loop(9)]))?.functions ?? [];
  expect(walk).toMatchObject({ name: 'walk', selfRatio: 1, inclusiveRatio: 1 });
});

it('says where a function is by its source map', () => {
  const file = join(root, 'built.js');
  const map = {
    version: 3,
    sources: ['../src/orders.ts'],
    names: [],
    mappings: 'AAAA;AAAA;AAAA;AAAA;AAAA;AAAA;AAAA;AAAA;AAAA;AAiBA',
  };
  writeFileSync(file, 'x\n'.repeat(20));
  writeFileSync(`${file}.map`, JSON.stringify(map));
  const [place] = read(profileOf([{ name: 'order', url: `file://${file}`, self: 5 }]))?.functions ?? [];
  expect(place?.file).toMatch(/src\/orders\.ts$/);
  expect(place?.line).toBe(18);
});

it('is nothing where the file is not there, or is no profile', () => {
  expect(readCpuProfile(join(root, 'none'))).toBeUndefined();
  expect(read('{"nodes": [')).toBeUndefined();
  expect(read({ nodes: 3 })).toBeUndefined();
});

it('of an idle process has no shares', () => {
  expect(read(profileOf([{ name: '(idle)', self: 50 }]))).toMatchObject({ busyRatio: 0, functions: [], flame: [] });
});

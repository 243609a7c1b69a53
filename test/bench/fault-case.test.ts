import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { commands, type Victim } from '../../bench/faults/commands.ts';
import { wrongEnds } from '../../bench/faults/fault-case.ts';
import { Scratch } from '../e2e/cli.ts';

const scratch = new Scratch();
afterAll(() => scratch.remove());

const gate = commands.find(({ name }) => name === 'gate of a commit') ?? expect.unreachable();
const files = (folder: string, documents: Readonly<Record<string, object>>) => {
  mkdirSync(folder);
  for (const [name, document] of Object.entries(documents)) {
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(document));
  }
};

/** What is wrong with a gate that ends so, and whose run of one side was hit in the second half of its load. */
function wrong(
  victim: Victim,
  end: number,
  hit: { side?: string; objectives?: string; told?: readonly object[] } = {},
) {
  const { side = 'candidate', objectives = 'FAIL', told = [] } = hit;
  const runsDir = scratch.folder('runs');
  const experiment = { state: 'finished', runs: [{ name: 'hit', label: `pair 1, ${side}` }] };
  files(join(runsDir, 'gate'), { experiment, verdict: { objectives: 'PASS', gate: { failures: told } } });
  files(join(runsDir, 'before'), { run: { startedAtMs: 0, durationMs: 1_000 }, verdict: { objectives: 'PASS' } });
  const verdict = { validity: 'VALID', objectives };
  files(join(runsDir, 'hit'), { run: { startedAtMs: 2_000, durationMs: 1_000 }, verdict });
  return wrongEnds({ command: gate, victim, signal: 'SIGKILL' }, { end, sentAtMs: 2_500, runsDir });
}

describe('a gate of which one process was killed under the load', () => {
  test('may end well where that was k6, whose run is made once more', () => {
    expect(wrong('k6', 0)).toEqual([]);
    expect(wrong('k6', 0, { objectives: 'PASS' })).toEqual(['PASS (VALID): hit']);
  });

  test('fails where that was the service of the candidate', () => {
    expect(wrong('service', 1)).toEqual([]);
    expect(wrong('service', 0)).toEqual(['exit code 0, though the candidate died']);
  });

  test('may end well where that was the service of the base, which it tells', () => {
    const told = [{ kind: 'target-died', base: 1, candidate: 0 }];
    expect(wrong('service', 0, { side: 'base', told })).toEqual([]);
    expect(wrong('service', 0, { side: 'base' })).toEqual(['exit code 0, and it is not told that the base died']);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { CpuProfile, FlameNode } from '../model/result.ts';

/** A CPU profile as V8 writes it: what Chrome DevTools opens. */
interface V8Profile {
  readonly nodes: readonly V8Node[];
  readonly samples: readonly number[];
  /** µs from each sample to the next. */
  readonly timeDeltas: readonly number[];
}

interface V8Node {
  readonly id: number;
  readonly callFrame: {
    readonly functionName: string;
    /** Empty for what is native. */
    readonly url: string;
    /** From 0. */
    readonly lineNumber: number;
    readonly columnNumber: number;
  };
  readonly children?: readonly number[];
}

const keptFunctions = 25;
/** Narrower boxes of a flame graph cannot be seen. */
const minFlameRatio = 0.005;
const maxFlameDepth = 40;
const idle = '(idle)';
/** What is no function: the collector of garbage, and the engine itself. */
const engineFrames = new Set(['(garbage collector)', '(program)']);

/** A function of a profile; the same for all of its nodes. */
interface Frame {
  readonly name: string;
  /** Package, `node:core`, `app`, or `engine`. */
  readonly group: string;
  readonly file: string;
  readonly line: number | null;
}

/** What a CPU profile says, as parts of the time that was not idle; undefined where there is none that can be read. */
export function readCpuProfile(file: string): CpuProfile | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return summaryOf(JSON.parse(readFileSync(file, 'utf8')) as V8Profile);
  } catch {
    return undefined;
  }
}

function summaryOf({ nodes, samples, timeDeltas }: V8Profile): CpuProfile {
  const selfUs = new Map<number, number>();
  samples.forEach((id, index) => {
    // The time after the last sample is not known.
    selfUs.set(id, (selfUs.get(id) ?? 0) + Math.max(0, timeDeltas[index + 1] ?? 0));
  });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const frameOf = framesOf();
  const isIdle = (node: V8Node) => node.callFrame.functionName === idle;
  const totalUs = sum(selfUs.values());
  const idleUs = sum(nodes.filter(isIdle).map(({ id }) => selfUs.get(id) ?? 0));
  const functions = new Map<string, FunctionTimes>();
  const groups = new Map<string, number>();

  /** Adds up a node and what it calls; native frames count as their caller's. */
  function visit(node: V8Node, { caller, user, callers }: Callers): number {
    const own = ownFrame(node, caller, frameOf);
    const key = own === undefined ? '' : keyOf(own);
    const isCounted = own !== undefined && !callers.has(key);
    const inside = isCounted ? new Set([...callers, key]) : callers;
    const self = isIdle(node) ? 0 : (selfUs.get(node.id) ?? 0);
    const isUser = own !== undefined && own.group !== 'node:core' && own.group !== 'engine';
    const next = { caller: own, user: isUser ? own : user, callers: inside };
    const below = (node.children ?? []).flatMap((id) => byId.get(id) ?? []).map((child) => visit(child, next));
    const inclusive = self + sum(below);
    if (own !== undefined) {
      const known = functions.get(key) ?? { frame: own, selfUs: 0, inclusiveUs: 0, users: new Map() };
      known.selfUs += self;
      if (!isUser && user !== undefined) known.users.set(user, (known.users.get(user) ?? 0) + self);
      if (isCounted) known.inclusiveUs += inclusive;
      functions.set(key, known);
      groups.set(own.group, (groups.get(own.group) ?? 0) + self);
    }
    return inclusive;
  }

  const [root] = nodes;
  if (root !== undefined) visit(root, { caller: undefined, user: undefined, callers: new Set() });
  const busyUs = totalUs - idleUs;
  const ratio = (us: number) => (busyUs === 0 ? 0 : rounded(us / busyUs));
  return {
    durationMs: Math.round(totalUs / 1_000),
    busyRatio: totalUs === 0 ? 0 : rounded(busyUs / totalUs),
    samples: samples.length,
    groups: [...groups]
      .map(([name, us]) => ({ name, selfRatio: ratio(us) }))
      .filter(({ selfRatio }) => selfRatio > 0)
      .sort((a, b) => b.selfRatio - a.selfRatio),
    functions: [...functions.values()]
      .sort((a, b) => b.selfUs - a.selfUs || b.inclusiveUs - a.inclusiveUs)
      .filter(({ selfUs: us, inclusiveUs }, index) => index < keptFunctions && (us > 0 || inclusiveUs > 0))
      .map(({ frame, selfUs: us, inclusiveUs, users }) => ({
        ...frame,
        calledBy: mainUser(users),
        selfRatio: ratio(us),
        inclusiveRatio: ratio(inclusiveUs),
      })),
    flame: root === undefined ? [] : flameOf(root, { byId, selfUs, busyUs, frameOf }),
  };
}

interface FunctionTimes {
  readonly frame: Frame;
  selfUs: number;
  inclusiveUs: number;
  /** Of a function of Node.js: for which functions of packages or of the service it worked, and how long. */
  readonly users: Map<Frame, number>;
}

/** What a node is called by. */
interface Callers {
  readonly caller: Frame | undefined;
  /** The nearest that is neither Node.js nor the engine. */
  readonly user: Frame | undefined;
  readonly callers: ReadonlySet<string>;
}

/** By function, since each node has a frame of its own. */
function mainUser(users: ReadonlyMap<Frame, number>): string | null {
  const byName = new Map<string, number>();
  for (const [{ name, file, line }, us] of users) {
    const text = `${name} (${file}:${line})`;
    byName.set(text, (byName.get(text) ?? 0) + us);
  }
  const [most] = [...byName].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? null;
}

/** The frame that a node counts as: its own, or its caller's for what is native; none for the root and idle time. */
function ownFrame(node: V8Node, caller: Frame | undefined, frameOf: (node: V8Node) => Frame): Frame | undefined {
  const { functionName, url } = node.callFrame;
  if (functionName === '(root)' || functionName === idle) return undefined;
  if (url === '' && !engineFrames.has(functionName)) return caller ?? frameOf(node);
  return frameOf(node);
}

const keyOf = ({ name, file, line }: Frame): string => `${name} ${file}:${line}`;

interface FlameInput {
  readonly byId: ReadonlyMap<number, V8Node>;
  readonly selfUs: ReadonlyMap<number, number>;
  readonly busyUs: number;
  readonly frameOf: (node: V8Node) => Frame;
}

/**
 * The calls as boxes: depth, where each begins and how wide it is, as parts of the busy time; only what can be seen.
 */
function flameOf(root: V8Node, { byId, selfUs, busyUs, frameOf }: FlameInput): FlameNode[] {
  const boxes: FlameNode[] = [];
  const widths = new Map<V8Node, number>();
  const childrenOf = (node: V8Node) => (node.children ?? []).flatMap((id) => byId.get(id) ?? []);
  const widthOf = (node: V8Node): number => {
    const own = node.callFrame.functionName === idle ? 0 : (selfUs.get(node.id) ?? 0);
    const width = own + sum(childrenOf(node).map(widthOf));
    widths.set(node, width);
    return width;
  };
  widthOf(root);
  const place = (node: V8Node, depth: number, fromUs: number) => {
    let atUs = fromUs;
    for (const child of childrenOf(node).toSorted((a, b) => (widths.get(b) ?? 0) - (widths.get(a) ?? 0))) {
      const us = widths.get(child) ?? 0;
      if (us < minFlameRatio * busyUs || depth >= maxFlameDepth) continue;
      const { name, group } = frameOf(child);
      boxes.push({ depth, from: rounded(atUs / busyUs), ratio: rounded(us / busyUs), name, group });
      place(child, depth + 1, atUs);
      atUs += us;
    }
  };
  if (busyUs > 0) place(root, 0, 0);
  return boxes;
}

/** Names of functions, by their source maps where there are any; each map is read once. */
function framesOf(): (node: V8Node) => Frame {
  const maps = new Map<string, TraceMap | undefined>();
  return ({ callFrame: { functionName, url, lineNumber, columnNumber } }) => {
    const name = functionName === '' ? '(anonymous)' : functionName;
    if (url === '') return { name, group: 'engine', file: '', line: null };
    if (!url.startsWith('file:')) return { name, group: groupOf(url), file: url, line: lineNumber + 1 };
    const path = fileURLToPath(url);
    if (!maps.has(path)) maps.set(path, mapOf(path));
    const map = maps.get(path);
    const found = map && originalPositionFor(map, { line: lineNumber + 1, column: columnNumber });
    const file = found?.source == null ? path : resolve(dirname(path), found.source);
    const group = groupOf(path);
    return { name, group, file: shortened(file, group), line: found?.line ?? lineNumber + 1 };
  };
}

function mapOf(path: string): TraceMap | undefined {
  try {
    const source = readFileSync(path, 'utf8');
    const [, name] = /\/\/# sourceMappingURL=(?!data:)(\S+)\s*$/.exec(source) ?? [];
    const file = name === undefined ? `${path}.map` : join(dirname(path), decodeURIComponent(name));
    return existsSync(file) ? new TraceMap(readFileSync(file, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}

function groupOf(url: string): string {
  if (url.startsWith('node:')) return 'node:core';
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  return name ?? 'app';
}

/** From its package on, or from the working directory. A source map may lead out of the package: that is said. */
function shortened(path: string, group: string): string {
  const [, inPackage] = /.*node_modules\/(.*)$/.exec(path) ?? [];
  if (inPackage?.startsWith(`${group}/`)) return inPackage;
  const near = relative(process.cwd(), path);
  const shown = near.startsWith('..') ? path : near;
  return group === 'app' ? shown : `${group}: ${shown.replace(/^.*\/(?=src\/)/, '')}`;
}

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

const rounded = (ratio: number): number => Math.round(ratio * 1e4) / 1e4;

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { withInspectorPort } from '../../../lib/run/probes/inspector-port.ts';
import { handlesUsr1, isNode, portsOf, serversOf } from '../../../lib/run/probes/listening.ts';
import { type NodeProbe, openNodeProbes } from '../../../lib/run/probes/node-probe.ts';
import { freePort } from '../../../lib/run/process/free-port.ts';
import type { Watched } from '../../../lib/run/signals/collector.ts';
import cpuProfile from '../../../lib/run/signals/cpu-profile.ts';
import { noProbes } from '../signals/no-probes.ts';

const root = mkdtempSync(join(tmpdir(), 'node-probe-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A service whose requests hash, block the event loop, end it, or do nothing. */
const service = join(root, 'service.mjs');
writeFileSync(
  service,
  `import { pbkdf2 } from 'node:crypto';
import { createServer } from 'node:http';
const server = createServer((request, response) => {
  if (request.url === '/hash') return pbkdf2('a', 'b', 400_000, 64, 'sha512', () => response.end());
  if (request.url === '/exit') process.exit(7);
  if (request.url === '/throw') throw new Error('lost');
  if (request.url === '/block') for (const end = Date.now() + 400; Date.now() < end; );
  response.end();
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`,
);

const children: ChildProcess[] = [];
const probes: NodeProbe[] = [];
afterEach(async () => {
  for (const probe of probes.splice(0)) await probe.close();
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function start(options?: string, file = service) {
  const NODE_OPTIONS = options ?? withInspectorPort(undefined, await freePort());
  const env = { ...process.env, NODE_OPTIONS, UV_THREADPOOL_SIZE: '1' };
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(String(line));
  return { child, pid: child.pid ?? 0, port, ask: (path: string) => fetch(`http://127.0.0.1:${port}${path}`) };
}

async function probeOf(port: number): Promise<NodeProbe> {
  const [probe, ...others] = await openNodeProbes(port);
  expect(others).toEqual([]);
  if (probe === undefined) throw new Error('no probe');
  probes.push(probe);
  return probe;
}

describe.runIf(existsSync('/proc/self/net/tcp'))('the probe of a Node.js process', () => {
  it('finds it by its port, and what it is', async () => {
    const { pid, port } = await start();
    expect(serversOf(port)).toEqual([pid]);
    expect(isNode(pid)).toBe(true);
    expect(portsOf(pid)).toEqual([port]);
    expect(isNode(1)).toBe(false);
  });

  it('sees the queue of its thread pool, also while nothing gets through', async () => {
    const { port, ask } = await start();
    const probe = await probeOf(port);
    await sleep(200);
    expect((await probe.read()).threadPoolMs).toBeLessThan(100);
    const asked = Promise.all(Array.from({ length: 6 }, () => ask('/hash')));
    await sleep(400);
    const { threadPoolMs = 0, eventLoopUtilization } = await probe.read();
    expect(threadPoolMs).toBeGreaterThan(100);
    expect(eventLoopUtilization).toBeLessThan(0.7);
    await asked;
  });

  it('sees a blocked event loop', async () => {
    const { port, ask } = await start();
    const probe = await probeOf(port);
    await probe.read();
    const asked = Promise.all([ask('/block'), ask('/block'), ask('/block')]);
    // As often as a collector reads, in the middle of a block too.
    const most = { delayMs: 0, utilization: 0 };
    for (let tries = 0; tries < 200 && most.delayMs <= 200; tries++) {
      const { eventLoopUtilization, eventLoopDelayP99Ms } = await probe.read();
      most.delayMs = Math.max(most.delayMs, eventLoopDelayP99Ms);
      most.utilization = Math.max(most.utilization, eventLoopUtilization);
      await sleep(20);
    }
    await asked;
    expect(most.utilization).toBeGreaterThan(0.5);
    expect(most.delayMs).toBeGreaterThan(200);
    const { heapBytes, pools } = await probe.read();
    expect(heapBytes).toBeGreaterThan(1e6);
    expect(pools).toEqual([]);
  });

  it('sees the pools of pg that are used, and leaves them as they were', async () => {
    const folder = join(root, 'node_modules', 'pg-pool');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'index.js'),
      `module.exports = class Pool {
  constructor(options) { Object.assign(this, { options, totalCount: 0, idleCount: 0, waitingCount: 0 }); }
  connect(name) { this.totalCount++; return name + this.totalCount; }
};`,
    );
    const own = join(root, 'pools.cjs');
    writeFileSync(
      own,
      `const Pool = require('pg-pool');
const { connect } = Pool.prototype;
const pools = { '/a': new Pool({ max: 3 }), '/b': new Pool({}) };
const server = require('node:http').createServer(({ url }, response) =>
  response.end(pools[url]?.connect(url) ?? String(Pool.prototype.connect === connect)));
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`,
    );
    const { port, ask } = await start(undefined, own);
    const say = async (path: string) => (await ask(path)).text();
    const probe = await probeOf(port);
    expect([await say('/a'), await say('/a'), await say('/')]).toEqual(['/a1', '/a2', 'false']);
    expect((await probe.read()).pools).toEqual([{ open: 2, idle: 0, waiting: 0, max: 3 }]);
    await say('/b');
    expect((await probe.read()).pools.map(({ max }) => max)).toEqual([3, 10]);
    await probes.pop()?.close();
    expect([await say('/a'), await say('/')]).toEqual(['/a3', 'true']);
  });

  it('closes the inspector at the end, and the service goes on', async () => {
    const { pid, port, ask } = await start();
    const probe = await probeOf(port);
    expect(portsOf(pid)).toHaveLength(2);
    await probes.pop()?.close();
    for (let tries = 0; tries < 100 && portsOf(pid).length > 1; tries++) await sleep(20);
    expect(portsOf(pid)).toEqual([port]);
    expect((await ask('/')).status).toBe(200);
    await expect(probe.read()).rejects.toThrow('ended');
  });

  it.each([
    ['/exit', 7],
    ['/throw', 1],
  ])('does not keep a service that ends itself: %s', async (path, code) => {
    const { child, port, ask } = await start();
    const probe = await probeOf(port);
    const exited = once(child, 'exit');
    await ask(path).catch(() => {});
    expect(await exited).toEqual([code, null]);
    await expect(probe.read()).rejects.toThrow('ended');
  });

  it('lets a service that ends itself give its CPU profile first', async () => {
    const { child, port, ask } = await start();
    const node = [await probeOf(port)];
    const profile = join(root, 'ended.cpuprofile');
    const stop = new AbortController();
    const watched = { probes: { ...noProbes, node }, isProfiled: true, loadMs: 200 };
    cpuProfile.start(() => {}, stop.signal, watched as unknown as Watched, { record: () => {}, cpuProfile: profile });
    await sleep(1_000);
    await ask('/block');
    const exited = once(child, 'exit');
    await ask('/exit').catch(() => {});
    expect(await exited).toEqual([7, null]);
    stop.abort();
    const { nodes } = JSON.parse(readFileSync(profile, 'utf8')) as { nodes: unknown[] };
    expect(nodes.length).toBeGreaterThan(1);
  });

  it('is in each member of a cluster', async () => {
    const members = join(root, 'cluster.mjs');
    writeFileSync(
      members,
      `import cluster from 'node:cluster';
import { createServer } from 'node:http';
if (cluster.isPrimary) {
  let ready = 0;
  const started = (_, address) => ++ready === 2 && console.log(address.port);
  cluster.on('listening', started);
  cluster.fork();
  cluster.fork();
} else createServer((request, response) => response.end()).listen(0, '127.0.0.1');
`,
    );
    const child = spawn(process.execPath, [members], {
      env: { ...process.env, NODE_OPTIONS: withInspectorPort(undefined, await freePort()) },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.push(child);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const port = Number(String(line));
    expect(serversOf(port)).toHaveLength(3);
    probes.push(...(await openNodeProbes(port)));
    expect(probes).toHaveLength(3);
    expect((await Promise.all(probes.map((probe) => probe.read()))).every(({ heapBytes }) => heapBytes > 1e6)).toBe(
      true,
    );
  });

  it('uses an inspector that is open, and leaves it open', async () => {
    const { pid, port } = await start('--inspect=127.0.0.1:0');
    await probeOf(port);
    await probes.pop()?.close();
    await sleep(200);
    expect(portsOf(pid)).toHaveLength(2);
  });

  it('knows who would be ended by the signal that opens it', async () => {
    const { pid } = await start();
    expect(handlesUsr1(pid)).toBe(true);
    const child = spawn('sleep', ['30'], { stdio: 'ignore' });
    children.push(child);
    expect(handlesUsr1(child.pid ?? 0)).toBe(false);
  });

  it('rejects with a reason for what is no Node.js, or is not there', async () => {
    await expect(openNodeProbes(1)).rejects.toThrow('no process of this user listens');
    const program =
      'import socket,time\ns=socket.socket();s.bind(("127.0.0.1",0));s.listen();print(s.getsockname()[1],flush=True);time.sleep(60)';
    const child = spawn('python3', ['-c', program], { stdio: ['ignore', 'pipe', 'ignore'] });
    children.push(child);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    await expect(openNodeProbes(Number(String(line)))).rejects.toThrow('no Node.js process');
    expect(child.exitCode ?? child.signalCode).toBeNull();
  });
});

// @ts-check
// Evaluated inside the Node.js process of the target, by its inspector: plain JavaScript that imports nothing, as text.
// It must cost next to nothing there, and end by itself when nobody reads it any more.

/**
 * @typedef {object} PgPool as pg-pool has it
 * @property {number} totalCount
 * @property {number} idleCount
 * @property {number} waitingCount
 * @property {{ max?: number }} options
 */

/**
 * Starts to measure; `globalThis.__caseload.read()` gives what was measured since the last call.
 * @param {{ isOurs: boolean }} options whether the inspector is closed when nobody reads any more
 */
export function install({ isOurs }) {
  const everyMs = 50;
  const forgottenAfterMs = 30_000;
  const resolutionMs = 10;
  /** @type {(name: string) => any} */
  const builtin = (name) => process.getBuiltinModule?.(/** @type {any} */ (name)) ?? require(name);
  const { monitorEventLoopDelay, performance, PerformanceObserver } = builtin('perf_hooks');
  const fs = builtin('fs');

  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  let utilization = performance.eventLoopUtilization();
  let gcMs = 0;
  const observer = new PerformanceObserver((/** @type {any} */ list) => {
    for (const entry of list.getEntries()) gcMs += entry.duration;
  });
  observer.observe({ entryTypes: ['gc'] });

  // A job of the thread pool that takes no time waits as long as the pool's queue is. One at a time.
  /** @type {number[]} */
  let threadPoolMs = [];
  /** @type {number | undefined} */
  let jobSinceMs;
  let readAtMs = performance.now();
  const timer = setInterval(() => {
    const startMs = performance.now();
    if (startMs - readAtMs > forgottenAfterMs) return end();
    if (jobSinceMs !== undefined) return;
    jobSinceMs = startMs;
    fs.stat('/', () => {
      jobSinceMs = undefined;
      threadPoolMs.push(performance.now() - startMs);
    });
  }, everyMs);
  timer.unref();

  function stop() {
    clearInterval(timer);
    delay.disable();
    observer.disconnect();
    delete (/** @type {any} */ (globalThis).__caseload);
  }

  /** The program that started this was killed. */
  function end() {
    stop();
    if (isOurs && !isConnected()) builtin('inspector').close();
  }

  /** To close an inspector waits for its connections: one that a stopped program holds would stop this one. */
  function isConnected() {
    try {
      const port = Number(new URL(builtin('inspector').url()).port)
        .toString(16)
        .toUpperCase()
        .padStart(4, '0');
      return new RegExp(`^ *\\d+: [0-9A-F]+:${port} [0-9A-F:]+ 01 `, 'm').test(fs.readFileSync('/proc/self/net/tcp'));
    } catch {
      return true;
    }
  }

  const milliseconds = (/** @type {number} */ ns) => Math.max(0, ns / 1e6 - resolutionMs);

  function read() {
    const now = performance.eventLoopUtilization();
    const { utilization: ratio } = performance.eventLoopUtilization(now, utilization);
    utilization = now;
    readAtMs = performance.now();
    const jobs = threadPoolMs.sort((a, b) => a - b);
    threadPoolMs = [];
    const waitingMs = jobSinceMs === undefined ? 0 : readAtMs - jobSinceMs;
    const values = {
      eventLoopUtilization: ratio,
      eventLoopDelayMs: delay.count > 0 ? milliseconds(delay.mean) : undefined,
      eventLoopDelayP99Ms: delay.count > 0 ? milliseconds(delay.percentile(99)) : undefined,
      gcMs,
      heapBytes: process.memoryUsage().heapUsed,
      threadPoolMs: jobs.length === 0 && waitingMs === 0 ? undefined : Math.max(jobs[jobs.length >> 1] ?? 0, waitingMs),
      pools: state.pools.map(({ totalCount, idleCount, waitingCount, options }) => ({
        open: totalCount,
        idle: idleCount,
        waiting: waitingCount,
        max: options.max ?? 10,
      })),
    };
    delay.reset();
    return values;
  }

  /** Somebody still wants to read. */
  function touch() {
    readAtMs = performance.now();
  }

  /** @type {{ read: typeof read, touch: typeof touch, stop: typeof stop, pools: PgPool[] }} */
  const state = { read, touch, stop, pools: [] };
  /** @type {any} */ (globalThis).__caseload = state;
}

/** The prototype of pg's pools, wherever the target's copy of the package is; undefined where it has none. */
export function pgPoolPrototype() {
  /** @type {any} */
  const { _cache: modules } = process.getBuiltinModule?.('module') ?? require('node:module');
  const file = Object.keys(modules).find((name) => /[\\/]pg-pool[\\/]index\.js$/.test(name));
  return file === undefined ? undefined : modules[file].exports.prototype;
}

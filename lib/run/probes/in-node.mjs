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
  const tickMs = 20;
  /** @type {(name: string) => any} */
  const builtin = (name) => process.getBuiltinModule?.(/** @type {any} */ (name)) ?? require(name);
  const { performance, PerformanceObserver } = builtin('perf_hooks');
  const fs = builtin('fs');

  // How late a timer is. Not by monitorEventLoopDelay: to reset it forgets when its timer came last, and a reading is
  // often made while the loop is blocked, of all delays the one that must not be lost.
  /** @type {number[]} */
  let delaysMs = [];
  let tickedAtMs = performance.now();
  const latenessMs = () => Math.max(0, performance.now() - tickedAtMs - tickMs);
  const ticker = setInterval(() => {
    delaysMs.push(latenessMs());
    tickedAtMs = performance.now();
  }, tickMs);
  ticker.unref();
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

  // A pool of pg is known when it is first asked for a connection: to look for pools in the heap would stop the process
  // for as long as a full garbage collection takes, and was seen to slow it down for longer.
  /** @type {Set<PgPool>} */
  const pools = new Set();
  const modules = builtin('module')._cache;
  const unwatch = Object.keys(modules)
    .filter((name) => /[\\/]pg-pool[\\/]index\.js$/.test(name))
    .map((name) => modules[name].exports.prototype)
    .filter((prototype) => typeof prototype?.connect === 'function')
    .map(watch);

  /** @param {{ connect: Function }} prototype of pg's pools @returns what undoes it */
  function watch(prototype) {
    const { connect } = prototype;
    /** @this {PgPool} @param {unknown[]} args */
    function watched(...args) {
      pools.add(this);
      return connect.apply(this, args);
    }
    prototype.connect = watched;
    return () => {
      // Somebody else may have put something around it meanwhile.
      if (prototype.connect === watched) prototype.connect = connect;
    };
  }

  function stop() {
    for (const undo of unwatch) undo();
    clearInterval(timer);
    clearInterval(ticker);
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

  function read() {
    const now = performance.eventLoopUtilization();
    const { utilization: ratio } = performance.eventLoopUtilization(now, utilization);
    utilization = now;
    readAtMs = performance.now();
    // A delay that is still open is as long as it is by now.
    const delays = [...delaysMs, latenessMs()].sort((a, b) => a - b);
    delaysMs = [];
    const jobs = threadPoolMs.sort((a, b) => a - b);
    threadPoolMs = [];
    const waitingMs = jobSinceMs === undefined ? 0 : readAtMs - jobSinceMs;
    const values = {
      eventLoopUtilization: ratio,
      eventLoopDelayMs: delays.reduce((sum, one) => sum + one, 0) / delays.length,
      eventLoopDelayP99Ms: delays[Math.ceil(0.99 * delays.length) - 1],
      gcMs,
      heapBytes: process.memoryUsage().heapUsed,
      threadPoolMs: jobs.length === 0 && waitingMs === 0 ? undefined : Math.max(jobs[jobs.length >> 1] ?? 0, waitingMs),
      pools: [...pools].map(({ totalCount, idleCount, waitingCount, options }) => ({
        open: totalCount,
        idle: idleCount,
        waiting: waitingCount,
        max: options.max ?? 10,
      })),
    };
    return values;
  }

  /** Somebody still wants to read. */
  function touch() {
    readAtMs = performance.now();
  }

  /** @type {any} */ (globalThis).__caseload = { read, touch, stop };
}

import type { Bench, PeerAnswer } from './probe.ts';
import { exponential, send } from './queue.ts';
import { badRatio } from './servers.ts';

/** Where ramps end, as a multiple of the capacity, which who makes one does not know. */
const top = 1.5;
const evaluationSeconds = 2;
const minEnded = 20;

/**
 * A ramp with a threshold that aborts it, as k6 has it: evaluated every two seconds over what has ended, since the
 * start or in the last seconds. The answer is the rate at that moment.
 */
export function rampWith(bench: Bench, ramp: { readonly seconds: number; readonly windowSeconds: number | null }) {
  const { queue, server, startRps } = bench;
  const endRps = top * server.capacityRps;
  const rateAt = (at: number) => startRps + ((endRps - startRps) * at) / ramp.seconds;
  const ended = { all: new Float64Array(ramp.seconds + 1), bad: new Float64Array(ramp.seconds + 1) };
  let at = 0;
  for (let now = evaluationSeconds; now <= ramp.seconds; now += evaluationSeconds) {
    for (; at < now; at += (server.arrivals === 'even' ? 1 : exponential(queue.random)) / rateAt(at)) {
      const latency = send(queue, at);
      const second = Math.floor(at + latency);
      if (second > ramp.seconds) continue;
      ended.all[second] = (ended.all[second] as number) + 1;
      if (latency > server.limitSeconds) ended.bad[second] = (ended.bad[second] as number) + 1;
    }
    const from = ramp.windowSeconds === null ? 0 : Math.max(0, now - ramp.windowSeconds);
    const [all, bad] = [sumOf(ended.all.subarray(from, now)), sumOf(ended.bad.subarray(from, now))];
    if (all >= minEnded && bad > badRatio * all) return answer(rateAt(now), now);
  }
  return answer(endRps, ramp.seconds);
}

const answer = (rateRps: number, loadSeconds: number): PeerAnswer => ({ rateRps, bracket: null, loadSeconds });

const sumOf = (counts: Float64Array): number => counts.reduce((sum, count) => sum + count, 0);

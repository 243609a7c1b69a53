import { gapsOf, meanServiceSeconds, queueOf, send } from './queue.ts';
import { type BenchServer, badRatio } from './servers.ts';

const settleSeconds = 300;

/** The part of requests that is slow or refused at a steady rate, over one long run. */
export function badRatioAt(
  { model, arrivals, limitSeconds }: Pick<BenchServer, 'model' | 'arrivals' | 'limitSeconds'>,
  rateRps: number,
  requests: number,
  seed: number,
): number {
  const queue = queueOf(model, seed);
  const gap = gapsOf(queue, arrivals, rateRps);
  let at = gap();
  for (; at < settleSeconds; at += gap()) send(queue, at);
  let bad = 0;
  for (let request = 0; request < requests; request++, at += gap()) {
    if (send(queue, at) > limitSeconds || queue.isRefused) bad++;
  }
  return bad / requests;
}

const seeds = [1, 2, 3];
const meanRatioAt = (server: BenchServer, rateRps: number, requests: number): number =>
  seeds.reduce((sum, seed) => sum + badRatioAt(server, rateRps, requests, seed), 0) / seeds.length;

/**
 * The capacity of a server by long simulations with the same seeds at every rate: a bisection to 1 %, then the line
 * through the logits of the bad ratio at nine rates from 4 % below to 4 % above.
 */
export function simulatedCapacity(server: BenchServer, requests: number): number {
  let high = server.model.servers / meanServiceSeconds(server.model);
  let low = 0.2 * high;
  while (high - low > 0.01 * high) {
    const middle = (low + high) / 2;
    if (meanRatioAt(server, middle, requests / 10) <= badRatio) low = middle;
    else high = middle;
  }
  const points = [-4, -3, -2, -1, 0, 1, 2, 3, 4].flatMap((percent) => {
    const rateRps = low * (1 + percent / 100);
    const ratio = meanRatioAt(server, rateRps, requests);
    return ratio > badRatio / 4 && ratio < badRatio * 4 ? [{ x: Math.log(rateRps), y: logit(ratio) }] : [];
  });
  return Math.exp(crossing(points, logit(badRatio)));
}

const logit = (p: number): number => Math.log(p / (1 - p));

/** Where the least-squares line through points has this height. */
function crossing(points: readonly { readonly x: number; readonly y: number }[], height: number): number {
  const mean = (of: (point: { readonly x: number; readonly y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  const slope = mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2);
  return x + (height - y) / slope;
}

import { normalsOf, randomOf } from '../../lib/stats/random.ts';

/** One class of requests. */
interface ServiceClass {
  /** Part of all requests. */
  readonly share: number;
  readonly kind: 'exponential' | 'log-normal' | 'deterministic';
  readonly meanSeconds: number;
  /** Coefficient of variation; log-normal only. */
  readonly cv?: number;
}

/** A service of `servers` equal servers with one queue: first come, first served. */
export interface ServerModel {
  readonly servers: number;
  readonly service: readonly ServiceClass[];
  /** Who has waited longer takes `factor` times as long to serve. */
  readonly collapse?: { readonly waitSeconds: number; readonly factor: number };
  /** Service times change like an Ornstein–Uhlenbeck process of their logarithm. */
  readonly drift?: { readonly sd: number; readonly relaxationSeconds: number };
  /** All servers stop, at moments of a Poisson process. */
  readonly stalls?: { readonly everySeconds: number; readonly lengthSeconds: number };
  /** The first requests take `factor` times as long; that decays with their number. */
  readonly slowStart?: { readonly factor: number; readonly requests: number };
  /** Each request makes the next ones slower by this part of the first one's time. */
  readonly growth?: number;
  /** A request that would wait longer is refused at once. */
  readonly maxWaitSeconds?: number;
  /** From a wait like this on it does its work `factor` times as slowly, for good. */
  readonly breaks?: { readonly waitSeconds: number; readonly factor: number };
}

/** A service and what is in it. Time is in seconds from 0. */
export interface Queue {
  readonly model: ServerModel;
  readonly random: () => number;
  readonly normal: () => number;
  /** When each server has done all that it was given. */
  readonly freeAt: Float64Array;
  now: number;
  requests: number;
  nextStall: number;
  drift: { value: number; at: number };
  isBroken: boolean;
  /** Of the last request: how long it waited, and whether it was refused. */
  waitSeconds: number;
  isRefused: boolean;
}

export function queueOf(model: ServerModel, seed: number): Queue {
  const random = randomOf(seed);
  const normal = normalsOf(random);
  return {
    ...{ model, random, normal, freeAt: new Float64Array(model.servers) },
    ...{ now: 0, requests: 0, isBroken: false, waitSeconds: 0, isRefused: false },
    nextStall: model.stalls ? exponential(random) * model.stalls.everySeconds : Number.POSITIVE_INFINITY,
    drift: { value: (model.drift?.sd ?? 0) * normal(), at: 0 },
  };
}

export const exponential = (random: () => number): number => -Math.log(1 - random());

/** The time that answering one refused request takes. */
const refusalSeconds = 0.002;

/**
 * Sends a request at `at`, not before the previous one, and gives its latency in seconds: the recursion of Kiefer &
 * Wolfowitz (1955). It begins when the first server is free, so that all is known at its arrival.
 */
export function send(queue: Queue, at: number): number {
  const { model, freeAt } = queue;
  if (at >= queue.nextStall) stall(queue, at);
  let server = 0;
  for (let other = 1; other < freeAt.length; other++) {
    if ((freeAt[other] as number) < (freeAt[server] as number)) server = other;
  }
  const start = Math.max(at, freeAt[server] as number);
  queue.waitSeconds = start - at;
  queue.isRefused = queue.waitSeconds > (model.maxWaitSeconds ?? Number.POSITIVE_INFINITY);
  if (queue.isRefused) return refusalSeconds;
  const end = start + serviceSeconds(queue, at);
  freeAt[server] = end;
  queue.requests++;
  return end - at;
}

function serviceSeconds(queue: Queue, at: number): number {
  const { model, waitSeconds } = queue;
  let seconds = drawService(queue);
  if (model.collapse && waitSeconds > model.collapse.waitSeconds) seconds *= model.collapse.factor;
  if (model.drift) seconds *= Math.exp(driftAt(queue, at));
  if (model.growth) seconds *= 1 + model.growth * queue.requests;
  if (model.slowStart) {
    seconds *= 1 + (model.slowStart.factor - 1) * Math.exp(-queue.requests / model.slowStart.requests);
  }
  if (model.breaks) {
    queue.isBroken ||= waitSeconds > model.breaks.waitSeconds;
    if (queue.isBroken) seconds *= model.breaks.factor;
  }
  return seconds;
}

function drawService({ model, random, normal }: Queue): number {
  const [first] = model.service;
  let kind = first as ServiceClass;
  if (model.service.length > 1) {
    let left = random();
    for (kind of model.service) {
      left -= kind.share;
      if (left < 0) break;
    }
  }
  if (kind.kind === 'deterministic') return kind.meanSeconds;
  if (kind.kind === 'exponential') return kind.meanSeconds * exponential(random);
  const variance = Math.log(1 + (kind.cv ?? 1) ** 2);
  return kind.meanSeconds * Math.exp(Math.sqrt(variance) * normal() - variance / 2);
}

function driftAt({ model, drift, normal }: Queue, at: number): number {
  const { sd = 0, relaxationSeconds = 1 } = model.drift ?? {};
  const kept = Math.exp(-(at - drift.at) / relaxationSeconds);
  drift.value = drift.value * kept + sd * Math.sqrt(1 - kept ** 2) * normal();
  drift.at = at;
  return drift.value;
}

function stall(queue: Queue, at: number): void {
  const { everySeconds, lengthSeconds } = queue.model.stalls ?? { everySeconds: 1, lengthSeconds: 0 };
  for (; at >= queue.nextStall; queue.nextStall += exponential(queue.random) * everySeconds) {
    for (let server = 0; server < queue.freeAt.length; server++) {
      queue.freeAt[server] = Math.max(queue.freeAt[server] as number, queue.nextStall) + lengthSeconds;
    }
  }
}

/** The mean of the service time, all classes together and without what makes it longer, seconds. */
export const meanServiceSeconds = ({ service }: ServerModel): number =>
  service.reduce((sum, { share, meanSeconds }) => sum + share * meanSeconds, 0);

/** When requests are due: `even` as k6 paces them, or independent of each other. */
export type Arrivals = 'even' | 'poisson';

/** Gaps between requests at a steady rate, seconds; the first is of any length up to a whole one. */
export function gapsOf(queue: Queue, arrivals: Arrivals, rateRps: number): () => number {
  if (arrivals === 'poisson') return () => exponential(queue.random) / rateRps;
  let isFirst = true;
  return () => {
    const part = isFirst ? queue.random() : 1;
    isFirst = false;
    return part / rateRps;
  };
}

import { evenCapacity, poissonCapacity } from './closed-forms.ts';
import type { Arrivals, ServerModel } from './queue.ts';

/** A service to search the capacity of, and the right answer. */
export interface BenchServer {
  readonly name: string;
  readonly model: ServerModel;
  readonly limitSeconds: number;
  readonly arrivals: Arrivals;
  readonly capacityRps: number;
}

export const badRatio = 0.05;

const exponentialServers = (servers: number, meanSeconds: number): ServerModel => ({
  servers,
  service: [{ share: 1, kind: 'exponential', meanSeconds }],
});

const logNormalServers = (servers: number, meanSeconds: number, cv: number): ServerModel => ({
  servers,
  service: [{ share: 1, kind: 'log-normal', meanSeconds, cv }],
});

/** A service whose capacity has a closed form. */
function exact(
  name: string,
  servers: number,
  meanSeconds: number,
  limitSeconds: number,
  arrivals: Arrivals,
): BenchServer {
  const capacity = arrivals === 'even' ? evenCapacity : poissonCapacity;
  const capacityRps = capacity({ servers, rate: 1 / meanSeconds, limitSeconds, badRatio });
  return { name, model: exponentialServers(servers, meanSeconds), limitSeconds, arrivals, capacityRps };
}

/** 25 % password hashes, 75 % quick requests. */
const hashes: ServerModel = {
  servers: 4,
  service: [
    { share: 0.25, kind: 'log-normal', meanSeconds: 0.25, cv: 0.15 },
    { share: 0.75, kind: 'log-normal', meanSeconds: 0.015, cv: 1 },
  ],
};

/**
 * The services that targets are set for. Capacities without a closed form are from long simulations (`--truth` prints
 * them again, see truth.ts), but for the collapse, whose capacity was simulated elsewhere: it depends on how long one
 * waits, since near it any rate collapses sooner or later.
 */
export const listed: readonly BenchServer[] = [
  exact('M/M/1 20 ms, even', 1, 0.02, 0.2, 'even'),
  exact('M/M/1 20 ms, Poisson', 1, 0.02, 0.2, 'poisson'),
  exact('M/M/4 100 ms, even', 4, 0.1, 0.8, 'even'),
  exact('M/M/4 100 ms, Poisson', 4, 0.1, 0.8, 'poisson'),
  exact('M/M/16 50 ms, even', 16, 0.05, 0.3, 'even'),
  exact('M/M/16 50 ms, Poisson', 16, 0.05, 0.3, 'poisson'),
  { name: 'hashes c=4, even', model: hashes, limitSeconds: 0.8, arrivals: 'even', capacityRps: 50.3 },
  { name: 'hashes c=4, Poisson', model: hashes, limitSeconds: 0.8, arrivals: 'poisson', capacityRps: 48.6 },
  {
    name: 'stalls 0.5 s / 20 s, c=8',
    model: { ...logNormalServers(8, 0.05, 1), stalls: { everySeconds: 20, lengthSeconds: 0.5 } },
    ...{ limitSeconds: 0.5, arrivals: 'even', capacityRps: 138.5 },
  },
  {
    name: 'drift 3 %, c=4',
    model: { ...logNormalServers(4, 0.06, 0.8), drift: { sd: 0.03, relaxationSeconds: 30 } },
    ...{ limitSeconds: 0.8, arrivals: 'even', capacityRps: 64 },
  },
  {
    name: 'collapse ×1.6, c=4',
    model: { ...logNormalServers(4, 0.06, 0.8), collapse: { waitSeconds: 1, factor: 1.6 } },
    ...{ limitSeconds: 0.8, arrivals: 'even', capacityRps: 63.75 },
  },
];

const deterministic = (servers: number, meanSeconds: number): ServerModel => ({
  servers,
  service: [{ share: 1, kind: 'deterministic', meanSeconds }],
});

/** Most are quick, some take long. */
const twoClasses = (servers: number, share: number, longSeconds: number, shortSeconds: number): ServerModel => ({
  servers,
  service: [
    { share, kind: 'exponential', meanSeconds: longSeconds },
    { share: 1 - share, kind: 'exponential', meanSeconds: shortSeconds },
  ],
});

/** Five others, with targets of their own. No constant was fitted to them, but variants were compared on them. */
export const unseen: readonly BenchServer[] = [
  {
    name: 'log-normal 30 ms cv 1.5, c=8, Poisson',
    model: logNormalServers(8, 0.03, 1.5),
    ...{ limitSeconds: 0.4, arrivals: 'poisson', capacityRps: 252.3 },
  },
  {
    name: 'bimodal 400/20 ms, c=3, even',
    model: twoClasses(3, 0.1, 0.4, 0.02),
    ...{ limitSeconds: 1.5, arrivals: 'even', capacityRps: 43.43 },
  },
  exact('M/M/32 20 ms, Poisson', 32, 0.02, 0.15, 'poisson'),
  {
    name: 'fixed 100 ms, c=2, Poisson',
    model: deterministic(2, 0.1),
    ...{ limitSeconds: 0.5, arrivals: 'poisson', capacityRps: 16.7 },
  },
  {
    name: 'drift 6 %, tau 10 s, c=6',
    model: { ...logNormalServers(6, 0.05, 0.8), drift: { sd: 0.06, relaxationSeconds: 10 } },
    ...{ limitSeconds: 0.6, arrivals: 'even', capacityRps: 112.2 },
  },
];

/** Services that variants were tried on first; the final choice was made looking at all three sets. */
export const tuned: readonly BenchServer[] = [
  exact('M/M/2 50 ms, even', 2, 0.05, 0.4, 'even'),
  exact('M/M/1 50 ms, Poisson', 1, 0.05, 0.6, 'poisson'),
  exact('M/M/8 30 ms, Poisson', 8, 0.03, 0.25, 'poisson'),
  {
    name: 'log-normal 80 ms cv 1.2, c=3, even',
    model: logNormalServers(3, 0.08, 1.2),
    ...{ limitSeconds: 0.9, arrivals: 'even', capacityRps: 34.84 },
  },
  {
    name: 'bimodal 300/30 ms, c=6, Poisson',
    model: twoClasses(6, 0.15, 0.3, 0.03),
    ...{ limitSeconds: 1.2, arrivals: 'poisson', capacityRps: 77.1 },
  },
  {
    name: 'bimodal 250/25 ms, c=4, even',
    model: twoClasses(4, 0.2, 0.25, 0.025),
    ...{ limitSeconds: 1, arrivals: 'even', capacityRps: 49.9 },
  },
  {
    name: 'fixed 40 ms, c=1, Poisson',
    model: deterministic(1, 0.04),
    ...{ limitSeconds: 0.25, arrivals: 'poisson', capacityRps: 18.89 },
  },
  {
    name: 'stalls 0.6 s / 15 s, c=4',
    model: { ...logNormalServers(4, 0.04, 1), stalls: { everySeconds: 15, lengthSeconds: 0.6 } },
    ...{ limitSeconds: 0.8, arrivals: 'poisson', capacityRps: 85.4 },
  },
  {
    name: 'stalls 0.3 s / 10 s, c=16',
    model: { ...logNormalServers(16, 0.06, 0.7), stalls: { everySeconds: 10, lengthSeconds: 0.3 } },
    ...{ limitSeconds: 0.4, arrivals: 'even', capacityRps: 238.5 },
  },
  {
    name: 'drift 5 %, tau 20 s, c=3',
    model: { ...logNormalServers(3, 0.05, 1), drift: { sd: 0.05, relaxationSeconds: 20 } },
    ...{ limitSeconds: 0.5, arrivals: 'poisson', capacityRps: 52.25 },
  },
];

import { describe, expect, it } from 'vitest';
import { erlangC, evenCapacity, poissonCapacity } from '../../bench/capacity/closed-forms.ts';
import { peers } from '../../bench/capacity/peers.ts';
import { benchOf } from '../../bench/capacity/probe.ts';
import { gapsOf, type Queue, queueOf, type ServerModel, send } from '../../bench/capacity/queue.ts';
import { scored, scoreOf } from '../../bench/capacity/score.ts';
import { goalOf, playSearch, searchServer } from '../../bench/capacity/search.ts';
import { type BenchServer, listed } from '../../bench/capacity/servers.ts';
import { badRatioAt } from '../../bench/capacity/truth.ts';

const exponential = (servers: number, meanSeconds: number): ServerModel => ({
  servers,
  service: [{ share: 1, kind: 'exponential', meanSeconds }],
});

/** Servers, rate of each, limit in seconds, and the capacities for Poisson and for even arrivals. */
const vectors = [
  [1, 50, 0.2, 35.0213, 42.0672],
  [1, 10, 0.8, 6.2553, 7.982],
  [4, 10, 0.8, 35.9055, 37.8852],
  [16, 20, 0.3, 307.617, 313.661],
  [2, 4, 0.8, 2.3084, 4.3368],
] as const;

describe('closed forms of capacities', () => {
  it.each(vectors)(
    'for %i servers of %i/s under %f s are the known ones',
    (servers, rate, limitSeconds, poisson, even) => {
      const service = { servers, rate, limitSeconds, badRatio: 0.05 };
      expect(poissonCapacity(service) / poisson).toBeCloseTo(1, 4);
      expect(evenCapacity(service) / even).toBeCloseTo(1, 4);
    },
  );

  it('agree with what is known in one line: M/M/1 is μ − ln(20)/L, D/M/1 −θ/ln(1 − θ/μ) with θ = ln(20)/L', () => {
    const service = { servers: 1, rate: 30, limitSeconds: 0.5, badRatio: 0.05 };
    const theta = Math.log(20) / 0.5;
    expect(poissonCapacity(service)).toBeCloseTo(30 - theta, 3);
    expect(evenCapacity(service)).toBeCloseTo(-theta / Math.log(1 - theta / 30), 3);
  });
});

describe('the simulated capacities', () => {
  it.each(vectors)(
    'of %i servers of %i/s are within 1 % of the closed forms',
    (servers, rate, limitSeconds, ...known) => {
      for (const [index, arrivals] of (['poisson', 'even'] as const).entries()) {
        const server = { model: exponential(servers, 1 / rate), limitSeconds, arrivals };
        const capacity = known[index] ?? 0;
        const below = badRatioAt(server, 0.99 * capacity, 400_000, 1);
        const above = badRatioAt(server, 1.01 * capacity, 400_000, 1);
        // With one service time on end, the bad part hardly depends on the rate: the same holds with less noise.
        const noise = servers === 2 ? 0.001 : 0;
        expect(below).toBeLessThan(0.05 + noise);
        expect(above).toBeGreaterThan(0.05 - noise);
      }
    },
  );
});

interface Seen {
  readonly queue: Queue;
  readonly requests: number;
  readonly seconds: number;
  readonly latencySum: number;
  readonly waited: number;
}

function played(model: ServerModel, arrivals: 'even' | 'poisson', rateRps: number, requests: number): Seen {
  const queue = queueOf(model, 7);
  const gap = gapsOf(queue, arrivals, rateRps);
  let [at, latencySum, waited] = [0, 0, 0];
  for (let request = 0; request < requests; request++) {
    at += gap();
    latencySum += send(queue, at);
    if (queue.waitSeconds > 0) waited++;
  }
  return { queue, requests, seconds: at, latencySum, waited };
}

describe('identities of queues', () => {
  it('in overload c/E[S] requests are finished in a second', () => {
    const { queue, requests } = played(exponential(4, 0.1), 'even', 80, 40_000);
    expect(requests / Math.max(...queue.freeAt)).toBeCloseTo(40, 0);
  });

  it('the mean number in the system is the rate times the mean time in it', () => {
    const { seconds, latencySum, requests } = played(exponential(4, 0.1), 'poisson', 30, 300_000);
    const wait = erlangC(4, 3) / (40 - 30);
    expect(latencySum / seconds / (30 * (0.1 + wait))).toBeCloseTo(1, 1);
    expect(latencySum / requests / (0.1 + wait)).toBeCloseTo(1, 1);
  });

  it('as many of independent arrivals wait as the servers are busy for (PASTA)', () => {
    const { waited, requests } = played(exponential(4, 0.1), 'poisson', 32, 300_000);
    expect(waited / requests).toBeCloseTo(erlangC(4, 3.2), 2);
  });

  it('waits with one service time are by Pollaczek and Khinchine', () => {
    const model: ServerModel = { servers: 1, service: [{ share: 1, kind: 'deterministic', meanSeconds: 0.02 }] };
    const { latencySum, requests } = played(model, 'poisson', 35, 300_000);
    expect(latencySum / requests).toBeCloseTo(0.02 + (35 * 0.02 ** 2) / (2 * (1 - 0.7)), 3);
  });
});

describe('searches of simulated services', () => {
  it('find what there is to find, with intervals that hold it (quick: 4 for each service)', () => {
    const runs = listed.flatMap((server) =>
      [1, 2, 3, 4].map((seed) => {
        const { searched, answer } = searchServer(server, 0.04 + 0.025 * seed, 330, seed);
        return scored(server, { ...searched, confirmedRps: answer.confirmedRps });
      }),
    );
    const score = scoreOf(runs);
    expect(score.runs).toBe(44);
    expect(score.within5).toBeGreaterThan(0.7);
    expect(score.within10).toBeGreaterThan(0.9);
    expect(score.covered).toBeGreaterThan(0.75);
    expect(score.loadSeconds).toBeLessThan(320);
    expect(score.overConfirmed).toBeLessThan(0.1);
  });

  it('are the same for the same seed', () => {
    const server = listed[2] as BenchServer;
    expect(searchServer(server, 0.1, 330, 3)).toEqual(searchServer(server, 0.1, 330, 3));
  });

  const flagsFor = (model: ServerModel, capacityRps: number, limitSeconds = 0.8) => {
    const server: BenchServer = { name: 'test', model, limitSeconds, arrivals: 'even', capacityRps };
    return [1, 2, 3, 4, 5].map((seed) => playSearch(goalOf(server, 0.1, 330, seed), queueOf(model, seed)).answer.flags);
  };

  it('say that a limit near the service time makes the rate uncertain', () => {
    for (const flags of flagsFor(exponential(2, 0.25), 4.34)) expect(flags).toContain('service-limited');
  });

  it('say that a service does not recover from overload', () => {
    const model = { ...exponential(4, 0.1), breaks: { waitSeconds: 0.8, factor: 20 } };
    for (const flags of flagsFor(model, 37.9)) expect(flags).toContain('did-not-recover');
  });

  it('say that a service refuses what is too much, and find the rate below that', () => {
    const model = { ...exponential(4, 0.1), maxWaitSeconds: 0.2 };
    for (const flags of flagsFor(model, 36)) expect(flags).toContain('sheds-load');
  });
});

describe('peers', () => {
  it.each(Object.entries(peers))('%s answers something near the capacity', (_name, search) => {
    const server = listed[4] as BenchServer;
    const { rateRps, loadSeconds } = search(benchOf(server, 0.1, 1));
    expect(Math.abs(rateRps / server.capacityRps - 1)).toBeLessThan(0.5);
    expect(loadSeconds).toBeGreaterThan(50);
  });
});

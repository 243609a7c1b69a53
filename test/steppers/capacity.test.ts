import { describe, expect, it } from 'vitest';
import { type CapacityGoal, capacityAnswerSchema } from '../../lib/model/capacity.ts';
import { answerSoFar, nextTrial } from '../../lib/steppers/capacity.ts';
import { type Behaviour, goal, madeTrial, rising, searched } from './made-trial.ts';

describe('the phases of a search', () => {
  const { answer, history } = searched(goal, rising(100));
  const purposes = history.map(({ purpose }) => purpose);

  it('begin with the lowest rate, double it, narrow down, hold the lower end, and try the lowest rate again', () => {
    const order = ['baseline', 'scout', 'refine', 'confirm', 'anchor'];
    expect([...new Set(purposes)]).toEqual(order);
    expect(purposes).toEqual([...purposes].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect(history[0]?.rateRps).toBe(5);
    expect(history.filter(({ purpose }) => purpose === 'scout').map(({ rateRps }) => rateRps)).toEqual([
      10, 20, 40, 80, 160,
    ]);
    expect(history.at(-1)?.rateRps).toBe(5);
  });

  it('find the rate, with an interval around it and a confirmed rate below', () => {
    expect(answer.rateRps).toBeGreaterThan(95);
    expect(answer.rateRps).toBeLessThan(105);
    expect(answer.interval?.lowRps).toBeLessThan(100);
    expect(answer.interval?.highRps).toBeGreaterThan(100);
    expect(answer.confirmedRps).toBeLessThan(100);
    expect(answer.saturationRps).toBeGreaterThan(0);
    expect(answer.loadSeconds).toBe(history.reduce((sum, { seconds }) => sum + seconds.started.length, 0));
  });

  it('stay within the budget until the confirmation, which holds for a minute', () => {
    const spent = history
      .filter(({ purpose }) => purpose !== 'confirm' && purpose !== 'anchor')
      .reduce((sum, { seconds }) => sum + seconds.started.length, 0);
    expect(spent).toBeLessThanOrEqual(goal.budgetSeconds);
    expect(history.find(({ purpose }) => purpose === 'confirm')?.measureSeconds).toBe(60);
  });

  it('wait for the target to recover after a trial that was too much', () => {
    for (const [index, trial] of history.slice(1).entries()) {
      if (history[index]?.ending === 'overloaded') expect(trial.drain).not.toBeNull();
    }
  });

  it('give the same for the same history, wherever it ends, and an answer at each of these moments', () => {
    for (let length = 0; length <= history.length; length++) {
      const part = history.slice(0, length);
      const again = JSON.parse(JSON.stringify(part));
      expect(nextTrial(goal, part)).toEqual(nextTrial(goal, again));
      const soFar = answerSoFar(goal, part);
      expect(capacityAnswerSchema.parse(soFar)).toEqual(soFar);
      expect(soFar.rateRps === null).toBe(!part.some(({ purpose }) => purpose === 'refine'));
    }
  });
});

describe('a confirmation', () => {
  const failing = (times: number) => {
    let tries = 0;
    return searched(goal, (point) => {
      const behaviour = rising(100)(point);
      return point.purpose === 'confirm' && tries++ < times ? { badRatios: [0.08] } : behaviour;
    });
  };

  it('that misses a limit is tried again at 5 % less', () => {
    const { history, answer } = failing(2);
    const rates = history.filter(({ purpose }) => purpose === 'confirm').map(({ rateRps }) => rateRps);
    expect(rates).toHaveLength(3);
    expect((rates[1] ?? 0) / (rates[0] ?? 1)).toBeCloseTo(0.95);
    expect(answer.confirmedRps).toBe(rates[2]);
    expect(answer.flags).not.toContain('not-confirmed');
  });

  it('that fails four times is given up and said', () => {
    const { history, answer } = failing(99);
    expect(history.filter(({ purpose }) => purpose === 'confirm')).toHaveLength(4);
    expect(answer.confirmedRps).toBeNull();
    expect(answer.flags).toContain('not-confirmed');
  });

  it('in which ever more journeys are open does not pass, whatever its latencies', () => {
    const { answer } = searched(goal, (point) => ({
      ...rising(100)(point),
      ...(point.purpose === 'confirm' ? { inFlight: (second: number) => 4 + second } : {}),
    }));
    expect(answer.flags).toContain('not-confirmed');
  });
});

describe('several limits', () => {
  const limits: CapacityGoal['limits'] = [
    { objective: { kind: 'latency', percentile: 99, belowMs: 2000 }, badRatio: 0.01, latencyMs: 2000 },
    { objective: { kind: 'latency', percentile: 95, belowMs: 200 }, badRatio: 0.05, latencyMs: 200 },
    { objective: { kind: 'failed-requests', belowRatio: 0.01 }, badRatio: 0.01, latencyMs: null },
  ];
  const both = { ...goal, limits };
  const { answer } = searched(both, ({ rateRps }) => {
    const of = (capacity: number, p: number) => Math.min(0.99, p * (rateRps / capacity) ** 25);
    const badRatios = [of(120, 0.01), of(90, 0.05), of(125, 0.01)];
    return { badRatios, ending: Math.max(...badRatios) > 0.5 ? 'overloaded' : 'completed' };
  });

  it('have one answer each from one search, and the lowest decides', () => {
    expect(answer.limits).toHaveLength(3);
    expect(answer.decidedBy).toBe(1);
    expect(answer.rateRps).toBe(answer.limits[1]?.rateRps);
    expect(answer.rateRps).toBeGreaterThan(85);
    expect(answer.rateRps).toBeLessThan(95);
  });

  it('are no narrower where few trials were near them', () => {
    const width = (limit: number) => {
      const { rateRps, interval } = answer.limits[limit] ?? {};
      return interval && rateRps ? (interval.highRps - interval.lowRps) / rateRps : Number.NaN;
    };
    expect(width(0)).toBeGreaterThan(width(1));
    expect(answer.limits[0]?.rateRps).toBeGreaterThan(90);
  });
});

describe('a flag is raised', () => {
  const flagsOf = (behave: Parameters<typeof searched>[1], of = goal) => searched(of, behave).answer;

  it('where the lowest rate misses a limit already, and nothing more is tried', () => {
    const { answer, history } = searched(goal, () => ({ badRatios: [0.4] }));
    expect(history).toHaveLength(1);
    expect(answer).toMatchObject({ rateRps: null, interval: null, confirmedRps: null });
    expect(answer.flags).toContain('limit-missed-unloaded');
  });

  it('where units are slow without any queue', () => {
    const { flags } = flagsOf((point) => ({
      ...rising(100)(point),
      badRatios: [0.035 + 0.965 * (rising(100)(point).badRatios[0] ?? 0)],
    }));
    expect(flags).toContain('service-limited');
  });

  it('where nothing up to the highest rate was too much: no rate, but the one that was held', () => {
    const { answer, history } = searched({ ...goal, maxRateRps: 70 }, () => ({ badRatios: [0] }));
    expect(answer).toMatchObject({ rateRps: null, interval: null, confirmedRps: 70 });
    expect(answer.flags).toEqual(['never-saturated']);
    expect(Math.max(...history.map(({ rateRps }) => rateRps))).toBe(70);
  });

  it.each(['generator-limited', 'target-died', 'did-not-recover'] as const)('where a trial ends as %s', (ending) => {
    for (const last of [3, 7]) {
      const { answer, history } = searched(goal, (point, index) => ({
        ...rising(100)(point),
        ...(index === last ? { ending } : {}),
      }));
      expect(history).toHaveLength(last + 1);
      expect(answer.flags).toContain(ending);
    }
  });

  it('where what is too much is refused at once, and the others stay quick', () => {
    const shedding = ({ rateRps }: { rateRps: number }): Behaviour => {
      const failedRatio = Math.max(0, 1 - 100 / rateRps);
      return { badRatios: [failedRatio], failedRatio };
    };
    const answer = flagsOf(shedding);
    expect(answer.flags).toContain('sheds-load');
    expect(answer.rateRps).toBeGreaterThan(97);
    expect(answer.rateRps).toBeLessThan(113);
    expect(flagsOf(rising(100)).flags).not.toContain('sheds-load');
  });

  it('where the target is slower at the end than at the start', () => {
    const slower = (factor: number) =>
      flagsOf((point) => ({ ...rising(100)(point), latencyMs: point.purpose === 'anchor' ? 20 * factor : 20 })).flags;
    expect(slower(1.3)).toContain('drift');
    expect(slower(1.02)).not.toContain('drift');
  });

  it('where trials contradict each other: one passed far above another that failed', () => {
    const { history } = searched(goal, rising(100));
    const point = { purpose: 'refine', settleSeconds: 6, measureSeconds: 20, drainBefore: false } as const;
    const abort = { badRatio: 0.5, windowSeconds: 10 };
    const passed = madeTrial({ ...point, abort, rateRps: 115 }, { badRatios: [0.01] });
    const failed = madeTrial({ ...point, abort, rateRps: 85 }, { badRatios: [0.9], ending: 'overloaded' });
    expect(answerSoFar(goal, history).flags).not.toContain('irregular');
    expect(answerSoFar(goal, [...history, passed, failed]).flags).toContain('irregular');
  });

  it('where the load is spent before the interval is as narrow as asked for', () => {
    const { flags } = flagsOf(rising(100), { ...goal, widthRatio: 0.001, budgetSeconds: 150 });
    expect(flags).toEqual(expect.arrayContaining(['irregular', 'budget-spent']));
  });

  it('not at all on a target that is steady', () => {
    expect(flagsOf(rising(100), { ...goal, widthRatio: 0.1 }).flags).toEqual([]);
  });
});

it('journeys that were due and not started are bad', () => {
  const first = nextTrial(goal, []);
  if (!('run' in first)) throw new Error('no first trial');
  const trial = madeTrial(first.run, { badRatios: [0] });
  const dropped = trial.seconds.dropped.map(() => 5);
  expect(nextTrial(goal, [{ ...trial, seconds: { ...trial.seconds, dropped } }])).toMatchObject({
    done: { rateRps: null, flags: expect.arrayContaining(['limit-missed-unloaded']) },
  });
});

describe('limits of failures, which only come with overload', () => {
  const limits: CapacityGoal['limits'] = [
    { objective: { kind: 'latency', percentile: 95, belowMs: 800 }, badRatio: 0.05, latencyMs: 800 },
    { objective: { kind: 'failed-requests', belowRatio: 0.02 }, badRatio: 0.02, latencyMs: null },
  ];
  const behave = (failsFrom: number) =>
    searched({ ...goal, limits }, ({ rateRps }) => {
      const slow = Math.min(0.99, 0.05 * (rateRps / 100) ** 25);
      return { badRatios: [slow, rateRps > failsFrom ? 0.3 : 0], ending: slow > 0.5 ? 'overloaded' : 'completed' };
    }).answer;

  it('neither have a rate of their own nor widen the interval', () => {
    const answer = behave(150);
    expect(answer).toMatchObject({ decidedBy: 0, limits: [{ rateRps: answer.rateRps }, { rateRps: null }] });
    expect(answer.interval).toEqual(answer.limits[0]?.interval);
  });

  it('decide where failures come first', () => {
    const answer = behave(60);
    expect(answer.decidedBy).toBe(1);
    expect(answer.rateRps).toBeGreaterThan(50);
    expect(answer.rateRps).toBeLessThan(70);
  });
});

import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { additiveFit } from '../../lib/stats/additive-fit.ts';
import { betaQuantile, binomialUpperTail, exactBounds } from '../../lib/stats/binomial.ts';
import { designEffectOf } from '../../lib/stats/design-effect.ts';
import * as drifts from '../../lib/stats/drift.ts';
import { failingStep, minFailingBlocks } from '../../lib/stats/failing-step.ts';
import * as histograms from '../../lib/stats/histogram.ts';
import * as intervals from '../../lib/stats/intervals.ts';
import * as paired from '../../lib/stats/paired.ts';
import { laterFailures, pairedFailures } from '../../lib/stats/pooled-failures.ts';
import { quantile } from '../../lib/stats/quantile.ts';
import { binomialOf, normalsOf, randomOf } from '../../lib/stats/random.ts';
import { ratioError } from '../../lib/stats/ratio-error.ts';
import { countOf, sizeGap } from '../../lib/stats/size-gap.ts';
import * as student from '../../lib/stats/student.ts';
import {
  autocorrelation,
  boundedLag1,
  inflation,
  medianOf,
  pairsOf,
  residualsOf,
  trendOf,
  varianceOfScore,
} from '../../lib/stats/trend.ts';
import { steadyFrom } from '../../lib/stats/warm-up.ts';

/*
 * One known answer at least for each function of lib/stats, so that none of them drifts. Where nothing else is said,
 * the expected value was computed by SciPy 1.17 (binom, binomtest, beta, nct, ttest_1samp, permutation_test,
 * theilslopes).
 */

const series = [12.1, 11.4, 13.2, 12.8, 14, 13.1, 14.9, 13.7, 15.2, 14.4, 15.9, 14.8];
const differences = [0.12, -0.03, 0.08, 0.15, 0.02, 0.11, -0.05, 0.09];
const limit = Math.log(1.1);
const runs = (events: readonly number[], trials = 50) => events.map((count) => ({ events: count, trials }));
const steps = Array(6).fill(runs([0, 3, 1]));
const ticks = () => {
  const histogram = histograms.emptyHistogram(10);
  for (const ms of [1, 2, 3, 4]) histograms.record(histogram, ms);
  return histogram;
};
const merged = () => {
  const histogram = ticks();
  histograms.mergeInto(histogram, ticks());
  return histogram;
};

const sizes = (all: readonly number[]) => all.map((size) => ({ size, count: 5 }));

const answers: readonly (readonly [name: string, actual: () => unknown, expected: number])[] = [
  ['binomialUpperTail', () => binomialUpperTail(7, 20, 0.2), 0.08669251356740035],
  ['exactBounds', () => exactBounds(7, 50, 0.9).low, 0.06759669900316757],
  ['exactBounds', () => exactBounds(7, 50, 0.9).high, 0.24693520173120928],
  ['betaQuantile', () => betaQuantile(0.025, 3.5, 47.5), 0.017186649071151135],
  ['regularizedBeta', () => student.regularizedBeta(0.3, 2.5, 4.5), 0.40653901668245934],
  ['logGamma', () => student.logGamma(7.3), 7.147892523022249],
  ['studentQuantile', () => student.studentQuantile(0.975, 7), 2.364624251592784],
  ['studentCdf', () => student.studentCdf(1.7, 7), 0.9335355516087224],
  ['normalCdf', () => student.normalCdf(-1.234), 0.10860145212152433],
  ['normalQuantile', () => student.normalQuantile(0.99), 2.3263478740408408],
  ['pairedShift', () => paired.pairedShift(differences).pAbove, 0.024669972648949864],
  ['pairedInterval', () => paired.pairedInterval(differences, 0.9).low, 0.01236222765752866],
  ['pairedInterval', () => paired.pairedInterval(differences, 0.9).high, 0.11013777234247131],
  ['hodgesLehmann', () => paired.hodgesLehmann(differences), 0.0625],
  ['signFlipP', () => paired.signFlipP(differences), 0.03125],
  // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
  ['holm', () => paired.holm([0.01, 0.04, 0.03, 0.005])[0], 0.03],
  ['pairedPower', () => paired.pairedPower({ shift: limit, sd: 0.08, n: 9, alpha: 0.05 }), 0.9458801892304325],
  ['pairsNeeded', () => paired.pairsNeeded({ shift: limit, sd: 0.08, alpha: 0.05, power: 0.9 }), 8],
  ['detectableShift', () => paired.detectableShift({ sd: 0.08, n: 9, alpha: 0.05, power: 0.8 }), 0.07271583036362715],
  ['laterShift', () => paired.laterShift(differences, 0.4, 0.95).pAbove, 0.0016252572031208643],
  ['pairedFailures', () => pairedFailures(runs([1, 1], 300), runs([5.5, 5.5], 300), 0.95).low, 0.0024071093633039765],
  ['pairedFailures', () => pairedFailures(runs([1, 1], 300), runs([5.5, 5.5], 300), 0.95).high, 0.02953120305701936],
  // Of four flips, one is as far up.
  ['pairedFailures', () => pairedFailures(runs([1, 1], 300), runs([5.5, 5.5], 300), 0.95).pAbove, 0.25],
  ['laterFailures', () => laterFailures(runs([3, ...Array(9).fill(0)], 1), { events: 9, trials: 1 }, 0.9).shift, 8.7],
  [
    'laterFailures',
    () => laterFailures(runs(Array(10).fill(0.3)), runs([9])[0] as never, 0.9).pAbove,
    7.224029762210982e-8,
  ],
  // The same as trendOf: r1 of the residuals is negative.
  ['driftOf', () => drifts.driftOf(series)?.slope ?? 0, 0.3208333333333334],
  ['driftOf', () => drifts.driftOf(series)?.pRising ?? 0, 0.0015959831767743866],
  // Standard error of the eleven increments: 0.38738; t(0.99, 10) + t(0.8, 10) = 2.76377 + 0.87906; times 1.05.
  ['pOfGrowth', () => drifts.pOfGrowth(series), 0.17514537987778867],
  ['detectableGrowth', () => drifts.detectableGrowth(series, 0.01), 1.481730432757383],
  // t(0.99, 10) + t(0.8, 10) times 1.05 · √(12/(12³ − 12)).
  ['detectableSlope', () => drifts.detectableSlope({ n: 12, r1: 0, sd: 1 }, 0.01), 0.3198599472923382],
  // K = 28 after six values.
  ['stepOf', () => drifts.stepOf(series)?.at ?? 0, 6],
  ['firstAgainstLast', () => drifts.firstAgainstLast(series, randomOf(1)).first, 12.1],
  // Of 66 pairs, 55 rise.
  ['pairsOf', () => pairsOf(series).score, 44],
  ['varianceOfScore', () => varianceOfScore(series), (12 * 11 * 29) / 18],
  ['residualsOf', () => residualsOf(series, 0.3)[11] ?? 0, 11.5],
  // A straight line correlates with itself by 0.7; (10 · 0.7 + 1)/6 is above the limit.
  ['boundedLag1', () => boundedLag1([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 1), 0.95],
  ['inflation', () => inflation(0.5, 12), 2.666748046875],
  ['trendOf', () => trendOf(series).slope, 0.3208333333333334],
  ['trendOf', () => trendOf(series).pRising, 0.0015959831767743866],
  ['autocorrelation', () => autocorrelation(series, 2), 0.4780789897521412],
  // By hand: residuals of 0 and four times ±0.5, with 2 degrees of freedom.
  [
    'additiveFit',
    () =>
      additiveFit([
        [1, 2, 4],
        [2, 4, 4],
      ])?.sd,
    Math.sqrt(0.5),
  ],
  ['ratioError', () => ratioError([1, 2, 3, 4, 5, 6, 7, 8].map((count) => ({ count, of: 1 }))), Math.sqrt(78) / 8],
  [
    'quantile',
    () =>
      quantile(
        series.toSorted((a, b) => a - b),
        0.9,
      ),
    15.17,
  ],
  ['medianOf', () => medianOf(series), 13.85],
  // By hand from here on. 1 − 0.05^(1/100).
  ['zeroFailuresBound', () => intervals.zeroFailuresBound(100), 0.029513049607853],
  ['exactInterval', () => intervals.exactInterval(0, 100).high, 0.029513049607853],
  // Σ(Q_j − 10)² = 10; half = t(4) · √(2.5/5).
  ['sectionInterval', () => intervals.sectionInterval(10, [8, 9, 10, 11, 12]).high, 11.963243161],
  ['totalOf', () => intervals.totalOf(runs([1, 2])).trials, 100],
  // 5/4 · 10 over 100 · 0.1 · 0.9, times (t(4)/z)².
  ['blockDesignEffect', () => intervals.blockDesignEffect(runs([3, 1, 4, 0, 2], 20)), 2.78708044333289],
  ['blockRatioInterval', () => intervals.blockRatioInterval(runs([0, 0])).high, 0.029513049607853],
  // Dispersion 10/(20·0.1·0.9) = 5.6 below the 9.5 of χ² with 4 degrees of freedom; 40 in one block is above.
  ['isClustered', () => Number(intervals.isClustered(runs([3, 1, 4, 0, 2], 20))), 0],
  ['isClustered', () => Number(intervals.isClustered(runs([40, 0, 0, 0, 0]))), 1],
  // Alternating values: ρ_1 < 0, so nothing is added. ρ_1 = ½ and ρ_2 = 0 of 1 1 0 0 …, but for the ends.
  ['designEffectOf', () => designEffectOf([1, -1, 1, -1, 1, -1]), 1],
  // (1/3)^6: all six blocks are led by the second of three steps.
  ['failingStep', () => failingStep(steps)?.p, 1 / 729],
  // (1/3)^6 < 0.01/3 < (1/3)^5.
  ['minFailingBlocks', () => minFailingBlocks(3), 6],
  // Five values of 1, then fifteen of 0: the first batch is left out.
  ['steadyFrom', () => steadyFrom([...Array(5).fill(1), ...Array(25).fill(0)]), 5],
  // Four sizes about 100, then 2,000: 20 times as much, with nothing in between. 100 and 250 are of one kind.
  ['sizeGap', () => sizeGap(sizes([100, 104, 98, 101, 2_000]), 3)?.below.length, 4],
  ['sizeGap', () => Number(sizeGap(sizes([100, 250]), 3) === undefined), 1],
  ['countOf', () => countOf(sizes([1, 2])), 10],
  ['emptyHistogram', () => histograms.emptyHistogram(10).n, 0],
  ['record', () => ticks().sumMs, 10],
  ['mergeInto', () => merged().n, 8],
  // 2 ms are 200,000 ticks: octave 17, of which 2^10 buckets are 2^7 ticks wide: 7 · 1,024 + ⌊200,000/128⌋.
  ['bucketOf', () => histograms.bucketOf(2, 10), 8_730],
  ['bucketBounds', () => histograms.bucketBounds(8_730, 10).lowMs, 1.99936],
  // The second of four, to the middle of its bucket of 1.99936–2.00064 ms.
  ['histogramQuantiles', () => histograms.histogramQuantiles(ticks(), [0.5])[0], 2],
];

describe('a known answer', () => {
  test.each(answers)('of %s', (_name, actual, expected) => {
    const found = Number(actual());
    expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-8 * Math.max(Math.abs(expected), 1e-9));
  });

  test('of each seed is the same sequence', () => {
    // mulberry32 of seed 1, as published.
    const random = randomOf(1);
    expect([random(), random(), random()]).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
    const normal = normalsOf(randomOf(1));
    expect(normal()).toBeCloseTo(
      Math.sqrt(-2 * Math.log(1 - 0.6270739405881613)) * Math.cos(2 * Math.PI * 0.0027357),
      6,
    );
    const counts = Array.from({ length: 2_000 }, (_, seed) => binomialOf(randomOf(seed), 100, 0.1));
    expect(counts.reduce((sum, count) => sum + count, 0) / 2_000).toBeCloseTo(10, 0);
  });

  test('stands here for every function of lib/stats', async () => {
    const folder = new URL('../../lib/stats/', import.meta.url);
    const modules = await Promise.all(
      readdirSync(folder).map((name): Promise<Record<string, unknown>> => import(new URL(name, folder).href)),
    );
    const exported = modules.flatMap((module) => Object.keys(module));
    const known = new Set([...answers.map(([name]) => name), 'randomOf', 'normalsOf', 'binomialOf']);
    expect(exported.filter((name) => !known.has(name))).toEqual([]);
  });
});

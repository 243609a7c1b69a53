import { defineFinding, type Experiment, type Judgement, notApplicable } from '../../model/finding.ts';
import type { RunResult, StageResult } from '../../model/result.ts';
import { plateausOf } from './plateaus.ts';
import { type Bracket, bracketOf, meanRps, stageVerdicts } from './stage-objectives.ts';

export default defineFinding({
  id: 'sustainable-range',
  needs: ['series', 'objectives', 'provenance', 'run'],
  isDiagnosis: true,
  judge: ({ series, objectives, provenance: { source }, run: { ending } }) => {
    const loaded = series.stages.filter(({ shape, scheduled }) => shape !== 'step' && scheduled > 0);
    if (loaded.length === 0) return notApplicable('no-schedule');
    if (ending.kind !== 'completed') return notApplicable('cut-short');
    const bracket =
      source === 'samples'
        ? bracketOf(series.stages, stageVerdicts({ series, objectives }))
        : bracketOfRun(loaded, objectives);
    const { met, metPlateau, missed, metLater } = bracket;
    if (met === undefined && missed === undefined) {
      return source === 'samples' || !isMetBy(objectives.results)
        ? notApplicable('no-samples')
        : ofWholeRun(series.stages);
    }
    const best = metPlateau ?? met;
    const values = {
      ...missedValues(missed),
      hasPlateau: plateausOf(series.stages).length > 0,
      rateRps: best?.toRps ?? 0,
      meanRps: best ? meanRps(best) : 0,
    };
    if (best === undefined) {
      const variant = missed !== loaded[0] ? 'unproven' : metLater ? 'later' : 'none';
      return { status: 'note', variant, values, experiments: missed ? [belowFirst(missed)] : [] };
    }
    const isOnly = loaded.length === 1;
    const steady = isOnly ? (best.durationMs >= holdMs ? 'held' : 'only') : 'plateau';
    return {
      status: 'note',
      variant: metPlateau ? steady : 'ramp',
      values,
      evidence: [{ name: 'metRate', value: best.toRps, unit: 'rps', n: best.scheduled }],
      experiments: experimentsOf(best, missed, loaded),
    };
  },
});

/** Without samples there is nothing on the stages: only if the load has one stage, the run's result is that stage's. */
function bracketOfRun([only, ...others]: readonly StageResult[], { results }: RunResult['objectives']): Bracket {
  const isOne = only !== undefined && others.length === 0;
  const isMissed = results.some(({ status }) => status === 'FAIL');
  return bracketOf(isOne ? [only] : [], () => (isMetBy(results) ? true : isMissed ? false : undefined));
}

const isMetBy = (results: RunResult['objectives']['results']): boolean =>
  results.length > 0 && results.every(({ status }) => status === 'PASS' || status === 'WARN');

const ofWholeRun = (stages: readonly StageResult[]): Judgement => ({
  status: 'note',
  variant: 'whole',
  values: {
    rateRps: Math.max(...stages.map(({ fromRps, toRps }) => Math.max(fromRps, toRps))),
    hasPlateau: plateausOf(stages).length > 0,
  },
});

const missedValues = (missed: StageResult | undefined) =>
  missed
    ? { hasMissed: true, missedFrom: missed.fromRps, missedTo: missed.toRps, missedIsRamp: missed.shape === 'ramp' }
    : { hasMissed: false, missedFrom: 0, missedTo: 0, missedIsRamp: false };

const holdMs = 300_000;

/**
 * A steady rate at half of what the first stage that missed had on average: half of the whole load may still be too
 * much.
 */
const belowFirst = (missed: StageResult): Experiment => ({
  why: 'below-first',
  change: { options: { rate: rateText(meanRps(missed) / 2), duration: '1m' } },
});

function experimentsOf(
  best: StageResult,
  missed: StageResult | undefined,
  loaded: readonly StageResult[],
): Experiment[] {
  const isSteady = loaded.length === 1 && best.shape === 'plateau' && best.durationMs >= holdMs;
  return [
    ...(isSteady
      ? []
      : [{ why: 'hold-rate' as const, change: { options: { rate: rateText(meanRps(best)), duration: '5m' } } }]),
    ...(missed && missed.toRps > best.toRps
      ? [
          {
            why: 'find-edge' as const,
            change: {
              options: { stages: stairs(best.toRps, missed.toRps), 'start-rate': rateText(best.toRps) },
            },
          },
        ]
      : []),
  ];
}

const rateText = (rps: number): string => `${Number(rps.toFixed(2))}`;

/** Four plateaus of half a minute between two rates. */
function stairs(from: number, to: number): string {
  return [0, 1, 2, 3]
    .map((step) => rateText(from + ((to - from) * step) / 3))
    .flatMap((rate, step) => [...(step === 0 ? [] : [`${rate}/0s`]), `${rate}/30s`])
    .join(',');
}

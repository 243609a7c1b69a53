import { defineFinding, type Experiment, notApplicable } from '../../model/finding.ts';
import type { StageResult } from '../../model/result.ts';
import { bracketOf, meanRps } from './stage-holds.ts';

export default defineFinding({
  id: 'sustainable-range',
  needs: ['series', 'objectives', 'provenance', 'run'],
  judge: ({
    series: { stages },
    objectives: { results: objectives },
    provenance: { source },
    run: { ending, scenario },
  }) => {
    const loaded = stages.filter(({ shape, scheduled }) => shape !== 'step' && scheduled > 0);
    if (loaded.length === 0) return notApplicable('no-schedule');
    if (ending.kind !== 'completed') return notApplicable('cut-short');
    const bracket =
      source === 'samples'
        ? bracketOf(
            stages,
            objectives.map(({ objective }) => objective),
          )
        : wholeRun(loaded, objectives.length > 0 && objectives.every(({ status }) => status === 'PASS'));
    const { held, heldPlateau, broke } = bracket;
    if (held === undefined && broke === undefined) return notApplicable('no-samples');
    const brokeValues = broke
      ? { hasBroke: true, brokeFrom: broke.fromRps, brokeTo: broke.toRps, brokeIsRamp: broke.shape === 'ramp' }
      : { hasBroke: false, brokeFrom: 0, brokeTo: 0, brokeIsRamp: false };
    const best = heldPlateau ?? held;
    const evidence = best ? [{ name: 'heldRate', value: best.toRps, unit: 'rps' as const, n: best.scheduled }] : [];
    const again = (words: readonly string[]) => ['--scenario', scenario ?? 'e2e', ...words];
    if (best === undefined) {
      return {
        status: 'note',
        variant: broke === loaded[0] ? 'none' : 'unproven',
        values: brokeValues,
        evidence,
        experiments: [{ why: 'lower-rate', words: ['--scale', '0.5'] }],
      };
    }
    const experiments: Experiment[] = [
      { why: 'hold-rate', words: again(['--rate', rateWord(meanRps(best)), '--duration', '5m']) },
      ...(broke && broke.toRps > best.toRps
        ? [
            {
              why: 'find-edge' as const,
              words: again(['--stages', stairs(best.toRps, broke.toRps), '--start-rate', rateWord(best.toRps)]),
            },
          ]
        : []),
    ];
    return {
      status: 'note',
      variant: heldPlateau ? 'plateau' : 'ramp',
      values: { rateRps: best.toRps, meanRps: meanRps(best), ...brokeValues },
      evidence,
      experiments,
    };
  },
});

/** Without samples the stages cannot be told apart: where the whole run met its objectives, so did its highest stage. */
function wholeRun(loaded: readonly StageResult[], isMet: boolean) {
  if (!isMet) return { held: undefined, heldPlateau: undefined, broke: undefined };
  const highest = loaded.toSorted((a, b) => b.toRps - a.toRps)[0];
  return { held: highest, heldPlateau: highest?.shape === 'plateau' ? highest : undefined, broke: undefined };
}

const rateWord = (rps: number): string => `${Number(rps.toFixed(2))}`;

/** Four plateaus of half a minute between two rates. */
function stairs(from: number, to: number): string {
  return [0, 1, 2, 3]
    .map((step) => rateWord(from + ((to - from) * step) / 3))
    .flatMap((rate, step) => [...(step === 0 ? [] : [`${rate}/0s`]), `${rate}/30s`])
    .join(',');
}

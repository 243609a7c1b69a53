import { defineFinding, type Experiment, notApplicable } from '../../model/finding.ts';
import type { StageResult } from '../../model/result.ts';
import { bracketOf, meanRps } from './stage-holds.ts';

export default defineFinding({
  id: 'sustainable-range',
  needs: ['stages', 'objectives', 'source', 'ending', 'scenario'],
  texts: {
    en: {
      title: 'Which of the rates tried held',
      what: {
        plateau:
          'Of the rates tried, {{rps rateRps}} held on a plateau{{#if hasBroke}}; the first that did not was {{#if brokeIsRamp}}the ramp from {{rps brokeFrom}} to {{rps brokeTo}}{{else}}{{rps brokeTo}}{{/if}}{{/if}}',
        ramp: 'Indicative only: the objectives held while ramping to {{rps rateRps}} (mean of that stage {{rps meanRps}}){{#if hasBroke}}, and no longer {{#if brokeIsRamp}}while ramping from {{rps brokeFrom}} to {{rps brokeTo}}{{else}}at {{rps brokeTo}}{{/if}}{{/if}}; no plateau held',
        none: 'Not even the first stage held: {{#if brokeIsRamp}}the ramp from {{rps brokeFrom}} to {{rps brokeTo}}{{else}}{{rps brokeTo}}{{/if}}',
        unproven:
          'No stage has the samples to show that it held; the first that did not was {{#if brokeIsRamp}}the ramp from {{rps brokeFrom}} to {{rps brokeTo}}{{else}}{{rps brokeTo}}{{/if}}',
      },
      why: 'Only a rate that held for some time is sustainable: what a ramp passed through says where to look, because the backlog of the rates before and after is in its figures.',
      advice: {
        plateau: 'Hold the rate for five minutes before you call it sustainable.',
        ramp: 'Hold the rate for five minutes before you call it sustainable.',
        none: 'Start lower: what it holds is below all that was tried.',
        unproven: 'Hold the lower rates longer, until their stages have enough samples.',
      },
    },
    ko: {
      title: '시도한 도착률 가운데 어디까지 감당했는가',
      what: {
        plateau:
          '시도한 도착률 가운데 평탄 구간에서 감당한 것은 {{rps rateRps}}입니다{{#if hasBroke}}. 처음으로 감당하지 못한 것은 {{#if brokeIsRamp}}{{rps brokeFrom}}에서 {{rps brokeTo}}까지의 램프{{else}}{{rps brokeTo}}{{/if}}입니다{{/if}}',
        ramp: '참고용입니다: {{rps rateRps}}까지의 램프 구간에서는 목표를 충족했습니다(그 구간의 평균 {{rps meanRps}}){{#if hasBroke}}. {{#if brokeIsRamp}}{{rps brokeFrom}}에서 {{rps brokeTo}}까지의 램프 구간{{else}}{{rps brokeTo}} 평탄 구간{{/if}}에서는 충족하지 못했습니다{{/if}}. 평탄 구간에서 감당한 도착률은 없습니다',
        none: '첫 구간조차 감당하지 못했습니다: {{#if brokeIsRamp}}{{rps brokeFrom}}에서 {{rps brokeTo}}까지의 램프{{else}}{{rps brokeTo}}{{/if}}',
        unproven:
          '감당했다고 볼 만큼 표본이 모인 구간이 없습니다. 처음으로 감당하지 못한 것은 {{#if brokeIsRamp}}{{rps brokeFrom}}에서 {{rps brokeTo}}까지의 램프{{else}}{{rps brokeTo}}{{/if}}입니다',
      },
      why: '일정 시간 유지한 도착률만 지속 가능하다고 할 수 있습니다. 램프가 지나가는 도착률에는 앞뒤 도착률에서 밀린 여정이 섞여 있어, 어디를 살펴볼지 알려 줄 뿐입니다.',
      advice: {
        plateau: '지속 가능하다고 말하기 전에 그 도착률을 5분간 유지해 보십시오.',
        ramp: '지속 가능하다고 말하기 전에 그 도착률을 5분간 유지해 보십시오.',
        none: '더 낮은 도착률에서 시작하십시오. 감당하는 도착률은 시도한 것보다 낮습니다.',
        unproven: '표본이 충분히 모이도록 낮은 도착률을 더 오래 유지하십시오.',
      },
    },
  },
  judge: ({ stages, objectives, source, ending, scenario }) => {
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

import { defineFinding, notApplicable } from '../contract/finding.ts';

const leastJourneys = 20;
const leastDifference = 0.2;

export default defineFinding({
  id: 'selection-in-latency',
  check: 'V06',
  needs: ['selection', 'steps'],
  texts: {
    en: {
      title: 'Those who got through are like those who did not',
      what: '{{#list selected}}at {{step}} journeys that reached {{last}} took {{ms reachedMs}} (median of {{count reached}}), the others {{ms lostMs}} (of {{count lost}}){{/list}}',
      why: 'The quicker journeys are the ones that get through: the latency of later steps is that of a chosen few, and a best case.',
      advice: 'Do not add up the percentiles of the steps to one of the journey.',
    },
    ko: {
      title: '끝까지 간 여정과 그렇지 않은 여정이 비슷한가',
      what: '{{#list selected}}{{step}} 단계에서 {{last}}까지 간 여정은 {{ms reachedMs}}(중앙값, {{count reached}}건), 나머지는 {{ms lostMs}}({{count lost}}건) 걸렸습니다{{/list}}',
      why: '빠른 여정이 끝까지 갑니다. 뒤 단계의 지연은 골라진 소수의 것이며 가장 좋은 경우입니다.',
      advice: '단계별 백분위수를 더해 여정의 백분위수로 삼지 마십시오.',
    },
  },
  judge: ({ selection, steps }) => {
    const last = steps.at(-1)?.name ?? '';
    if (selection === null || selection.length === 0) return notApplicable('no-key');
    const compared = selection.flatMap(({ step, reachedLast, lost }) =>
      reachedLast?.p50Ms == null || lost?.p50Ms == null || Math.min(reachedLast.n, lost.n) < leastJourneys
        ? []
        : [{ step, last, reached: reachedLast.n, reachedMs: reachedLast.p50Ms, lost: lost.n, lostMs: lost.p50Ms }],
    );
    if (compared.length === 0) return notApplicable('too-short');
    const selected = compared.filter(({ reachedMs, lostMs }) => reachedMs < (1 - leastDifference) * lostMs);
    const evidence = compared.map(({ step, reachedMs, lostMs, reached }) => ({
      name: step,
      value: reachedMs / lostMs,
      unit: 'ratio' as const,
      n: reached,
      limit: 1 - leastDifference,
    }));
    return selected.length === 0 ? { status: 'pass', evidence } : { status: 'note', values: { selected }, evidence };
  },
});

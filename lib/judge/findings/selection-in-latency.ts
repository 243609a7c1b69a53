import { defineFinding, notApplicable } from '../../model/finding.ts';

const leastJourneys = 20;
const leastDifference = 0.2;

export default defineFinding({
  id: 'selection-in-latency',
  check: 'V06',
  needs: ['selection', 'steps'],
  texts: {
    en: {
      title: 'Those who got through are like those who did not',
      what: 'Journeys that reached {{last}} were the quicker ones: {{#list selected}}at {{step}} they took {{ms reachedMs}} (median of {{count reached}}), the others {{ms lostMs}} (of {{count lost}}){{/list}}',
      why: 'The quicker journeys are the ones that get through: the latency of later steps is that of a chosen few, and a best case.',
      advice: 'Do not add up the percentiles of the steps to one of the journey.',
    },
    ko: {
      title: '끝까지 간 여정과 그렇지 않은 여정이 비슷한가',
      what: '{{last}} 단계까지 간 여정이 더 빨랐습니다: {{#list selected}}{{step}} 단계의 중앙값 {{ms reachedMs}}({{count reached}}건), 나머지 여정은 {{ms lostMs}}({{count lost}}건){{/list}}',
      why: '빠른 여정이 끝까지 갑니다. 뒤 단계의 지연 시간은 걸러진 일부의 값이며 가장 좋은 경우입니다.',
      advice: '단계별 백분위수를 더해 여정의 백분위수로 삼지 마십시오.',
    },
  },
  judge: ({ selection, steps }) => {
    const last = steps.at(-1)?.name ?? '';
    if (selection === null || selection.length === 0) return notApplicable('no-key');
    const compared = selection.flatMap(({ step, reachedLast, lost }) =>
      reachedLast?.p50Ms == null || !lost?.p50Ms || Math.min(reachedLast.n, lost.n) < leastJourneys
        ? []
        : [{ step, reached: reachedLast.n, reachedMs: reachedLast.p50Ms, lost: lost.n, lostMs: lost.p50Ms }],
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
    return selected.length === 0
      ? { status: 'pass', evidence }
      : { status: 'note', values: { last, selected }, evidence };
  },
});

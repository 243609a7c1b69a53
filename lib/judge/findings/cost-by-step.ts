import { defineFinding, notApplicable } from '../../model/finding.ts';

export default defineFinding({
  id: 'cost-by-step',
  needs: ['steps'],
  texts: {
    en: {
      title: 'Which step costs how much',
      what: 'Of the time that requests took, {{#list costs}}{{percent share}} went to {{step}} (mean {{ms meanMs}}, {{count n}} requests){{/list}}',
      why: 'What is to become faster is the step that costs most; a cheap one cannot save much.',
      advice: 'Load {{step}} alone to see what it costs without the others.',
    },
    ko: {
      title: '단계마다 시간이 얼마나 드는가',
      what: '요청에 든 시간의 비중은 {{#list costs}}{{step}} {{percent share}}(평균 {{ms meanMs}}, 요청 {{count n}}건){{/list}}입니다',
      why: '줄여야 할 것은 시간이 가장 많이 드는 단계입니다. 시간이 적게 드는 단계는 줄여도 크게 달라지지 않습니다.',
      advice: '{{step}} 단계에만 부하를 걸어, 다른 단계가 없을 때 드는 시간을 확인하십시오.',
    },
  },
  judge: ({ steps }) => {
    const measured = steps.flatMap(({ name, latency }) =>
      latency?.meanMs == null ? [] : [{ step: name, n: latency.n, meanMs: latency.meanMs }],
    );
    if (steps.length === 1) return notApplicable('one-step');
    if (measured.length < 2) return notApplicable('no-samples');
    const totalMs = measured.reduce((sum, { n, meanMs }) => sum + n * meanMs, 0);
    const costs = measured
      .map((one) => ({ ...one, share: (one.n * one.meanMs) / totalMs }))
      .sort((a, b) => b.share - a.share);
    const [most] = costs;
    if (most === undefined || totalMs === 0) return notApplicable('no-samples');
    return {
      status: 'note',
      values: { costs, step: most.step },
      evidence: costs.map(({ step, share, n }) => ({ name: step, value: share, unit: 'ratio' as const, n })),
    };
  },
});

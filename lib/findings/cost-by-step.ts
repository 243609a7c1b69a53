import { defineFinding, notApplicable } from '../contract/finding.ts';

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
      title: '단계마다 비용이 얼마인가',
      what: '요청에 든 시간 가운데 {{#list costs}}{{step}} {{percent share}}(평균 {{ms meanMs}}, 요청 {{count n}}건){{/list}}',
      why: '빨라져야 할 것은 비용이 가장 큰 단계입니다. 싼 단계는 줄여도 크게 달라지지 않습니다.',
      advice: '{{step}} 단계만 부하해 다른 단계 없이 드는 비용을 보십시오.',
    },
  },
  judge: ({ steps }) => {
    const measured = steps.flatMap(({ name, latency }) =>
      latency?.meanMs == null ? [] : [{ step: name, n: latency.n, meanMs: latency.meanMs }],
    );
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

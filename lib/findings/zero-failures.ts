import { defineFinding, notApplicable } from '../contract/finding.ts';
import { zeroFailuresBound } from '../stats/intervals.ts';

export default defineFinding({
  id: 'zero-failures',
  check: 'V05',
  needs: ['objectives'],
  texts: {
    en: {
      title: 'No failure at all is not read as zero',
      what: '{{#list claims}}{{objective}} saw no failure in {{n n "trial" "trials"}}, which leaves up to {{percent bound}} open, more than its limit of {{percent limit}}{{/list}}',
      why: 'Zero failures of n trials are compatible with a rate of about 3/n (95 %), and with more where requests depend on each other.',
      advice: 'Read it as "at most", and run long enough to show what the objective asks for.',
    },
    ko: {
      title: '실패가 없다는 것을 0으로 읽지 않았는가',
      what: '{{#list claims}}{{objective}}: {{count n}}번의 시도에서 실패가 없었지만 최대 {{percent bound}}까지 가능하며, 이는 한계 {{percent limit}}보다 큽니다{{/list}}',
      why: 'n번 가운데 실패 0건은 약 3/n의 비율과도 맞습니다(95 %). 요청이 서로 의존하면 더 클 수 있습니다.',
      advice: '"많아야"로 읽고, 목표를 보일 수 있을 만큼 오래 실행하십시오.',
    },
  },
  judge: ({ objectives }) => {
    const ratios = objectives.flatMap(({ objective, text, value, n, status }) => {
      if (status === 'NO_DATA' || value === null) return [];
      if (objective.kind === 'failed-requests')
        return [{ objective: text, failures: value, n, limit: objective.belowRatio }];
      if (objective.kind === 'step-success' || objective.kind === 'journey-success') {
        return [{ objective: text, failures: 1 - value, n, limit: 1 - objective.aboveRatio }];
      }
      return [];
    });
    if (ratios.length === 0) return notApplicable('no-limits');
    const claims = ratios
      .filter(({ failures }) => failures === 0)
      .map((one) => ({ ...one, bound: zeroFailuresBound(one.n) }))
      .filter(({ bound, limit }) => bound > limit);
    return claims.length === 0
      ? { status: 'pass' }
      : {
          status: 'note',
          values: { claims },
          evidence: claims.map(({ bound, n, limit }) => ({
            name: 'failureBound',
            value: bound,
            unit: 'ratio' as const,
            n,
            limit,
          })),
        };
  },
});

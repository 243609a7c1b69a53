import type { Objective } from '../../contract/objective.ts';
import { defineFinding, notApplicable } from '../../model/finding.ts';
import { zeroFailuresBound } from '../../stats/intervals.ts';
import { objectiveValues } from './objective-values.ts';

export default defineFinding({
  id: 'zero-failures',
  check: 'V05',
  needs: ['objectives'],
  texts: {
    en: {
      title: 'No failure at all is not read as zero',
      what: '{{#list claims}}{{objectiveText this}} saw no failure in {{n n "trial" "trials"}}, which leaves up to {{percent bound}} open, more than the {{exactPercent allowed}} that it allows{{/list}}',
      why: 'Zero failures of n trials are compatible with a rate of about 3/n (95 %), and with more where requests depend on each other.',
      advice: 'Read it as "at most", and run long enough to show what the objective asks for.',
    },
    ko: {
      title: '실패 0건을 실패율 0 %로 읽지 않았는가',
      what: '{{#list claims}}{{objectiveText this}}: {{count n}}번의 시도에서 실패가 없었지만 실제 실패율은 최대 {{percent bound}}일 수 있고, 이는 허용 한계 {{exactPercent allowed}}보다 큽니다{{/list}}',
      why: 'n번 가운데 실패가 0건이어도 실제 실패율은 약 3/n까지일 수 있습니다(95 %). 요청이 서로 영향을 주면 더 클 수도 있습니다.',
      advice: '"많아야 이만큼"으로 읽고, 목표를 입증할 수 있을 만큼 오래 실행하십시오.',
    },
  },
  judge: ({ objectives }) => {
    const ratios = objectives.flatMap(({ objective, value, n, status }) => {
      if (status === 'NO_DATA' || value === null || !isRatio(objective)) return [];
      const isOfFailures = objective.kind === 'failed-requests';
      return [
        {
          ...{ objective, n },
          failures: isOfFailures ? value : 1 - value,
          allowed: isOfFailures ? objective.belowRatio : 1 - objective.aboveRatio,
        },
      ];
    });
    if (ratios.length === 0) return notApplicable('no-limits');
    const claims = ratios
      .filter(({ failures }) => failures === 0)
      .map((one) => ({ ...one, bound: zeroFailuresBound(one.n) }))
      .filter(({ bound, allowed }) => bound > allowed);
    return claims.length === 0
      ? { status: 'pass' }
      : {
          status: 'note',
          values: {
            claims: claims.map(({ objective, n, bound, allowed }) => ({
              ...objectiveValues(objective),
              ...{ n, bound, allowed },
            })),
          },
          evidence: claims.map(({ bound, n, allowed }) => ({
            name: 'failureBound',
            value: bound,
            unit: 'ratio' as const,
            n,
            limit: allowed,
          })),
        };
  },
});

type RatioObjective = Exclude<Objective, { kind: 'latency' | 'journey-latency' | 'threshold' }>;

const isRatio = (objective: Objective): objective is RatioObjective =>
  !('belowMs' in objective) && objective.kind !== 'threshold';

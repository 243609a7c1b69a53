import { defineFinding, notApplicable, passes } from '../../model/finding.ts';
import { defaultMaxVus } from '../../model/plan.ts';

export default defineFinding({
  id: 'target-held-all-users',
  check: 'V01',
  needs: ['accounting', 'load'],
  texts: {
    en: {
      title: 'There was a VU for each journey',
      what: {
        chosen:
          '{{count dropped}} of {{n scheduled "scheduled journey" "scheduled journeys"}} never started, because all {{n vus "VU was" "VUs were"}} busy: so many were asked for, where the plan would take {{count wanted}}',
        target:
          '{{count dropped}} of {{n scheduled "scheduled journey" "scheduled journeys"}} never started, because all {{n vus "VU was" "VUs were"}} waiting for the target',
      },
      why: 'These are failed journeys, though no request of theirs shows up in any latency or error figure. Each VU holds one journey at a time.',
      advice: {
        chosen:
          'With so few VUs the generator may be the limit, not the target: leave --vus and --max-vus out, and see whether the journeys start.',
        target:
          'Find the rate that the target holds with a lower --scale, or raise --max-vus to see how deep its queue gets.',
      },
    },
    ko: {
      title: '여정마다 VU가 있었는가',
      what: {
        chosen:
          'VU {{count vus}}개가 모두 사용 중이어서 예정된 여정 {{count scheduled}}건 가운데 {{count dropped}}건이 시작되지 못했습니다. 계획대로라면 {{count wanted}}개가 필요하지만 VU 수를 그보다 적게 지정했습니다',
        target:
          'VU {{count vus}}개가 모두 대상을 기다리고 있어서 예정된 여정 {{count scheduled}}건 가운데 {{count dropped}}건이 시작되지 못했습니다',
      },
      why: '이 여정들은 실패한 것이지만, 그 요청은 지연 시간에도 오류에도 나타나지 않습니다. VU 하나는 한 번에 여정 하나만 맡습니다.',
      advice: {
        chosen:
          'VU가 이렇게 적으면 대상이 아니라 부하 발생기가 한계일 수 있습니다. --vus와 --max-vus를 빼고 여정이 모두 시작되는지 확인하십시오.',
        target:
          '--scale을 낮추어 대상이 감당하는 도착률을 찾거나, --max-vus를 올려 대기열이 얼마나 길어지는지 확인하십시오.',
      },
    },
  },
  judge: ({ accounting: { droppedByTarget, scheduled }, load }) => {
    const vus = load?.virtualUsers ?? null;
    if (vus === null || scheduled === null || droppedByTarget === null) return notApplicable('foreign');
    if (droppedByTarget === 0) return passes;
    const isOwnChoice = vus.chosen || vus.count < defaultMaxVus;
    const isTooFew = isOwnChoice && vus.count < vus.wanted;
    return {
      status: isTooFew ? 'suspect' : 'note',
      variant: isTooFew ? 'chosen' : 'target',
      values: { dropped: droppedByTarget, scheduled, vus: vus.count, wanted: vus.wanted },
      evidence: [
        { name: 'droppedByTarget', value: droppedByTarget / scheduled, unit: 'ratio', n: scheduled, limit: 0 },
      ],
      experiments: isTooFew ? [] : [{ why: 'lower-rate', words: ['--scale', '0.5'] }],
    };
  },
});

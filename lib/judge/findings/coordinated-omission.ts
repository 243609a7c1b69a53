import { defineFinding, notApplicable } from '../../model/finding.ts';

const leastShare = 0.001;

export default defineFinding({
  id: 'coordinated-omission',
  check: 'V09',
  needs: ['accounting', 'load', 'objectives'],
  texts: {
    en: {
      title: 'Latency is measured whatever the target does',
      what: {
        dropped:
          '{{n dropped "journey" "journeys"}} of {{count scheduled}} ({{percent ratio}}) never started, so that no latency of theirs is in any percentile{{#if charged}}; with them counted as over the limit, {{percent charged}} of all are over it{{/if}}',
        closed: 'The load is closed ({{executor}}): a slow target is given less work, and its waiting is not measured',
      },
      why: 'Percentiles miss exactly the moments in which the target was at its worst (coordinated omission).',
      advice: {
        dropped:
          'Read the percentiles as those of the journeys that got through, and judge by the journeys of all scheduled.',
        closed: 'Use an open model (arrival rates) wherever latency is judged.',
      },
    },
    ko: {
      title: '대상의 상태와 무관하게 지연 시간을 재는가',
      what: {
        dropped:
          '예정된 여정 {{count scheduled}}건 가운데 {{count dropped}}건({{percent ratio}})이 시작되지 못해, 그 지연 시간은 어떤 백분위수에도 들어 있지 않습니다{{#if charged}}. 모두 한계를 넘은 것으로 세면 전체의 {{percent charged}}가 한계를 넘습니다{{/if}}',
        closed:
          '닫힌 모델의 부하입니다({{executor}}): 대상이 느려지면 보내는 일도 줄고, 기다린 시간은 측정되지 않습니다',
      },
      why: '대상이 가장 느렸던 순간이 백분위수에서 빠집니다(coordinated omission).',
      advice: {
        dropped: '백분위수는 시작된 여정만의 값으로 읽고, 예정된 모든 여정을 기준으로 판단하십시오.',
        closed: '지연 시간을 판단할 때는 열린 모델(도착률 기준)을 쓰십시오.',
      },
    },
  },
  judge: ({ accounting: { scheduled, dropped, started }, load, objectives }) => {
    if (load !== null && !load.executor.endsWith('arrival-rate')) {
      return { status: 'suspect', variant: 'closed', values: { executor: load.executor } };
    }
    const lost = dropped ?? (scheduled !== null && started !== null ? scheduled - started : null);
    if (scheduled === null || lost === null) return notApplicable('no-schedule');
    const ratio = lost / scheduled;
    const evidence = [{ name: 'dropped', value: ratio, unit: 'ratio' as const, n: scheduled, limit: leastShare }];
    if (ratio <= leastShare) return { status: 'pass', evidence };
    const latency = objectives.find(({ objective }) => objective.kind === 'latency');
    const within = latency?.objective.kind === 'latency' ? latency.objective.percentile / 100 : 0;
    // At the least: with a p95 above the limit, a twentieth of those that started are over it, too. Without a limit nothing is over it.
    const charged = latency ? ratio + (latency.status === 'FAIL' ? (1 - ratio) * (1 - within) : 0) : 0;
    return { status: 'note', variant: 'dropped', values: { dropped: lost, scheduled, ratio, charged }, evidence };
  },
});

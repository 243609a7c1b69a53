import { defineFinding, notApplicable } from '../../model/finding.ts';

const invalidShare = 0.01;

export default defineFinding({
  id: 'interrupted-journeys',
  check: 'V18',
  needs: ['accounting', 'ending', 'steps', 'load'],
  texts: {
    en: {
      title: 'No journey was cut off at the end',
      what: '{{count interrupted}} of {{n started "started journey" "started journeys"}} {{plural interrupted "was" "were"}} still open {{duration graceMs}} after the last arrival and {{plural interrupted "was" "were"}} cut off{{#if where}}: {{#list where}}{{count count}} in {{step}}{{/list}}{{/if}}',
      why: 'k6 drops the open requests of such journeys: the slowest ones are in no percentile, so that the real ones are higher. They count as failed journeys here.',
      advice:
        'Read the latencies as lower bounds; use a lower rate to measure latency, or a longer load to see where it settles.',
    },
    ko: {
      title: '끝에서 중단된 여정이 없는가',
      what: '시작된 여정 {{count started}}건 가운데 {{count interrupted}}건이 마지막 도착 후 {{duration graceMs}}가 지나도 끝나지 않아 중단되었습니다{{#if where}}: {{#list where}}{{step}} {{count count}}건{{/list}}{{/if}}',
      why: 'k6는 그런 여정의 진행 중인 요청을 기록하지 않습니다. 가장 느린 요청이 백분위수에서 빠지므로 실제 값은 더 높습니다. 이 보고서는 실패한 여정으로 셉니다.',
      advice:
        '지연 시간은 하한으로 읽으십시오. 지연 시간을 재려면 더 낮은 도착률로, 어디서 안정되는지 보려면 더 오래 실행하십시오.',
    },
  },
  judge: ({ accounting: { interrupted, started }, ending, steps, load }) => {
    if (interrupted === null || started === null) return notApplicable('foreign');
    // A run that was cut short is another finding.
    if (ending.kind !== 'completed') return notApplicable('cut-short');
    const evidence = [
      {
        name: 'interrupted',
        value: started === 0 ? 0 : interrupted / started,
        unit: 'ratio' as const,
        n: started,
        limit: invalidShare,
      },
    ];
    if (interrupted === 0) return { status: 'pass', evidence };
    const where = steps.flatMap((step) => (step.interrupted ? [{ step: step.name, count: step.interrupted }] : []));
    return {
      status: interrupted > invalidShare * started ? 'invalid' : 'note',
      values: { interrupted, started, graceMs: load?.gracefulStopMs ?? 30_000, where },
      evidence,
      experiments: [{ why: 'lower-rate', words: ['--scale', '0.5'] }],
    };
  },
});

import { defineFinding, notApplicable } from '../../model/finding.ts';

const coarseMs = 1_000;

export default defineFinding({
  id: 'coarse-stamps',
  needs: ['stampMs'],
  texts: {
    en: {
      title: 'Samples are stamped finely enough',
      what: 'The samples are stamped in whole seconds',
      why: 'When a request began is known to a second only: windows, stages and journeys in flight are as coarse.',
      advice: 'Record with K6_CSV_TIME_FORMAT=unix_micro.',
    },
    ko: {
      title: '표본의 타임스탬프가 충분히 세밀한가',
      what: '표본의 타임스탬프가 초 단위입니다',
      why: '요청이 시작된 시각을 초 단위로만 알 수 있습니다. 시간대별 수치와 부하 구간, 진행 중인 여정 수도 그만큼 부정확합니다.',
      advice: 'K6_CSV_TIME_FORMAT=unix_micro로 기록하십시오.',
    },
  },
  judge: ({ stampMs }) => {
    if (stampMs === null) return notApplicable('no-samples');
    const evidence = [{ name: 'stamp', value: stampMs, unit: 'ms' as const, limit: coarseMs }];
    return stampMs >= coarseMs ? { status: 'note', values: {}, evidence } : { status: 'pass', evidence };
  },
});

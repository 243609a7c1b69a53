import { defineFinding, notApplicable } from '../../model/finding.ts';

const leastDifference = 0.05;

export default defineFinding({
  id: 'rate-denominator',
  check: 'V10',
  needs: ['load', 'durationMs', 'requests', 'source'],
  texts: {
    en: {
      title: 'Rates are of the time in which load was offered',
      what: "k6's own rates divide by {{duration durationMs}}, its whole run; load was offered for {{duration loadMs}} of it",
      why: 'A rate over ramp-up, drain and waiting is lower than what the target was given at any time.',
      advice: 'Take rates from the stages, not from the summary of k6.',
    },
    ko: {
      title: '초당 수치가 부하를 건 시간 기준인가',
      what: 'k6의 초당 수치는 전체 실행 시간({{duration durationMs}})으로 나눈 값이지만, 부하를 건 시간은 {{duration loadMs}}입니다',
      why: '준비와 마무리, 대기 시간까지 넣어 나누면 대상이 실제로 받은 부하보다 낮게 나옵니다.',
      advice: '초당 수치는 k6의 요약이 아니라 부하 구간 표에서 보십시오.',
    },
  },
  judge: ({ load, durationMs, requests, source }) => {
    // Of a run whose caseload was killed it is 0: nobody knows.
    if (load === null || !durationMs) return notApplicable('no-schedule');
    if (requests.n === 0) return notApplicable('no-samples');
    const evidence = [{ name: 'loadOfRun', value: load.durationMs / durationMs, unit: 'ratio' as const }];
    // Rates of stages are of their own time: only where there are none is k6's own all that is to be had.
    return source === 'samples' || durationMs - load.durationMs <= leastDifference * durationMs
      ? { status: 'pass', evidence }
      : { status: 'note', values: { durationMs, loadMs: load.durationMs }, evidence };
  },
});

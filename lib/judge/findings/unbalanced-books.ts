import { defineFinding, notApplicable } from '../../model/finding.ts';

export default defineFinding({
  id: 'unbalanced-books',
  check: 'V18',
  needs: ['accounting', 'ending', 'source'],
  texts: {
    en: {
      title: 'Every scheduled journey is accounted for',
      what: {
        missing:
          'The books do not balance: {{n scheduled "journey was" "journeys were"}} scheduled, {{count difference}} of them {{plural difference "is" "are"}} in no account',
        surplus:
          'The books do not balance: {{n scheduled "journey was" "journeys were"}} scheduled, and {{count difference}} more than that {{plural difference "is" "are"}} in the accounts',
      },
      why: 'Each scheduled journey should be started or dropped; what is missing may be what went wrong.',
      advice: 'Look at k6.log in the run folder; a generator short of CPU is the usual cause.',
    },
    ko: {
      title: '예정된 모든 여정이 빠짐없이 집계되었는가',
      what: {
        missing:
          '집계가 맞지 않습니다: 예정된 여정 {{count scheduled}}건 가운데 {{count difference}}건은 어디에도 집계되지 않았습니다',
        surplus:
          '집계가 맞지 않습니다: 예정된 여정은 {{count scheduled}}건인데 집계된 여정은 그보다 {{count difference}}건 더 많습니다',
      },
      why: '예정된 여정은 모두 시작되었거나 드롭되었어야 합니다. 빠진 여정에서 바로 문제가 생겼을 수 있습니다.',
      advice: '실행 폴더의 k6.log를 확인하십시오. 부하 발생기의 CPU 부족이 흔한 원인입니다.',
    },
  },
  judge: ({ accounting: { scheduled, missing, basis }, ending, source }) => {
    if (basis === 'derived') return notApplicable('foreign');
    if (scheduled === null || missing === null) return notApplicable('no-schedule');
    if (ending.kind !== 'completed') return notApplicable('cut-short');
    if (source === 'none') return notApplicable('no-samples');
    if (missing === 0)
      return { status: 'pass', evidence: [{ name: 'missing', value: 0, unit: 'count', n: scheduled }] };
    return {
      status: Math.abs(missing) > 0.01 * scheduled ? 'invalid' : 'suspect',
      variant: missing > 0 ? 'missing' : 'surplus',
      values: { scheduled, difference: Math.abs(missing) },
      evidence: [{ name: 'missing', value: missing, unit: 'count', n: scheduled, limit: 0 }],
    };
  },
});

import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'missing-summary',
  needs: ['hasSummary', 'ending', 'origin'],
  texts: {
    en: {
      title: 'k6 wrote its summary',
      what: 'k6 ended in good order but wrote no summary',
      why: "k6 exits 0 even when handleSummary fails; its thresholds cannot be held against the samples'.",
      advice: 'Look at k6.log in the run folder, and see whether the disk is full.',
    },
    ko: {
      title: 'k6가 요약을 남겼는가',
      what: 'k6가 정상 종료했지만 요약을 남기지 않았습니다',
      why: 'k6는 handleSummary가 실패해도 종료 코드 0으로 끝납니다. k6의 임계값을 표본과 비교할 수 없습니다.',
      advice: '실행 폴더의 k6.log를 보고, 디스크가 가득 찼는지 확인하십시오.',
    },
  },
  judge: ({ hasSummary, ending, origin }) => {
    if (origin === 'foreign') return notApplicable('foreign');
    if (ending.kind !== 'completed') return notApplicable('cut-short');
    return hasSummary ? passes : { status: 'invalid', values: {} };
  },
});

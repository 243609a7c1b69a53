import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'malformed-rows',
  needs: ['malformedRows', 'inputs', 'source'],
  texts: {
    en: {
      title: 'Every row of the samples makes sense',
      what: '{{n malformed "row" "rows"}} of the samples make no sense and were left out',
      why: 'What they held is in no figure, and what damaged them may have damaged more.',
      advice: 'Look at the file; a disk that was full or a copy that was cut off are the usual causes.',
    },
    ko: {
      title: '표본의 모든 행을 읽을 수 있는가',
      what: '표본 {{count malformed}}행을 읽을 수 없어 제외했습니다',
      why: '그 내용은 어떤 수치에도 들어 있지 않으며, 같은 원인으로 다른 데이터도 손상되었을 수 있습니다.',
      advice: '파일을 확인하십시오. 디스크가 가득 찼거나 복사가 중간에 끊긴 경우가 많습니다.',
    },
  },
  judge: ({ malformedRows, inputs, source }) => {
    if (source !== 'samples') return notApplicable('no-samples');
    if (malformedRows === 0) return passes;
    const rows = inputs.find((input) => input.rows !== null)?.rows ?? 0;
    return {
      status: malformedRows > 0.01 * rows ? 'invalid' : 'suspect',
      values: { malformed: malformedRows },
      evidence: [{ name: 'malformedRows', value: malformedRows, unit: 'count', n: rows, limit: 0 }],
    };
  },
});

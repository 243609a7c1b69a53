import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'truncated-samples',
  check: 'V18',
  needs: ['isTruncated', 'ending', 'recorded', 'source', 'inputs'],
  texts: {
    en: {
      title: 'The samples are whole',
      what: '{{file}} is missing or ends in the middle',
      why: 'Samples are missing, most likely the latest.',
      advice: 'See whether the disk is full, and run it again.',
    },
    ko: {
      title: '표본 파일이 온전한가',
      what: '{{file}} 파일이 없거나 중간에서 끊겼습니다',
      why: '표본의 일부가, 아마도 마지막 부분이 빠져 있습니다.',
      advice: '디스크가 가득 찼는지 확인하고 다시 실행하십시오.',
    },
  },
  judge: ({ isTruncated, ending, recorded, source, inputs }) => {
    // Of a foreign run there may be a summary alone.
    if (recorded === 'none' || (source !== 'samples' && !isTruncated)) return notApplicable('no-samples');
    if (ending.kind !== 'completed') return notApplicable('cut-short');
    const file = inputs.find(({ rows }) => rows !== null)?.name ?? 'samples.csv.gz';
    return isTruncated ? { status: 'invalid', values: { file } } : passes;
  },
});

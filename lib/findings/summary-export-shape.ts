import { defineFinding, passes } from '../contract/finding.ts';

export default defineFinding({
  id: 'summary-export-shape',
  needs: ['isSummaryExport', 'thresholds'],
  texts: {
    en: {
      title: 'The summary says what its words say',
      what: 'The summary was written by --summary-export, where a threshold is true when it failed{{#if crossed}}: here {{#list crossed}}{{metric}} {{expression}}{{/list}}{{/if}}',
      why: 'Read the other way round, as any other tool would, each failed threshold is a pass. Here it is read as k6 means it. Likewise the passes of http_req_failed are the failed requests.',
      advice: 'Write the summary in handleSummary() instead: return { "summary.json": JSON.stringify(data) }.',
    },
    ko: {
      title: '요약의 말뜻이 그대로인가',
      what: '이 요약은 --summary-export로 쓴 것이라, 임계값이 실패했을 때 true입니다{{#if crossed}}. 여기서는 {{#list crossed}}{{metric}} {{expression}}{{/list}}이(가) 그렇습니다{{/if}}',
      why: '다른 도구처럼 거꾸로 읽으면 실패한 임계값이 모두 통과가 됩니다. 여기서는 k6의 뜻대로 읽었습니다. http_req_failed의 passes도 실패한 요청 수입니다.',
      advice: '대신 handleSummary()에서 요약을 쓰십시오: return { "summary.json": JSON.stringify(data) }.',
    },
  },
  judge: ({ isSummaryExport, thresholds }) => {
    if (!isSummaryExport) return passes;
    const crossed = thresholds.filter(({ isOk }) => !isOk);
    return { status: 'note', values: { crossed: crossed.map(({ metric, expression }) => ({ metric, expression })) } };
  },
});

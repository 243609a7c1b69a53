import { defineFinding, passes } from '../../model/finding.ts';

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
      title: '요약의 값을 이름 그대로 읽어도 되는가',
      what: '이 요약은 --summary-export로 만든 것이라, 임계값이 실패했을 때 true로 적혀 있습니다{{#if crossed}}. 여기서 실패한 임계값은 다음과 같습니다: {{#list crossed}}{{metric}} {{expression}}{{/list}}{{/if}}',
      why: '다른 도구처럼 글자 그대로 읽으면 실패한 임계값이 모두 통과로 둔갑합니다. 이 보고서는 k6가 의도한 대로 읽었습니다. http_req_failed의 passes도 실패한 요청 수입니다.',
      advice: '대신 handleSummary()로 요약을 만드십시오: return { "summary.json": JSON.stringify(data) }.',
    },
  },
  judge: ({ isSummaryExport, thresholds }) => {
    if (!isSummaryExport || thresholds.length === 0) return passes;
    const crossed = thresholds.filter(({ isOk }) => !isOk);
    return { status: 'note', values: { crossed: crossed.map(({ metric, expression }) => ({ metric, expression })) } };
  },
});

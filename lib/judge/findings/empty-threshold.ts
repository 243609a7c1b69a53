import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'empty-threshold',
  check: 'V03',
  needs: ['thresholds', 'hasSummary', 'origin'],
  texts: {
    en: {
      title: 'No threshold of k6 passed without data',
      what: 'k6 let {{#list empty}}{{metric}} {{expression}}{{/list}} pass although no sample of {{plural count "it" "them"}} exists',
      why: 'In k6 a threshold holds on a metric that saw no sample: a tag that is misspelt, or a step that nobody reached, is a green gate.',
      advice:
        'Look at the metric\'s name and tags; pair each limit with a minimum count, as in http_reqs{…}: ["count>=1"].',
    },
    ko: {
      title: '데이터 없이 통과한 k6 임계값이 없는가',
      what: '표본이 하나도 없는데 k6가 통과시킨 임계값이 있습니다: {{#list empty}}{{metric}} {{expression}}{{/list}}',
      why: 'k6에서는 표본이 없는 지표의 임계값이 그대로 통과합니다. 태그의 오타나 아무도 도달하지 못한 단계가 성공으로 보입니다.',
      advice:
        '지표의 이름과 태그를 확인하고, 임계값마다 http_reqs{…}: ["count>=1"] 같은 최소 개수 조건을 함께 두십시오.',
    },
  },
  judge: ({ thresholds, hasSummary, origin }) => {
    if (!hasSummary) return notApplicable('no-samples');
    // A count is its own minimum: `count<1` of nothing is what it says.
    const empty = thresholds.filter(({ isOk, n, expression }) => isOk && n === 0 && !expression.includes('count'));
    if (empty.length === 0) return passes;
    return {
      // A bundle of ours pairs each limit with a count that fails: its gate was not green.
      status: origin === 'foreign' ? 'suspect' : 'note',
      values: { count: empty.length, empty: empty.map(({ metric, expression }) => ({ metric, expression })) },
      evidence: [{ name: 'emptyThresholds', value: empty.length, unit: 'count', n: thresholds.length, limit: 0 }],
    };
  },
});

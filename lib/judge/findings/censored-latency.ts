import { defineFinding, notApplicable } from '../../model/finding.ts';

const leastShare = 0.001;

export default defineFinding({
  id: 'censored-latency',
  check: 'V17',
  needs: ['requests', 'load'],
  texts: {
    en: {
      title: 'No latency was cut at the timeout',
      what: '{{count timeouts}} of {{n n "request" "requests"}} ({{percent ratio}}) ended at the timeout{{#if timeoutMs}} of {{duration timeoutMs}}{{/if}}',
      why: 'Their latency would have been longer: percentiles that reach them are lower bounds (≥), and raising the timeout would raise them.',
      advice: 'Read such percentiles as "at least"; find the rate at which nothing times out.',
    },
    ko: {
      title: '제한 시간에 잘린 지연 시간이 없는가',
      what: '요청 {{count n}}건 가운데 {{count timeouts}}건({{percent ratio}})이 {{#if timeoutMs}}{{duration timeoutMs}} {{/if}}제한 시간을 넘겨 끝났습니다',
      why: '그대로 두었다면 지연 시간은 더 길었을 것입니다. 이 요청들이 포함되는 백분위수는 하한(≥)이며, 제한 시간을 늘리면 함께 늘어납니다.',
      advice: '그런 백분위수는 "최소한 이만큼"으로 읽고, 시간 초과가 없는 도착률을 찾으십시오.',
    },
  },
  judge: ({ requests: { n, timeouts }, load }) => {
    if (timeouts === null || n === 0) return notApplicable('no-samples');
    const ratio = timeouts / n;
    const evidence = [{ name: 'timeouts', value: ratio, unit: 'ratio' as const, n, limit: leastShare }];
    if (ratio <= leastShare) return { status: 'pass', evidence };
    return { status: 'note', values: { n, timeouts, ratio, timeoutMs: load?.requestTimeoutMs ?? 0 }, evidence };
  },
});

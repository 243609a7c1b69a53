import { defineFinding, notApplicable } from '../../model/finding.ts';

const leastErrorRatio = 0.02;
const fastRatio = 0.5;

export default defineFinding({
  id: 'fast-failures',
  check: 'V11',
  needs: ['requests'],
  texts: {
    en: {
      title: 'Failures do not make latency look better',
      what: {
        faster:
          '{{count failed}} of {{n n "request" "requests"}} ({{percent ratio}}) failed, and failed fast: half of them within {{ms failedP50Ms}}, where half of the others took up to {{ms okP50Ms}}',
        all: 'All {{n n "request" "requests"}} failed, half of them within {{ms failedP50Ms}}',
      },
      why: 'Refused connections and quick errors count as fast requests (k6 gives a refused one 0 ms), so that percentiles and rates of all requests flatter the target.',
      advice: 'Judge latency by the successful requests, and failures by their own objective.',
    },
    ko: {
      title: '실패한 요청 때문에 지연 시간이 좋아 보이지 않는가',
      what: {
        faster:
          '요청 {{count n}}건 가운데 {{count failed}}건({{percent ratio}})이 빠르게 실패했습니다: 실패한 요청의 중앙값은 {{ms failedP50Ms}}, 성공한 요청의 중앙값은 {{ms okP50Ms}}입니다',
        all: '요청 {{count n}}건이 모두 실패했습니다(중앙값 {{ms failedP50Ms}})',
      },
      why: '거부된 연결과 빠른 오류도 빠른 요청으로 집계됩니다(k6는 거부된 요청을 0 ms로 기록합니다). 그래서 전체 요청의 백분위수와 처리량은 대상을 실제보다 좋아 보이게 합니다.',
      advice: '지연 시간은 성공한 요청만으로, 실패는 별도의 목표로 판단하십시오.',
    },
  },
  judge: ({ requests: { n, failed, okLatency, failedLatency } }) => {
    if (n === 0 || (okLatency === null && failedLatency === null)) return notApplicable('no-samples');
    const ratio = failed / n;
    const evidence = [{ name: 'failedRequests', value: ratio, unit: 'ratio' as const, n, limit: leastErrorRatio }];
    if (failedLatency === null || ratio <= leastErrorRatio) return { status: 'pass', evidence };
    const failedP50Ms = failedLatency.p50Ms ?? 0;
    // Nothing worked: whatever a latency objective makes of it, the target failed.
    if (okLatency === null) return { status: 'fail', variant: 'all', values: { n, failedP50Ms }, evidence };
    const okP50Ms = okLatency.p50Ms ?? 0;
    if (failedP50Ms >= fastRatio * okP50Ms) return { status: 'pass', evidence };
    return {
      status: 'suspect',
      variant: 'faster',
      values: { n, failed, ratio, failedP50Ms, okP50Ms },
      evidence: [
        ...evidence,
        { name: 'failedP50', value: failedP50Ms, unit: 'ms', n: failed },
        { name: 'okP50', value: okP50Ms, unit: 'ms', n: n - failed },
      ],
    };
  },
});

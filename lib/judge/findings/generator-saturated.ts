import { defineFinding, notApplicable } from '../../model/finding.ts';

const suspectCpu = 0.8;
const invalidCpu = 0.95;
const mostLagMs = 100;

export default defineFinding({
  id: 'generator-saturated',
  check: 'V02',
  needs: ['generator'],
  texts: {
    en: {
      title: 'The generator kept up',
      what: {
        cpu: 'k6 used {{cores meanCores}} of {{cores cores}} CPU cores on average ({{percent ratio}})',
        late: 'Journeys began later than due: by {{ms p99Ms}} or more in one of a hundred ({{ms maxMs}} at most, {{count n}} journeys)',
      },
      why: 'A generator without CPU sends late and measures its own waiting as latency of the target.',
      advice: 'Run k6 on a host of its own, or with fewer journeys a second; keep a fifth of its CPU free.',
    },
    ko: {
      title: '부하 발생기가 부하를 제때 보냈는가',
      what: {
        cpu: 'k6가 CPU {{cores cores}}코어 가운데 평균 {{cores meanCores}}코어를 썼습니다({{percent ratio}})',
        late: '여정이 예정보다 늦게 시작되었습니다: 1 %는 {{ms p99Ms}} 이상 늦었습니다(최대 {{ms maxMs}}, 여정 {{count n}}건)',
      },
      why: 'CPU가 모자란 부하 발생기는 요청을 늦게 보내고, 자신이 지체한 시간까지 대상의 지연 시간으로 잽니다.',
      advice: 'k6를 별도의 호스트에서 실행하거나 초당 여정 수를 줄이십시오. CPU의 5분의 1은 비워 두십시오.',
    },
  },
  judge: ({ generator }) => {
    const { cpu, lag } = generator ?? { cpu: null, lag: null };
    if (cpu === null && lag === null) return notApplicable('no-signal');
    const ratio = cpu === null ? 0 : cpu.meanCores / cpu.cores;
    const evidence = [
      ...(cpu === null ? [] : [{ name: 'generatorCpu', value: ratio, unit: 'ratio' as const, limit: suspectCpu }]),
      ...(lag === null ? [] : [{ name: 'lagP99', value: lag.p99Ms, unit: 'ms' as const, n: lag.n, limit: mostLagMs }]),
    ];
    if (cpu !== null && ratio > suspectCpu) {
      return {
        status: ratio > invalidCpu ? 'invalid' : 'suspect',
        variant: 'cpu',
        values: { ...cpu, ratio },
        evidence,
      };
    }
    if (lag !== null && lag.p99Ms > mostLagMs)
      return { status: 'suspect', variant: 'late', values: { ...lag }, evidence: evidence.toReversed() };
    return { status: 'pass', evidence };
  },
});

import { defineFinding, notApplicable } from '../../model/finding.ts';

const suspectCpu = 0.8;
const invalidCpu = 0.95;
const mostLagMs = 100;

export default defineFinding({
  id: 'generator-saturated',
  check: 'V02',
  needs: ['generator'],
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

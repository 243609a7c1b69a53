import { defineFinding, notApplicable } from '../../model/finding.ts';
import type { RunResult } from '../../model/result.ts';

const suspectCpu = 0.8;
const invalidCpu = 0.95;
/** Stages in which the generator had no CPU left make the run INVALID if they hold more of the load than this. */
const invalidShare = 0.05;
const maxLagMs = 100;

export default defineFinding({
  id: 'generator-saturated',
  check: 'V02',
  needs: ['generator', 'series'],
  judge: ({ generator, series: { stages } }) => {
    const { cpu, lag } = generator ?? { cpu: null, lag: null };
    if (cpu === null && lag === null) return notApplicable('no-signal');
    const busiest = cpu === null ? undefined : busiestStage(stages, cpu);
    const evidence = [
      ...(busiest ? [{ name: 'generatorCpu', value: busiest.ratio, unit: 'ratio' as const, limit: suspectCpu }] : []),
      ...(lag === null ? [] : [{ name: 'lagP99', value: lag.p99Ms, unit: 'ms' as const, n: lag.n, limit: maxLagMs }]),
    ];
    if (busiest !== undefined && busiest.ratio > suspectCpu) {
      const { isInvalid, ...values } = busiest;
      return { status: isInvalid ? 'invalid' : 'suspect', variant: 'cpu', values, evidence };
    }
    if (lag !== null && lag.p99Ms > maxLagMs)
      return { status: 'suspect', variant: 'late', values: { ...lag }, evidence: evidence.toReversed() };
    return { status: 'pass', evidence };
  },
});

type Stages = RunResult['series']['stages'];
type Cpu = NonNullable<NonNullable<RunResult['generator']>['cpu']>;

/**
 * The stage in whose busiest stretch k6 came nearest to all of its cores (numbered as in the tables; 0 for the whole
 * load, where stages are not known), and whether it had none left over whole stages.
 */
function busiestStage(stages: Stages, { meanCores, cores }: Cpu) {
  const loaded = stages
    .filter(({ shape }) => shape !== 'step')
    .flatMap(({ generatorCpu, scheduled }, index) =>
      generatorCpu === null ? [] : [{ ...generatorCpu, scheduled, stage: index + 1 }],
    );
  const peak = loaded.toSorted((a, b) => b.peakCores - a.peakCores)[0];
  if (peak === undefined) {
    const ratio = meanCores / cores;
    return { usedCores: meanCores, cores, ratio, stage: 0, isInvalid: ratio > invalidCpu };
  }
  const scheduledIn = (list: typeof loaded) => list.reduce((sum, { scheduled }) => sum + scheduled, 0);
  const without = scheduledIn(loaded.filter((stage) => stage.meanCores > invalidCpu * cores));
  return {
    usedCores: peak.peakCores,
    cores,
    ratio: peak.peakCores / cores,
    stage: peak.stage,
    isInvalid: without > invalidShare * scheduledIn(loaded),
  };
}

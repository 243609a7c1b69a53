import { defineFinding, notApplicable } from '../../model/finding.ts';

const minDifference = 0.05;

export default defineFinding({
  id: 'rate-denominator',
  check: 'V10',
  needs: ['load', 'run', 'latency', 'provenance'],
  judge: ({ load, run: { durationMs }, latency: { requests }, provenance: { source } }) => {
    // 0 if caseload was killed during the run: it is not known then.
    if (load === null || load.scheduled === null || !durationMs) return notApplicable('no-schedule');
    if (requests.n === 0) return notApplicable('no-samples');
    const evidence = [{ name: 'loadOfRun', value: load.durationMs / durationMs, unit: 'ratio' as const }];
    // Rates of stages use the time of the stage; without stages, k6's own rates are all there is.
    return source === 'samples' || durationMs - load.durationMs <= minDifference * durationMs
      ? { status: 'pass', evidence }
      : { status: 'note', values: { durationMs, loadMs: load.durationMs }, evidence };
  },
});

import { defineFinding, notApplicable } from '../../model/finding.ts';

const minDifference = 0.05;

export default defineFinding({
  id: 'rate-denominator',
  check: 'V10',
  needs: ['load', 'run', 'latency', 'provenance'],
  judge: ({ load, run: { durationMs }, latency: { requests }, provenance: { source } }) => {
    // Of a run whose caseload was killed it is 0: nobody knows.
    if (load === null || load.scheduled === null || !durationMs) return notApplicable('no-schedule');
    if (requests.n === 0) return notApplicable('no-samples');
    const evidence = [{ name: 'loadOfRun', value: load.durationMs / durationMs, unit: 'ratio' as const }];
    // Rates of stages are of their own time: only where there are none is k6's own all that is to be had.
    return source === 'samples' || durationMs - load.durationMs <= minDifference * durationMs
      ? { status: 'pass', evidence }
      : { status: 'note', values: { durationMs, loadMs: load.durationMs }, evidence };
  },
});

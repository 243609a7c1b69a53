import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'run-cut-short',
  check: 'V18',
  needs: ['run', 'load'],
  judge: ({ run: { ending, origin, durationMs }, load }) => {
    const { kind, detail } = ending;
    // Its objectives so far are measured, but the rest of the load is not.
    if (kind === 'objective-failed') return { status: 'suspect', variant: 'cut', values: { detail } };
    if (kind === 'aborted') return { status: 'invalid', variant: 'cut', values: { detail } };
    if (kind === 'interrupted') {
      const plannedMs = load === null ? null : load.durationMs + (load.warmUp?.durationMs ?? 0);
      const isTimed = plannedMs !== null && durationMs !== null && durationMs > 0 && durationMs < plannedMs;
      const seconds = (ms: number | null) => Math.round((ms ?? 0) / 1_000);
      return isTimed
        ? { status: 'invalid', variant: 'stopped', values: { after: seconds(durationMs), of: seconds(plannedMs) } }
        : { status: 'invalid', variant: 'cut', values: { detail } };
    }
    return origin === 'foreign' ? notApplicable('foreign') : passes;
  },
});

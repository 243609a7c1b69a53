import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

/** Clocks that are only slewed differ by less. */
const maxStepMs = 250;

export default defineFinding({
  id: 'stepped-clock',
  needs: ['run'],
  judge: ({ run: { clockStepMs, origin } }) => {
    if (clockStepMs === undefined) return origin === 'foreign' ? notApplicable('foreign') : passes;
    const evidence = [{ name: 'clockStep', value: Math.abs(clockStepMs), unit: 'ms' as const, limit: maxStepMs }];
    if (Math.abs(clockStepMs) <= maxStepMs) return { status: 'pass', evidence };
    const values = { stepMs: Math.abs(clockStepMs), isForward: clockStepMs > 0 };
    return { status: 'suspect', values, evidence };
  },
});

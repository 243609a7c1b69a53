import { defineFinding, notApplicable } from '../../model/finding.ts';

/** A last step that nearly always works, while this share of the journeys never got there. */
const minSuccess = 0.99;
const minLoss = 0.01;

export default defineFinding({
  id: 'survivorship',
  check: 'V06',
  needs: ['accounting', 'latency', 'run'],
  isDiagnosis: true,
  judge: ({ accounting: { ok, scheduled }, latency: { steps }, run: { isList } }) => {
    const last = steps.at(-1);
    if (ok === null || scheduled === null || last === undefined) return notApplicable('no-schedule');
    // run() decides who goes where: not to reach the last step is no loss.
    if (!isList) return notApplicable('no-list');
    if (last.attempted === 0) return notApplicable('no-samples');
    const ofAttempted = last.succeeded / last.attempted;
    const ofScheduled = ok / scheduled;
    const evidence = [
      { name: 'ofAttempted', value: ofAttempted, unit: 'ratio' as const, n: last.attempted },
      { name: 'ofScheduled', value: ofScheduled, unit: 'ratio' as const, n: scheduled },
    ];
    if (ofAttempted < minSuccess || ofAttempted - ofScheduled < minLoss) return { status: 'pass', evidence };
    return {
      status: 'note',
      variant: steps.length === 1 ? 'single' : 'several',
      values: {
        step: last.name,
        succeeded: last.succeeded,
        attempted: last.attempted,
        ofAttempted,
        ok,
        scheduled,
        ofScheduled,
        lost: last.skipped.map((one) => ({ ...one })),
      },
      evidence,
    };
  },
});

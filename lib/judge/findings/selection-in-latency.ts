import { defineFinding, notApplicable } from '../../model/finding.ts';

const minJourneys = 20;
const minDifference = 0.2;

export default defineFinding({
  id: 'selection-in-latency',
  check: 'V06',
  needs: ['latency'],
  isDiagnosis: true,
  judge: ({ latency: { selection, steps } }) => {
    const last = steps.at(-1)?.name ?? '';
    if (selection === null || selection.length === 0) return notApplicable('no-key');
    const compared = selection.flatMap(({ step, reachedLast, lost }) =>
      reachedLast?.p50Ms == null || !lost?.p50Ms || Math.min(reachedLast.n ?? 0, lost.n ?? 0) < minJourneys
        ? []
        : [{ step, reached: reachedLast.n ?? 0, reachedMs: reachedLast.p50Ms, lost: lost.n ?? 0, lostMs: lost.p50Ms }],
    );
    if (compared.length === 0) return notApplicable('too-short');
    const selected = compared.filter(({ reachedMs, lostMs }) => reachedMs < (1 - minDifference) * lostMs);
    const evidence = compared.map(({ step, reachedMs, lostMs, reached }) => ({
      name: step,
      value: reachedMs / lostMs,
      unit: 'ratio' as const,
      n: reached,
      limit: 1 - minDifference,
    }));
    return selected.length === 0
      ? { status: 'pass', evidence }
      : { status: 'note', values: { last, selected }, evidence };
  },
});

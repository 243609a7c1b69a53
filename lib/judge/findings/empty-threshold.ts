import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'empty-threshold',
  check: 'V03',
  needs: ['objectives', 'provenance', 'run'],
  judge: ({ objectives: { thresholds }, provenance: { hasSummary }, run: { origin } }) => {
    if (!hasSummary) return notApplicable('no-samples');
    // A count is its own minimum: `count<1` of nothing is what it says.
    const empty = thresholds.filter(({ isOk, n, expression }) => isOk && n === 0 && !expression.includes('count'));
    if (empty.length === 0) return passes;
    return {
      // A bundle of caseload pairs each limit with a minimum count, which fails: it was not green.
      status: origin === 'foreign' ? 'suspect' : 'note',
      values: { count: empty.length, empty: empty.map(({ metric, expression }) => ({ metric, expression })) },
      evidence: [{ name: 'emptyThresholds', value: empty.length, unit: 'count', n: thresholds.length, limit: 0 }],
    };
  },
});

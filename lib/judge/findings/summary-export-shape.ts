import { defineFinding, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'summary-export-shape',
  needs: ['provenance', 'objectives'],
  judge: ({ provenance: { isSummaryExport }, objectives: { thresholds } }) => {
    if (!isSummaryExport || thresholds.length === 0) return passes;
    const crossed = thresholds.filter(({ isOk }) => !isOk);
    return { status: 'note', values: { crossed: crossed.map(({ metric, expression }) => ({ metric, expression })) } };
  },
});

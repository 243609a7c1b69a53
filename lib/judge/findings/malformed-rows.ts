import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'malformed-rows',
  needs: ['provenance'],
  judge: ({ provenance: { malformedRows, inputs, source } }) => {
    if (source !== 'samples') return notApplicable('no-samples');
    if (malformedRows === 0) return passes;
    const rows = inputs.find((input) => input.rows !== null)?.rows ?? 0;
    return {
      status: malformedRows > 0.01 * rows ? 'invalid' : 'suspect',
      values: { malformed: malformedRows },
      evidence: [{ name: 'malformedRows', value: malformedRows, unit: 'count', n: rows, limit: 0 }],
    };
  },
});

import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'log-messages',
  needs: ['provenance'],
  judge: ({ provenance: { log } }) => {
    if (log === null) return notApplicable('foreign');
    const [first] = log.messages;
    if (first === undefined) return passes;
    return {
      status: 'note',
      values: {
        errors: log.errors,
        warnings: log.warnings,
        hasWarnings: log.warnings !== null,
        text: first.text,
        count: first.count,
      },
      evidence: [
        { name: 'logErrors', value: log.errors, unit: 'count' as const, limit: 0 },
        ...(log.warnings === null
          ? []
          : [{ name: 'logWarnings', value: log.warnings, unit: 'count' as const, limit: 0 }]),
      ],
    };
  },
});

import { defineFinding, notApplicable, passes } from '../../model/finding.ts';
import type { LogFacts } from '../../model/result.ts';

type LogMessage = LogFacts['messages'][number];

const signalLine = /^test run was aborted because k6 received a .* signal$/;

export default defineFinding({
  id: 'log-messages',
  needs: ['provenance', 'run'],
  judge: ({ provenance: { log }, run: { ending } }) => {
    if (log === null) return notApplicable('foreign');
    // How a run was cut short is another finding: k6's line about the signal that it got says the same.
    const isOfEnding = ({ text }: LogMessage) => ending.kind !== 'completed' && signalLine.test(text);
    const [first] = log.messages.filter((message) => !isOfEnding(message));
    if (first === undefined) return passes;
    const errors = log.errors - log.messages.filter(isOfEnding).reduce((sum, { count }) => sum + count, 0);
    return {
      status: 'note',
      values: {
        errors,
        warnings: log.warnings,
        hasWarnings: log.warnings !== null,
        text: first.text,
        count: first.count,
      },
      evidence: [
        { name: 'logErrors', value: errors, unit: 'count' as const, limit: 0 },
        ...(log.warnings === null
          ? []
          : [{ name: 'logWarnings', value: log.warnings, unit: 'count' as const, limit: 0 }]),
      ],
    };
  },
});

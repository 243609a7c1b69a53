import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

const minConflicts = 0.01;

export default defineFinding({
  id: 'data-reuse',
  check: 'V19',
  needs: ['load', 'latency', 'run'],
  judge: ({ load, latency: { steps }, run: { origin } }) => {
    const fixtures = load?.fixtures ?? null;
    if (fixtures !== null && fixtures.duplicates > 0) {
      return {
        status: 'suspect',
        variant: 'duplicates',
        values: { duplicates: fixtures.duplicates, count: fixtures.count },
        evidence: [{ name: 'duplicates', value: fixtures.duplicates, unit: 'count', n: fixtures.count, limit: 0 }],
      };
    }
    const conflicting = steps
      .map(({ name, attempted, causes }) => ({
        step: name,
        attempted,
        conflicts: causes.find(({ cause }) => cause === 'status 409')?.count ?? 0,
      }))
      .find(({ attempted, conflicts }) => conflicts > minConflicts * attempted);
    if (conflicting !== undefined) {
      return {
        status: 'suspect',
        variant: 'conflicts',
        values: { ...conflicting },
        evidence: [
          {
            name: 'conflicts',
            value: conflicting.conflicts / conflicting.attempted,
            unit: 'ratio',
            n: conflicting.attempted,
            limit: minConflicts,
          },
        ],
      };
    }
    return origin === 'foreign' ? notApplicable('foreign') : passes;
  },
});

import type { Confirmation } from '../../model/confirmation.ts';

/** The last run of a confirmation, in one line. */
export function confirmationLine({ runs, prediction, wantedPairs }: Confirmation): string {
  const last = runs.at(-1);
  if (last === undefined) return '';
  const change = prediction?.change;
  const setting = last.isChanged && change !== undefined ? `${change.name}=${change.to}` : 'as it is';
  const rate = last.goodputRps === null ? '—' : `${last.goodputRps.toFixed(1)} journeys/s`;
  const of = prediction === null || wantedPairs === 0 ? '' : ` of ${2 * wantedPairs}`;
  return `run ${runs.length}${of}  ${setting}  ${rate}  limit: ${last.limit?.id ?? 'not known'}`;
}

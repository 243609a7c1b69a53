import type { Ending } from '../../model/result.ts';

/** Whether a run ended before its load did, other than by a failed objective: nothing is diagnosed then. */
export const isStopped = ({ kind }: Ending): boolean => kind !== 'completed' && kind !== 'objective-failed';

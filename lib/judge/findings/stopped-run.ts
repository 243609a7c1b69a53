import type { Ending } from '../../model/result.ts';

/** Whether a run ended before its load did, for a reason that is none of its objectives: nothing is diagnosed then. */
export const isStopped = ({ kind }: Ending): boolean => kind !== 'completed' && kind !== 'objective-failed';

import { removeAtEnd, removeNow } from '../run/process/reaper.ts';
import { lockFolder, lockOf } from '../store/folder-lock.ts';

/** Does the work while the folder is locked against `runs prune`, however the work ends. */
export async function whileLocked<Value>(folder: string, work: () => Promise<Value>): Promise<Value> {
  lockFolder(folder);
  removeAtEnd(lockOf(folder));
  try {
    return await work();
  } finally {
    removeNow(lockOf(folder));
  }
}

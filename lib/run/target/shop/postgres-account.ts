import { existsSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { TargetError } from '../../../model/errors.ts';

/** An account of this machine, as which PostgreSQL is started when we are root: it refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The unprivileged account to start PostgreSQL as when we are root; undefined when we are not. */
export function accountToDropTo(passwd = '/etc/passwd'): Account | undefined {
  if (process.geteuid?.() !== 0) return undefined;
  const rows = existsSync(passwd) ? readFileSync(passwd, 'utf8').split('\n') : [];
  for (const name of ['nobody', 'postgres', 'daemon']) {
    const [, , uid, gid] = rows.find((row) => row.startsWith(`${name}:`))?.split(':') ?? [];
    // On macOS nobody is -2, which cannot be asked for.
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new TargetError(
    "PostgreSQL refuses to run as root, and this machine has no account 'nobody', 'postgres' or 'daemon'",
    {
      hint: 'run caseload as an ordinary user, or set DATABASE_URL',
    },
  );
}

/** Throws a TargetError when our own account has no name on this machine (docker run -u 12345): initdb looks it up. */
export function checkAccountName(lookUp: () => unknown = userInfo): void {
  try {
    lookUp();
  } catch (cause) {
    throw new TargetError(`PostgreSQL cannot run here: user id ${process.geteuid?.()} has no name on this machine`, {
      hint:
        'add it to /etc/passwd, or preload libnss_wrapper.so with NSS_WRAPPER_PASSWD, or set DATABASE_URL, ' +
        'or load your own service with --target',
      cause,
    });
  }
}

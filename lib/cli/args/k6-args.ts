import { UsageError } from '../../model/errors.ts';
import { ownValue } from '../../model/own-value.ts';
import { nearestNames } from '../../plan/did-you-mean.ts';

/** Flags of `k6 run` that leave load, target and record as planned; true where a value follows. */
const allowed: Readonly<Record<string, boolean>> = {
  '--batch': true,
  '--batch-per-host': true,
  '--blacklist-ip': true,
  '--block-hostnames': true,
  '--compatibility-mode': true,
  '--dns': true,
  '--env': true,
  '--features': true,
  '--insecure-skip-tls-verify': false,
  '--local-ips': true,
  '--log-format': true,
  '--max-redirects': true,
  '--no-color': false,
  '--no-connection-reuse': false,
  '--no-usage-report': false,
  '--no-vu-connection-reuse': false,
  '--profiling-enabled': false,
  '--quiet': false,
  '--secret-source': true,
  '--tag': true,
  '--throw': false,
  '--traces-output': true,
  '--user-agent': true,
  '--verbose': false,
};

const long: Readonly<Record<string, string>> = { '-e': '--env', '-q': '--quiet', '-v': '--verbose', '-w': '--throw' };

/** What to use instead of a flag that would make another load than the one that is planned and judged. */
const instead: Readonly<Record<string, string>> = {
  '--vus': 'use --vus',
  '-u': 'use --vus',
  '--duration': 'use --duration',
  '-d': 'use --duration',
  '--stage': 'use --stages',
  '-s': 'use --stages',
  '--iterations': 'use a profile of iterations',
  '-i': 'use a profile of iterations',
  '--rps': 'use --rate',
  '--out': 'use --out',
  '-o': 'use --out',
  '--http-debug': 'caseload try shows the requests of one journey',
};

/** Variables by which caseload itself tells the script what to do. */
const reserved = /^(BASE_URL|RUN_ID|HEADERS|USERS|SUMMARY|PWD|CASELOAD_\w*)$/;
const reservedHints: Readonly<Record<string, string>> = {
  BASE_URL: 'use --target',
  HEADERS: 'use --header',
  USERS: 'use --users',
};

/**
 * The user's own arguments for `k6 run`, as they are. Throws a UsageError for one that would change load, target or
 * record behind the back of the plan, for a second script, and for a flag without its value.
 */
export function parseK6Args(args: readonly string[]): readonly string[] {
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const { flag, value } = flagOf(arg);
    const name = ownValue(long, flag) ?? flag;
    const takesValue = ownValue(allowed, name);
    const isCluster = takesValue === false && !flag.startsWith('--') && value !== undefined;
    if (takesValue === undefined || isCluster) throw notAllowed(isCluster ? arg : flag);
    const given = takesValue && value === undefined ? rest.shift() : value;
    if (takesValue && given === undefined) {
      throw new UsageError(`--k6-arg ${flag} has no value`, { hint: `write --k6-arg=${flag} --k6-arg=VALUE` });
    }
    if (name === '--env') checkVariable(given ?? '');
  }
  return args;
}

/** `--env=A=b`, `-eA=b` and `-e=A=b` bring their value along. */
function flagOf(arg: string): { readonly flag: string; readonly value?: string } {
  const [, flag = arg, , value] = /^(--[^=]+|-[A-Za-z])(=?)(.*)$/s.exec(arg) ?? [];
  return value === undefined || arg === flag ? { flag } : { flag, value };
}

function notAllowed(flag: string): UsageError {
  const isFlag = flag.startsWith('-') && flag !== '-';
  const what = isFlag ? 'it would change the load, its target or its record' : 'the script is the one of the scenario';
  const near = nearestNames(flag, Object.keys(allowed)).slice(0, 3);
  const known = near.length > 0 ? near.join(', ') : '--tag, --dns, --env, --user-agent';
  return new UsageError(`--k6-arg ${isFlag ? flag : 'names something that is no flag'}: ${what}`, {
    hint: ownValue(instead, flag) ?? `allowed are flags such as ${known}`,
  });
}

function checkVariable(text: string): void {
  const [name = ''] = text.split('=');
  if (!reserved.test(name)) return;
  throw new UsageError(`--k6-arg sets ${name}, which caseload sets itself`, {
    hint: ownValue(reservedHints, name) ?? 'give the variable another name',
  });
}

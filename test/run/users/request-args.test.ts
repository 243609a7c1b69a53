import { expect, it } from 'vitest';
import { requestArgs } from '../../../lib/run/users/request-args.ts';

it.each<[string, string[], string[]]>([
  ['none', [], []],
  ['a variable', ['-e', 'TENANT=a'], ['-e', 'TENANT=a']],
  ['a variable in one word', ['-eTENANT=a', '--env=B=c'], ['-eTENANT=a', '--env=B=c']],
  ['what only the load has', ['--tag', 'a=b', '--no-thresholds', '-o', 'json=x'], []],
  [
    'a switch before something else',
    ['--insecure-skip-tls-verify', '--tag', '-e'],
    ['--insecure-skip-tls-verify', '-e'],
  ],
  ['a name server', ['--dns', 'ttl=0', '--user-agent=x'], ['--dns', 'ttl=0', '--user-agent=x']],
])("of the user's arguments for k6, those for requests hold before the load, too: %s", (_what, args, kept) => {
  expect(requestArgs(args)).toEqual(kept);
});

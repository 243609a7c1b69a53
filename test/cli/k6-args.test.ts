import { describe, expect, test } from 'vitest';
import { parseK6Args } from '../../lib/cli/args/k6-args.ts';
import { UsageError } from '../../lib/model/errors.ts';

const messageOf = (args: readonly string[]): string => {
  try {
    parseK6Args(args);
  } catch (error) {
    if (error instanceof UsageError) return `${error.message}: ${error.hint}`;
    throw error;
  }
  return 'allowed';
};

describe('arguments for k6', () => {
  test.each([
    [['-e', 'TOKEN=a', '--tag', 'team=x']],
    [['--env=TOKEN=a=b', '-eOTHER=1', '-e=THIRD=2', '-e', 'MY_BASE_URL=x']],
    [['--dns', 'ttl=0', '--no-connection-reuse', '-w', '--user-agent=me']],
    [['--tag', '--vus']],
  ])('that leave the load as planned are passed on: %j', (args) => {
    expect(parseK6Args(args)).toEqual(args);
  });

  test.each([
    [['-e', 'BASE_URL=http://other'], 'sets BASE_URL, which caseload sets itself: use --target'],
    [['-eBASE_URL=http://other'], 'use --target'],
    [['-e=BASE_URL=http://other'], 'use --target'],
    [['--env=BASE_URL=http://other'], 'use --target'],
    [['--tag', 'a=b', '--env', 'BASE_URL'], 'use --target'],
    [['-e', 'USERS=other.json'], 'use --users'],
    [['-e', 'CASELOAD_MODE=trace'], 'another name'],
    [['--vus', '5'], 'it would change the load, its target or its record: use --vus'],
    [['-u5'], 'use --vus'],
    [['-qu5'], '-qu5: it would change the load'],
    [['--duration=1h'], 'use --duration'],
    [['--rps', '1'], 'use --rate'],
    [['--execution-segment', '0:1/2'], 'would change the load'],
    [['--config', 'x.json'], 'would change the load'],
    [['--paused'], 'would change the load'],
    [['--no-thresholds'], 'would change the load'],
    [['--include-system-env-vars=false'], 'would change the load'],
    [['--http-debug=full'], 'caseload try'],
    [['--no-such-flag'], 'allowed are flags such as'],
    [['other.js'], 'the script is the one of the scenario'],
    [['-'], 'the script is the one of the scenario'],
    [['constructor'], 'the script is the one of the scenario: allowed are flags such as'],
    [['__proto__'], 'the script is the one of the scenario: allowed are flags such as'],
    [['--', 'other.js'], 'would change|script'],
    [['-e'], '-e has no value'],
    [['--tag'], '--tag has no value'],
  ])('that would change it are refused: %j', (args, says) => {
    expect(messageOf(args)).toMatch(new RegExp(says.replaceAll('(', '\\(')));
  });
});

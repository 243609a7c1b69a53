import { SharedArray } from 'k6/data';
import exec from 'k6/execution';
import type { BundlePlan } from '../contract/bundle-plan.ts';
import { k6Scenarios } from '../contract/metrics.ts';
import type { FlowBag } from './flow-bag.ts';
import type { StartFlow } from './journey.ts';

/**
 * Reads the file of prepared users (`-e USERS=…`) once for all VUs. One row serves one VU, so that no user is in two
 * journeys at once, or one journey with `per-journey`. Throws while the script is loaded, which k6 reports as exit 107,
 * when the file is missing or too short.
 */
export const userFlow = (plan: BundlePlan, users: NonNullable<BundlePlan['users']>): StartFlow => {
  const file = __ENV.USERS;
  const make = `caseload users --scenario ${plan.scenario} --profile ${plan.profile} --target URL --output users.json`;
  if (file === undefined || file === '') {
    throw new Error(`${plan.scenario} needs prepared users: make them with '${make}' and pass -e USERS=users.json`);
  }
  const rows = new SharedArray<FlowBag>('users', () => JSON.parse(readFrom(file)));
  if (rows.length < users.count) {
    throw new Error(
      `${file} has ${rows.length} users, but this script needs ${users.count}: make new ones with '${make}'`,
    );
  }
  if (users.mode === 'per-journey') {
    // Warm-up journeys take rows from the end: they count from 0 as the load's do.
    return () => {
      const next = exec.scenario.iterationInTest;
      return { ...rows[exec.scenario.name === k6Scenarios.load ? next : rows.length - 1 - next] };
    };
  }
  let own: FlowBag | undefined;
  return () => {
    own ??= rows[exec.vu.idInTest - 1];
    return { ...own };
  };
};

/**
 * The text of a file that is named from the script's folder, as `open` has it, or from the folder in which k6 was
 * started.
 */
const readFrom = (file: string): string => {
  const folders = file.startsWith('/') || !__ENV.PWD ? [''] : ['', `${__ENV.PWD}/`];
  for (const folder of folders) {
    try {
      return open(folder + file);
    } catch {
      // Not there: the next one, or the error below.
    }
  }
  const where = folders.length === 1 ? '' : ` next to the script or in ${__ENV.PWD}`;
  throw new Error(`USERS=${file} cannot be read${where}`);
};

import type { Finding } from '../contract/finding.ts';
import type { RunResult } from '../contract/result.ts';
import type { Verdict } from '../contract/verdict.ts';
import { count } from '../findings/figures.ts';
import { exitCodeOf } from './exit-code.ts';

/**
 * The verdict of a run, from its objectives and findings. An objective without data is never a pass, and INVALID forbids PASS: what an untrustworthy run
 * seemed to reach is NO_DATA.
 */
export function judge(result: RunResult, findings: readonly Finding[]): Verdict {
  const has = (severity: Finding['severity']) => findings.some((finding) => finding.severity === severity);
  const validity = has('invalid') ? 'INVALID' : has('suspect') ? 'SUSPECT' : 'VALID';
  const isFailed = has('fail') || result.objectives.some((objective) => objective.status === 'FAIL');
  const lacksData = result.objectives.some((objective) => objective.status === 'NO_DATA') || validity === 'INVALID';
  const objectives = isFailed ? 'FAIL' : lacksData ? 'NO_DATA' : 'PASS';
  return {
    schemaVersion: 1,
    validity,
    objectives,
    exitCode: exitCodeOf({ validity, objectives }, result.ending.kind),
    headline: headlineOf(result, findings),
  };
}

/** What a busy reader has to know: what spoiled the run if anything did, then which objectives failed, then how many journeys got through. */
function headlineOf(result: RunResult, findings: readonly Finding[]): string {
  const { ok, scheduled } = result.accounting;
  const spoiled = findings.find((finding) => finding.severity === 'invalid');
  const failed = result.objectives
    .filter((objective) => objective.status === 'FAIL')
    .map((objective) => objective.text);
  const sentences = [
    ...(spoiled ? [spoiled.what] : []),
    ...findings.filter((finding) => finding.severity === 'fail').map((finding) => finding.what),
    ...(failed.length > 0 ? [`not met: ${failed.join('; ')}`] : []),
    `${count(ok)} of ${count(scheduled)} scheduled journeys succeeded${result.sameHost ? ', with k6 and the target on one host' : ''}`,
  ];
  return sentences
    .map((sentence) => (/^https?:/.test(sentence) ? sentence : sentence.charAt(0).toUpperCase() + sentence.slice(1)))
    .join('. ');
}

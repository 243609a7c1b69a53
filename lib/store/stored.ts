import { type Environment, environmentSchema } from '../model/environment.ts';
import { ArtifactError } from '../model/errors.ts';
import { planSchema, type RunPlan } from '../model/plan.ts';
import { type RunResult, resultSchema } from '../model/result.ts';
import { type RunFacts, runFactsSchema } from '../model/run-facts.ts';
import { type Verdict, verdictSchema } from '../model/verdict.ts';
import { readCurrentDocument, readDocument } from './read-document.ts';

/* The documents of one run. */

const rebuild = 'make it again from the recorded samples: caseload report --rebuild';
const otherRun = 'the file is damaged or of another version: use another run, or make this one again';

/**
 * The stored result of a run; undefined when there is none, or one of an older schema, which is made again from the
 * run's artifacts.
 */
export const readResult = (path: string): RunResult | undefined => readCurrentDocument(path, resultSchema, rebuild);

/** The plan of a run folder. */
export function readPlan(path: string): RunPlan {
  const plan = readDocument(path, planSchema, otherRun);
  if (plan === undefined) throw new ArtifactError(`${path} is missing`, { hint: 'name the folder of a run' });
  return plan;
}

/** What the run stage said of a run; undefined when it was killed before it could. */
export const readFacts = (path: string): RunFacts | undefined => readDocument(path, runFactsSchema, otherRun);

/** Where and with what a run was made; undefined when it ended before that was known. */
export const readEnvironment = (path: string): Environment | undefined =>
  readDocument(path, environmentSchema, otherRun);

/** The verdict of a run or an experiment; undefined when it ended before it had one. */
export const readVerdict = (path: string): Verdict | undefined => readDocument(path, verdictSchema, otherRun);

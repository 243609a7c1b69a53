import { parseResponseKind, type ResponseKind, responseTag } from '../contract/response-kind.ts';
import type { RunResult } from '../model/result.ts';
import type { RunFacts } from '../model/run-facts.ts';
import type { RowSink, SampleRow } from './samples/sample-rows.ts';

/** Responses of a step that were alike. */
export interface SeenResponses extends ResponseKind {
  readonly step: string;
  count: number;
  /** When the first one came, from the schedule's origin. */
  firstMs: number;
}

/** A target that sends something else each time must not fill the result. */
const maxKinds = 2_000;

/** What counts the responses of checks with these tags; undefined for those at which nobody looked. */
export function responseSink(
  seen: Map<string, SeenResponses>,
  row: SampleRow,
  offsetOf: (atMs: number) => number,
): RowSink | undefined {
  const text = row.tag(responseTag);
  const kind = text === '' ? undefined : parseResponseKind(text);
  if (kind === undefined) return undefined;
  const step = row.tag('step');
  const key = `${step} ${text}`;
  return (isExpected, atMs) => {
    if (isExpected === 0) return;
    const known = seen.get(key);
    const offsetMs = offsetOf(atMs);
    if (known !== undefined) {
      known.count++;
      known.firstMs = Math.min(known.firstMs, offsetMs);
    } else if (seen.size < maxKinds) seen.set(key, { step, ...kind, count: 1, firstMs: offsetMs });
  };
}

/** Those of the load and of the pre-check, where anything is known of them. */
export function responsesOf(
  seen: ReadonlyMap<string, SeenResponses> | undefined,
  facts: Pick<RunFacts, 'preCheck'> | undefined,
): Pick<RunResult, 'responses'> {
  const load = [...(seen?.values() ?? [])];
  const preCheck = facts?.preCheck ?? [];
  return load.length + preCheck.length === 0 ? {} : { responses: { load, preCheck } };
}

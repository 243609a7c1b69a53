import { describeResponse, parseResponseKind } from '../../contract/response-kind.ts';
import type { CheckedResponse } from '../../model/result.ts';
import type { Trace, TracedExchange } from './journey-failure.ts';

/** What the steps of journeys were answered: the last response of each. */
export function checkedResponses(traces: readonly Trace[]): CheckedResponse[] {
  const bySteps = new Map<string, CheckedResponse>();
  for (const exchange of traces.flatMap(({ exchanges }) => exchanges)) {
    if (exchange.step === undefined || exchange.phase !== 'journey') continue;
    const response = checkedResponse(exchange.step, exchange);
    if (response !== undefined) bySteps.set(exchange.step, response);
  }
  return [...bySteps.values()];
}

function checkedResponse(step: string, exchange: TracedExchange): CheckedResponse | undefined {
  const kind = parseResponseKind(describeResponse(exchange));
  const [sent = ''] = (exchange.request.headers['Content-Type'] ?? '').split(';');
  return kind && { step, ...kind, sent, errorField: errorField(exchange.body) ?? null };
}

/** The field with which services say that a 200 is none; undefined where there is no such thing. */
function errorField(body: string): string | undefined {
  if (!body.trimStart().startsWith('{')) return undefined;
  try {
    const fields = JSON.parse(body) as Record<string, unknown>;
    return (
      ['error', 'errors'].find((name) => isSomething(fields[name])) ??
      ['success', 'ok'].find((name) => fields[name] === false)
    );
  } catch {
    return undefined;
  }
}

const isSomething = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);

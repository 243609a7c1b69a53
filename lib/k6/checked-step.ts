import type { AnyStep, Journey, StepRequest } from '../contract/scenario.ts';

/**
 * A step that refuses what is no request, which its types forbid but only the compiler of a user holds them to. Its
 * messages are for the journeys before the load: the load's own script has none of this, because each VU keeps its own.
 */
export const checkedStep = (step: AnyStep): AnyStep => {
  const makeRequest = step.request as (flow: object, journey: Journey) => StepRequest;
  return {
    ...step,
    request: (flow: object, journey: Journey) => {
      const request = makeRequest(flow, journey);
      const problem = problemOf(request);
      if (problem !== undefined) throw new Error(`step '${step.name}' ${problem}`);
      return request;
    },
  };
};

function problemOf(request: StepRequest): string | undefined {
  const other = nameOfOther(request);
  if (other !== undefined) {
    return `returned ${other} from request(): return get('/path'), post('/path', body) or the like, no promise of it`;
  }
  const { path, headers = {} } = request as { path?: unknown; headers?: Readonly<Record<string, string | undefined>> };
  if (typeof path !== 'string') return `has the path '${path}': a path is a text that starts with /`;
  // k6 would send the text `undefined`.
  const name = Object.keys(headers).find((one) => headers[one] === undefined);
  if (name === undefined) return undefined;
  return `has the header '${name}', whose value is undefined: give it a text, or leave the header out`;
}

/** What was returned where it is no request. */
function nameOfOther(returned: unknown): string | undefined {
  if (returned === undefined || returned === null) return String(returned);
  if (returned instanceof Promise) return 'a promise';
  return typeof returned === 'object' ? undefined : `a ${typeof returned}`;
}

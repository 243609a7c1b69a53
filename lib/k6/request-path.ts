import type { AnyStep, StepRequest } from '../contract/scenario.ts';

/** The path of a request as it is sent: everything but printable ASCII is encoded, the rest left as it was written. */
export const encodedPath = ({ name }: AnyStep, request: StepRequest): string => {
  const what = nameOfOther(request);
  if (what !== undefined) {
    const like = "return get('/path'), post('/path', body) or the like, and no promise of it";
    throw new Error(`step '${name}' returned ${what} from request(): ${like}`);
  }
  // The types promise a text, which only the compiler of a user holds them to.
  const path = request.path as string | undefined;
  if (typeof path !== 'string' || path[0] !== '/')
    throw new Error(`step '${name}' has the path '${path}': a path must start with /, and the host is the target's`);
  return path.replace(/[^!-~]+/g, encodeURIComponent);
};

/** What was returned where it is no request. */
const nameOfOther = (returned: unknown): string | undefined => {
  if (returned === undefined || returned === null) return String(returned);
  if (returned instanceof Promise) return 'a promise';
  return typeof returned === 'object' ? undefined : `a ${typeof returned}`;
};

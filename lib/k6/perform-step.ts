import { check } from 'k6';
import http, { type ResponseType } from 'k6/http';
import type { Rate } from 'k6/metrics';
import { bodyCause, checkCause, failureCause } from '../contract/failure-cause.ts';
import type { StepRequest } from '../contract/request.ts';
import { type AnyStep, checkName, type Journey, takenBy } from '../contract/scenario.ts';
import { traceIdOf, traceparent } from '../contract/trace-id.ts';
import type { FlowBag } from './flow-bag.ts';
import { bodySender, type SentBody } from './request-body.ts';
import { type HeaderBag, headerSetters } from './request-headers.ts';
import { type AnyResponse, fieldTaker } from './response-field.ts';
import { nextSampled, responseSampler } from './response-sampler.ts';
import { againSender, type Send } from './send-again.ts';

interface StepTarget {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestTimeoutMs: number;
  readonly tracePrefix?: string | undefined;
}

/**
 * Performs a step, adds what it provides to the flow, and returns the cause of its failure, or undefined when it
 * succeeded.
 */
export type PerformStep = (flow: FlowBag, journey: Journey) => string | undefined;

/** k6's default, which costs nothing to keep. */
const defaultTimeoutMs = 60_000;

// What follows runs for every request, so that it is written for k6's engine (docs/decisions/0005): loops by index are
// faster than `for…of`, and a name that is imported is looked up at each use unless a constant holds it.

/**
 * Builds the function that performs a step. Everything that is the same for each request is made once, here: the hot
 * path allocates a URL, and the text of a body that is an object.
 */
export const stepPerformer = (step: AnyStep, target: StepTarget, success: Rate | undefined): PerformStep => {
  const verify = check;
  const checks = { [checkName(step)]: statusCheck(step) };
  const { baseUrl, tracePrefix } = target;
  const makeRequest = step.request as (flow: object, journey: Journey) => StepRequest;
  const params = paramsOf(step, target);
  const { headers, tags } = params;
  const { setToken, setType } = headerSetters(headers);
  const toSend = bodySender(step.name, http.file);
  const takeFields = fieldTaker(step);
  const failedCheck = bodyChecker(step);
  const sendAgain = againSender(step);
  const sampleTags = responseSampler(step.name);
  const senders = sendersByMethod();
  let index = -1;
  let nextSample = sampleTags === undefined ? -1 : 0;
  // Of the request before: most steps send to one path, with one token, and one kind of body.
  let path: string | null = null;
  let token: string | undefined;
  let bodyKind = '';
  let name: string | undefined;
  let url = '';
  let method = '';
  let send: Send = http.post;

  return (flow, journey) => {
    const request = makeRequest(flow, journey);
    if (request.path !== path || request.name !== name) {
      url = baseUrl + encodedPath(step.name, request.path);
      path = request.path;
      name = request.name;
      tags.name = name ?? request.path;
    }
    // Turned into text each time, since a scenario may fill in one object for every journey.
    const body = request.body;
    const content = body === undefined ? null : typeof body === 'string' ? body : toSend(body);
    if (request.token !== token) {
      token = request.token;
      setToken(token);
    }
    const kind = typeof content === 'string' ? 'text' : kindOf(content);
    if (kind !== bodyKind) {
      bodyKind = kind;
      setType(content);
    }
    if (tracePrefix !== undefined) headers.traceparent = nextTraceparent(tracePrefix, journey);
    if (request.method !== method) {
      method = request.method;
      send = senders[method] ?? sendGet;
    }
    const own = request.headers;
    const sent = own === undefined ? params : { ...params, headers: { ...headers, ...own } };
    let response = send(url, content, sent);
    if (sendAgain !== undefined) response = sendAgain(response, send, url, content, sent);
    let sampled: Record<string, string> | undefined;
    if (++index === nextSample && sampleTags !== undefined) {
      nextSample = nextSampled(index);
      sampled = sampleTags(response);
    }
    const isOk = sampled === undefined ? verify(response, checks) : verify(response, checks, sampled);
    let cause = isOk ? undefined : failureCause(response.status, response.error_code);
    if (isOk && failedCheck !== undefined) cause = failedCheck(response);
    if (takeFields !== undefined && cause === undefined && !takeFields(response, flow)) cause = bodyCause;
    success?.add(cause === undefined);
    return cause;
  };
};

/** Of all requests of the VU. */
let spans = 0;
const nextTraceparent = (prefix: string, { index }: Journey): string =>
  traceparent(traceIdOf(prefix, __VU, index), ++spans);

/** The params of every request of a step, changed in place for each. */
const paramsOf = (step: AnyStep, { headers, requestTimeoutMs }: StepTarget) => {
  const { timeoutMs = requestTimeoutMs } = step;
  return {
    headers: { ...headers } as HeaderBag,
    tags: { step: step.name, name: '' },
    responseCallback: http.expectedStatuses(...step.expect.status),
    ...(readsBody(step) ? { responseType: 'text' as ResponseType } : {}),
    ...(timeoutMs === defaultTimeoutMs ? {} : { timeout: timeoutMs }),
  };
};

const readsBody = ({ provides, expect, poll }: AnyStep): boolean =>
  expect.body !== undefined ||
  poll !== undefined ||
  Object.values(provides).some((provided) => {
    const from = takenBy(provided);
    return typeof from === 'string' || from.needsBody;
  });

const polledCheck = 'polled until it was so';

/** What returns the cause of the first check of a step's answer that fails; undefined for a step that has none. */
const bodyChecker = ({ expect, poll }: AnyStep): ((response: AnyResponse) => string | undefined) | undefined => {
  if (expect.body === undefined && poll === undefined) return undefined;
  // What is polled for was not there in the end.
  const body = { ...(poll && { [polledCheck]: poll.until }), ...expect.body };
  const verify = check;
  const checks = Object.entries(body).map(([name, isTrue]) => ({
    cause: checkCause(name),
    // A body that is not what the check reads is a failure, too.
    check: {
      [name]: (response: AnyResponse) => {
        try {
          return isTrue(response as never) === true;
        } catch {
          return false;
        }
      },
    },
  }));
  return (response) => checks.find((one) => !verify(response, one.check))?.cause;
};

const statusCheck = ({ expect: { status: expected } }: AnyStep) => {
  const [first, second] = expected;
  const isLong = expected.length > 2;
  return ({ status }: AnyResponse) => status === first || status === second || (isLong && expected.includes(status));
};

/** Everything but printable ASCII is encoded, the rest left as it was written. */
const encodedPath = (step: string, path: string): string => {
  if (path[0] !== '/')
    throw new Error(`step '${step}' has the path '${path}': a path must start with /, and the host is the target's`);
  return path.replace(/[^!-~]+/g, encodeURIComponent);
};

const kindOf = (content: Exclude<SentBody, string> | null): string =>
  content === null ? 'none' : content instanceof ArrayBuffer ? 'bytes' : 'form';

/** `get` takes no body; hardly any GET has one. */
const sendGet: Send = (url, body, params) =>
  body === null ? http.get(url, params) : http.request('GET', url, body, params);

/** `request` turns its method into Go's string by reflection for every request, which `post` and its like do not. */
const sendersByMethod = (): Readonly<Record<string, Send>> => ({
  POST: http.post,
  PUT: http.put,
  PATCH: http.patch,
  DELETE: http.del,
});

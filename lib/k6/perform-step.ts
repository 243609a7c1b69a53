import { check } from 'k6';
import http, { type Params, type ResponseType } from 'k6/http';
import type { Rate } from 'k6/metrics';
import { failureCause } from '../contract/failure-cause.ts';
import { type AnyStep, checkName, fieldOf, type Journey, type StepRequest } from '../contract/scenario.ts';
import { bodySender } from './request-body.ts';
import { type AnyResponse, isAbsent, readField } from './response-field.ts';

/**
 * The values that flow through one journey; which keys are there is proved by the compiler where scenarios are defined.
 */
export type FlowBag = Record<string, string>;

interface StepTarget {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestTimeoutMs: number;
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
  // `request` turns its method into Go's string by reflection for every request, which `post` and its like do not.
  const senders: Readonly<Record<string, Send>> = {
    POST: http.post,
    PUT: http.put,
    PATCH: http.patch,
    DELETE: http.del,
  };
  const verify = check;
  const { baseUrl } = target;
  const { status: expected } = step.expect;
  const keys = Object.keys(step.provides);
  const provided = Object.values(step.provides);
  const fields = provided.map(fieldOf);
  const isOptional = provided.map((one) => typeof one !== 'string');
  const makeRequest = step.request as (flow: object, journey: Journey) => StepRequest;
  const ownAuthorization = target.headers.Authorization;
  const headers: Record<string, string> = { ...target.headers };
  // Names of headers are case-insensitive: another spelling would be sent in addition to the user's.
  const namesType = Object.keys(headers).some((name) => /^content-type$/i.test(name));
  const tags = { step: step.name, name: '' };
  const params = {
    headers,
    tags,
    responseCallback: http.expectedStatuses(...expected),
    ...(keys.length > 0 ? { responseType: 'text' as ResponseType } : {}),
    ...(target.requestTimeoutMs === defaultTimeoutMs ? {} : { timeout: target.requestTimeoutMs }),
  };
  const [first, second] = expected;
  const isExpected = ({ status }: AnyResponse) =>
    status === first || status === second || (expected.length > 2 && expected.includes(status));
  const checks = { [checkName(step)]: isExpected };
  const toSend = bodySender(step.name);
  // Of the request before: most steps send to one path.
  let path: string | undefined;
  let name: string | undefined;
  let url = '';
  let method = '';
  let send: Send = http.post;

  return (flow, journey) => {
    const request = makeRequest(flow, journey);
    if (request.path !== path || request.name !== name) {
      url = baseUrl + encodedPath(step, request.path);
      path = request.path;
      name = request.name;
      tags.name = name ?? request.path;
    }
    const token = request.token;
    // The headers outlive the request: one without a token must not carry that of the journey before.
    if (token !== undefined) headers.Authorization = `Bearer ${token}`;
    else if (ownAuthorization !== undefined) headers.Authorization = ownAuthorization;
    else delete headers.Authorization;
    // Turned into text each time, since a scenario may fill in one object for every journey.
    const body = request.body;
    const content = body === undefined ? null : typeof body === 'string' ? body : toSend(body);
    if (!namesType) {
      if (typeof content === 'string') headers['Content-Type'] = 'application/json';
      else if (content !== null) headers['Content-Type'] = 'application/octet-stream';
      else delete headers['Content-Type'];
    }
    if (request.method !== method) {
      method = request.method;
      send = senders[method] ?? sendGet;
    }
    const response = send(
      url,
      content,
      request.headers === undefined ? params : { ...params, headers: { ...headers, ...request.headers } },
    );
    const isOk = verify(response, checks);
    let cause = isOk ? undefined : failureCause(response.status, response.error_code);
    for (let i = 0; isOk && i < keys.length; i++) {
      const value = readField(response, fields[i] as string);
      if (value !== undefined) flow[keys[i] as string] = value;
      else if (isOptional[i] && isAbsent(response, fields[i] as string)) delete flow[keys[i] as string];
      else cause = 'body';
    }
    success?.add(cause === undefined);
    return cause;
  };
};

/** A path as it is sent: everything but printable ASCII is encoded, the rest is left as it was written. */
const encodedPath = ({ name }: AnyStep, path: string): string => {
  if (path[0] !== '/')
    throw new Error(`step '${name}' has the path '${path}': a path must start with /, and the host is the target's`);
  return path.replace(/[^!-~]+/g, encodeURIComponent);
};

type Send = (url: string, body: string | ArrayBuffer | null, params: Params) => AnyResponse;

/** `get` takes no body; hardly any GET has one. */
const sendGet: Send = (url, body, params) =>
  body === null ? http.get(url, params) : http.request('GET', url, body, params);

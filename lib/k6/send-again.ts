import { sleep } from 'k6';
import type { Params } from 'k6/http';
import { retryWaitMs } from '../contract/repeating.ts';
import type { AnyStep } from '../contract/scenario.ts';
import type { SentBody } from './request-body.ts';
import type { AnyResponse } from './response-field.ts';

/** One of k6's functions that send. */
export type Send = (url: string, body: SentBody | null, params: Params) => AnyResponse;

/**
 * The arguments one by one, as `send` takes them: a closure over them would cost every request an allocation, also that
 * of a step that sends nothing again.
 */
type SendAgain = (first: AnyResponse, send: Send, ...request: Parameters<Send>) => AnyResponse;

/** What sends a step's request again, and returns the last answer; undefined for a step that sends one. */
export const againSender = ({ retry, poll, expect }: AnyStep): SendAgain | undefined => {
  if (retry === undefined && poll === undefined) return undefined;
  return (first, send, url, body, params) => {
    let response = first;
    const retried = (): AnyResponse => {
      for (let sent = 0; retry !== undefined && sent < retry.times && retry.on.includes(response.status); sent++) {
        sleep(retryWaitMs(retry, sent, response.headers['Retry-After']) / 1_000);
        response = send(url, body, params);
      }
      return response;
    };
    retried();
    for (let sent = 1; poll !== undefined && sent < poll.times; sent++) {
      if (!expect.status.includes(response.status) || poll.until(response as never)) break;
      sleep(poll.everyMs / 1_000);
      response = send(url, body, params);
      retried();
    }
    return response;
  };
};

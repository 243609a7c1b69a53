import { sleep } from 'k6';
import { retryWaitMs } from '../contract/repeating.ts';
import type { AnyStep } from '../contract/scenario.ts';
import type { AnyResponse } from './response-field.ts';

type SendAgain = (response: AnyResponse, send: () => AnyResponse) => AnyResponse;

/** What sends a step's request again, and returns the last answer; undefined for a step that sends one. */
export const againSender = ({ retry, poll, expect }: AnyStep): SendAgain | undefined => {
  if (retry === undefined && poll === undefined) return undefined;
  return (first, send) => {
    let response = first;
    const retried = (): AnyResponse => {
      for (let sent = 0; retry !== undefined && sent < retry.times && retry.on.includes(response.status); sent++) {
        sleep(retryWaitMs(retry, sent, response.headers['Retry-After']) / 1_000);
        response = send();
      }
      return response;
    };
    retried();
    for (let sent = 1; poll !== undefined && sent < poll.times; sent++) {
      if (!expect.status.includes(response.status) || poll.until(response as never)) break;
      sleep(poll.everyMs / 1_000);
      response = send();
      retried();
    }
    return response;
  };
};

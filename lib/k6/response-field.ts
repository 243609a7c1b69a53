import type http from 'k6/http';
import { readField, type Take } from '../contract/answer.ts';
import { type AnyStep, takenBy } from '../contract/scenario.ts';
import type { FlowBag } from './flow-bag.ts';

export type AnyResponse = ReturnType<typeof http.request>;

/** The key that an answer last had nothing for: for messages. */
export const lastMissing = { key: '' };

/** Whether a response is JSON and lacks a field, or has null there. */
const isAbsent = (response: AnyResponse, field: string): boolean => {
  try {
    // Without a field, it throws for what is no JSON.
    return response.json() !== undefined && (response.json(field) ?? null) === null;
  } catch {
    return false;
  }
};

/**
 * What adds to a flow that which a step provides, and returns whether all of it was there; undefined for a step that
 * provides nothing.
 */
export const fieldTaker = ({ provides }: AnyStep): ((response: AnyResponse, flow: FlowBag) => boolean) | undefined => {
  const keys = Object.keys(provides);
  if (keys.length === 0) return undefined;
  const provided = Object.values(provides);
  const taken = provided.map(takenBy);
  const isOptional = provided.map((one) => typeof one === 'object' && 'optional' in one);
  return (response, flow) => {
    let hasAll = true;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as string;
      const from = taken[i] as string | Take<unknown>;
      const value = typeof from === 'string' ? readField(response, from) : from.read(response as never, Math.random);
      if (value !== undefined) flow[key] = value;
      else if (isOptional[i] && (typeof from !== 'string' || isAbsent(response, from))) delete flow[key];
      else {
        hasAll = false;
        lastMissing.key = key;
      }
    }
    return hasAll;
  };
};

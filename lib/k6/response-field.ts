import type http from 'k6/http';
import { type AnyStep, fieldOf } from '../contract/scenario.ts';
import type { FlowBag } from './flow-bag.ts';

export type AnyResponse = ReturnType<typeof http.request>;

/**
 * A field of the JSON in a response as text; undefined when it is missing or null, is an object or an array, or there
 * is no JSON. A number that JavaScript would round is taken from the text, digit by digit.
 */
const readField = (response: AnyResponse, field: string): string | undefined => {
  try {
    const value = response.json(field);
    const type = typeof value;
    if (type === 'string') return value as string;
    if (type === 'number')
      return Number.isSafeInteger(value) ? String(value) : String(response.json(`${field}|@tostr`));
    return type === 'boolean' ? String(value) : undefined;
  } catch {
    return undefined;
  }
};

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
  const fields = provided.map(fieldOf);
  const isOptional = provided.map((one) => typeof one !== 'string');
  return (response, flow) => {
    let hasAll = true;
    for (let i = 0; i < keys.length; i++) {
      const value = readField(response, fields[i] as string);
      if (value !== undefined) flow[keys[i] as string] = value;
      else if (isOptional[i] && isAbsent(response, fields[i] as string)) delete flow[keys[i] as string];
      else hasAll = false;
    }
    return hasAll;
  };
};

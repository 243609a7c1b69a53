import type http from 'k6/http';

export type AnyResponse = ReturnType<typeof http.request>;

/**
 * A field of the JSON in a response as text; undefined when it is missing or null, is an object or an array, or there
 * is no JSON. A number that JavaScript would round is taken from the text, digit by digit.
 */
export const readField = (response: AnyResponse, field: string): string | undefined => {
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
export const isAbsent = (response: AnyResponse, field: string): boolean => {
  try {
    // Without a field, it throws for what is no JSON.
    return response.json() !== undefined && (response.json(field) ?? null) === null;
  } catch {
    return false;
  }
};

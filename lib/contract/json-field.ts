/** Why a field cannot be passed on: there is no JSON, or it is not a string, number or boolean. */
export type FieldProblem = 'no JSON' | 'missing' | 'null' | 'an object' | 'an array';

/** Why a field of a JSON text cannot be handed on, for a message; undefined when it can. */
export const fieldProblem = (text: string, field: string): FieldProblem | undefined => {
  let value: unknown;
  try {
    value = valueAt(text, field);
  } catch {
    return 'no JSON';
  }
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : undefined;
};

/** The text in a field of a JSON text; undefined where there is none. */
export const fieldText = (text: string, field: string): string | undefined => {
  try {
    const value = valueAt(text, field);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
};

const valueAt = (text: string, field: string): unknown => {
  let value: unknown = JSON.parse(text);
  for (const key of field.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[key];
  return value;
};

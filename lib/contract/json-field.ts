/** Why a field cannot be passed on: there is no JSON, or it is not a string, number or boolean. */
export type FieldProblem = 'no JSON' | 'missing' | 'null' | 'an object' | 'an array';

/** Why a field of a JSON text cannot be handed on, for a message; undefined when it can. */
export const fieldProblem = (text: string, field: string): FieldProblem | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'no JSON';
  }
  for (const key of field.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[key];
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : undefined;
};

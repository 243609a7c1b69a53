/**
 * Why a text is no JSON, by what JSON.parse threw: where it goes wrong, and not a character of it, for it may be a file
 * of secrets that was named by mistake.
 */
export function jsonProblem(error: unknown): string {
  const { message } = error as Error;
  if (message.startsWith('Unexpected end')) return 'it ends too early';
  const [, position, line, column] = /at position (\d+)(?: \(line (\d+) column (\d+)\))?$/.exec(message) ?? [];
  if (line !== undefined) return `line ${line}, column ${column}`;
  return position === undefined ? 'its text is of another kind' : `character ${Number(position) + 1}`;
}

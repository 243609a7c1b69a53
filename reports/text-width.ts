// Hangul and other East Asian characters take two columns of a terminal.
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/g;

/** Columns that a text takes in a terminal. */
export const columnsOf = (text: string): number => [...text].length + (text.match(wide)?.length ?? 0);

export const padEnd = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
export const padStart = (text: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - columnsOf(text))) + text;

/** The text in at most this many columns, with a mark where it was cut. */
export function cutTo(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  for (const character of text) {
    if (columnsOf(kept + character) >= columns) break;
    kept += character;
  }
  return `${kept}…`;
}

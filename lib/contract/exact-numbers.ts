const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** A JSON text in which each number that JavaScript would round or write otherwise is a string, after a mark. */
export const quoteNumbers = (json: string, mark = ''): string =>
  json.replace(stringOrNumber, (part) =>
    part.startsWith('"') || (Number.isSafeInteger(Number(part)) && String(Number(part)) === part)
      ? part
      : `"${mark}${part}"`,
  );

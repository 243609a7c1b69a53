/** How a text file is encoded. PowerShell and editors on Windows write UTF-16, or UTF-8 with a byte order mark. */
type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** The encoding by a file's first bytes: a byte order mark, or the zero byte of an ASCII character. */
function encodingOf([first, second]: Uint8Array): TextEncoding {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return 'utf-8';
}

/** The text of a whole file, without its byte order mark. */
export const decodeText = (bytes: Uint8Array): string => new TextDecoder(encodingOf(bytes)).decode(bytes);

const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf]);

/** Makes UTF-8 without a byte order mark of a file's chunks, in order. UTF-8 is passed on unchanged. */
export function utf8Chunks(): (chunk: Buffer) => Buffer {
  let convert: ((chunk: Buffer) => Buffer) | undefined;
  return (chunk) => {
    if (convert !== undefined) return convert(chunk);
    const encoding = encodingOf(chunk);
    const decoder = new TextDecoder(encoding);
    convert = encoding === 'utf-8' ? (one) => one : (one) => Buffer.from(decoder.decode(one, { stream: true }));
    return chunk.subarray(0, 3).equals(utf8Mark) ? chunk.subarray(3) : convert(chunk);
  };
}

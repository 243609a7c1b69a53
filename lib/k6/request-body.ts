import type { RequestBody } from '../contract/scenario.ts';

type ToSend = (body: RequestBody) => string | ArrayBuffer;

/**
 * What k6 is to send of a step's bodies that are no strings: bytes as they are, all else as JSON. Whether JSON can hold
 * them is looked at once, since they mostly have one shape.
 */
export const bodySender = (step: string): ToSend => {
  let isChecked = false;
  return (body) => {
    if (body instanceof ArrayBuffer) return body;
    if (ArrayBuffer.isView(body)) return bytesOf(body as Uint8Array<ArrayBuffer>);
    if (isChecked) return JSON.stringify(body);
    isChecked = true;
    return JSON.stringify(body, (key, value) => {
      if (!isBytes(value)) return value;
      const what = `step '${step}' has bytes in its body at '${key}', which JSON cannot hold`;
      throw new Error(`${what}: send a form with files from run, with k6/http`);
    });
  };
};

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): ArrayBuffer =>
  byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);

/** Bytes, or a file of `http.file()`. */
const isBytes = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (value instanceof ArrayBuffer || ArrayBuffer.isView(value) || ('filename' in value && 'content_type' in value));

import type http from 'k6/http';
import type { FileData } from 'k6/http';
import type { FormFile, MultipartForm, RequestBody } from '../contract/request.ts';

/** What k6 takes as a body. */
export type SentBody = string | ArrayBuffer | Record<string, string | FileData>;

type ToSend = (body: RequestBody) => SentBody;

/**
 * What k6 is to send of a step's bodies that are no strings: bytes as they are, all else as JSON. Whether JSON can hold
 * them is looked at once, since they mostly have one shape.
 */
export const bodySender = (step: string, makeFile: typeof http.file): ToSend => {
  let isChecked = false;
  return (body) => {
    if (body instanceof ArrayBuffer) return body;
    if (ArrayBuffer.isView(body)) return bytesOf(body as Uint8Array<ArrayBuffer>);
    if (isForm(body)) return formOf(body, makeFile);
    if (isChecked) return JSON.stringify(body);
    isChecked = true;
    return JSON.stringify(body, (key, value) => {
      if (!isBytes(value)) return value;
      const what = `step '${step}' has bytes in its body at '${key}', which JSON cannot hold`;
      throw new Error(`${what}: send a form with files by multipart()`);
    });
  };
};

const isForm = (body: RequestBody): body is MultipartForm =>
  typeof body === 'object' && body !== null && typeof (body as Partial<MultipartForm>).multipart === 'object';

/** As k6 has forms: it turns one that holds a file into `multipart/form-data`. */
const formOf = ({ multipart }: MultipartForm, makeFile: typeof http.file): Record<string, string | FileData> => {
  const form: Record<string, string | FileData> = {};
  for (const [name, value] of Object.entries(multipart))
    form[name] = typeof value === 'string' ? value : fileOf(value, makeFile);
  return form;
};

const fileOf = ({ data, fileName, contentType }: FormFile, makeFile: typeof http.file): FileData => {
  const bytes = ArrayBuffer.isView(data) ? bytesOf(data as Uint8Array<ArrayBuffer>) : data;
  return makeFile(bytes as string | ArrayBuffer, fileName, contentType);
};

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): ArrayBuffer =>
  byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);

/** Bytes, or a file of `http.file()`. */
const isBytes = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (value instanceof ArrayBuffer || ArrayBuffer.isView(value) || ('filename' in value && 'content_type' in value));

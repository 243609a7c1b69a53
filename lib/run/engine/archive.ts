import { posix } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, inflateRaw } from 'node:zlib';
import { EngineError } from '../../model/errors.ts';

const gunzipBytes = promisify(gunzip);
const inflateRawBytes = promisify(inflateRaw);
/** k6 itself has some 60 MB; a bound keeps a forged archive from filling the memory. */
const limits = { maxOutputLength: 400_000_000 };
const tarBlockBytes = 512;

/**
 * The bytes of the file `fileName` (in any folder) of a .tar.gz or .zip; throws an `EngineError` if it has none.
 */
export async function readArchiveMember(archive: Buffer, archiveName: string, fileName: string): Promise<Buffer> {
  try {
    const isZip = archiveName.endsWith('.zip');
    const member = isZip
      ? await readZipMember(archive, fileName)
      : readTarMember(await gunzipBytes(archive, limits), fileName);
    if (member !== undefined) return member;
  } catch (error) {
    throw new EngineError(`${archiveName} cannot be unpacked: ${(error as Error).message}`, { cause: error });
  }
  throw new EngineError(`${archiveName} contains no file called ${fileName}`);
}

/**
 * POSIX ustar, as far as one plain file with a short name needs it: blocks of 512 bytes, a header and then the content.
 */
function readTarMember(tar: Buffer, fileName: string): Buffer | undefined {
  let at = 0;
  while (at + tarBlockBytes <= tar.length) {
    const name = textAt(tar, at, 100);
    const sizeBytes = Number.parseInt(textAt(tar, at + 124, 12), 8);
    const type = textAt(tar, at + 156, 1);
    const content = at + tarBlockBytes;
    if (name === '') return undefined;
    if (!(sizeBytes >= 0 && content + sizeBytes <= tar.length)) throw new Error(`the entry ${name} is damaged`);
    const isFile = type === '' || type === '0';
    if (isFile && posix.basename(name) === fileName) return tar.subarray(content, content + sizeBytes);
    at = content + Math.ceil(sizeBytes / tarBlockBytes) * tarBlockBytes;
  }
  return undefined;
}

function textAt(bytes: Buffer, start: number, length: number): string {
  const field = bytes.toString('latin1', start, start + length);
  return field.split('\0')[0]?.trim() ?? '';
}

/** ZIP by its central directory (APPNOTE.TXT 4.3.12 and 4.3.16), since local headers may lack the sizes. */
async function readZipMember(zip: Buffer, fileName: string): Promise<Buffer | undefined> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('it has no end record');
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error('its directory is damaged');
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (posix.basename(name) === fileName && !name.endsWith('/')) return inflateZipEntry(zip, at);
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return undefined;
}

async function inflateZipEntry(zip: Buffer, entry: number): Promise<Buffer> {
  const method = zip.readUInt16LE(entry + 10);
  const packedBytes = zip.readUInt32LE(entry + 20);
  const unpackedBytes = zip.readUInt32LE(entry + 24);
  const local = zip.readUInt32LE(entry + 42);
  // The local header's extra field has its own length, not that of the directory.
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(start, start + packedBytes);
  if (method !== 0 && method !== 8) throw new Error(`it is packed by method ${method}, only 0 and 8 are known`);
  const member = method === 0 ? packed : await inflateRawBytes(packed, limits);
  if (member.length !== unpackedBytes)
    throw new Error(`${member.length} bytes came out, ${unpackedBytes} were expected`);
  return member;
}

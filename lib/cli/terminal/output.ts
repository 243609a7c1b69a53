import { fstatSync, writeSync } from 'node:fs';

/** stdout or stderr. What is written arrives whole, however slowly it is read, or `flush` has the error. */
export interface Output {
  write(text: string): void;
  /** Waits until all of it is taken; the first error, if there was one. */
  flush(): Promise<NodeJS.ErrnoException | undefined>;
}

type Stream = Pick<NodeJS.WriteStream, 'write' | 'on'> & { readonly fd: number; readonly isTTY?: boolean };

/** A reader that has gone wants no more: that is its right, and no error. */
const readerGone = ['EPIPE', 'ECONNRESET', 'EIO', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'];

/** Writes to a stream of this process. */
export function openOutput(stream: Stream): Output {
  let failure: NodeJS.ErrnoException | undefined;
  const onEnd = (error?: NodeJS.ErrnoException | null) => {
    if (error && !readerGone.includes(error.code ?? '')) failure ??= error;
  };
  stream.on('error', onEnd);
  if (isFile(stream)) return { write: (text) => onEnd(writeWhole(stream.fd, text)), flush: async () => failure };
  let last = Promise.resolve();
  return {
    write: (text) => {
      last = new Promise((resolve) => {
        stream.write(text, (error) => {
          onEnd(error);
          resolve();
        });
      });
    },
    flush: async () => {
      await last;
      return failure;
    },
  };
}

/** A file or a device: Node writes to it once, and does not look how much of it was taken. */
function isFile({ fd, isTTY }: Stream): boolean {
  const stat = fstatSync(fd);
  return stat.isFile() || (stat.isCharacterDevice() && isTTY !== true);
}

function writeWhole(fd: number, text: string): NodeJS.ErrnoException | undefined {
  const bytes = Buffer.from(text);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
    return undefined;
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

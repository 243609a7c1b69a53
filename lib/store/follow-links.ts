import { lstatSync, readlinkSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const maxLinks = 40;

/** The file that a path names after all links, whether it exists or not: what is written goes there. */
export function followLinks(path: string): string {
  let file = path;
  for (let links = 0; links < maxLinks; links++) {
    if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return file;
    file = resolve(dirname(file), readlinkSync(file));
  }
  return file;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../store/package-folder.ts';

/** The version in package.json. */
export const toolVersion: string = (
  JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
).version;

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../store/library.ts';

/** The version in package.json. */
export const toolVersion: string = (
  JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string }
).version;

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ArtifactError } from '../../lib/model/errors.ts';

/** The text of a template; an ArtifactError when the installation has lost it. */
export function readTemplate(name: string): string {
  const path = fileURLToPath(new URL(`./${name}`, import.meta.url));
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ArtifactError(`the template ${path} cannot be read: ${(cause as Error).message}`, {
      hint: 'the installation is incomplete: install caseload again',
      cause,
    });
  }
}

import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this package. */
export const packageFolder = fileURLToPath(new URL('../../', import.meta.url));

/** Whether it is a dependency of a project, not a clone of this repository. */
export const isInstalled = packageFolder.includes(`${sep}node_modules${sep}`);

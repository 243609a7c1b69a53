import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { packageFolder } from './package-folder.ts';

/** What a project's files import from `caseload` is this package, wherever they lie and whatever is installed there. */
export const ownApi: Plugin = {
  name: 'own-api',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^caseload$/ }, () => ({ path: join(packageFolder, 'lib/api/index.ts') }));
  },
};

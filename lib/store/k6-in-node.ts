import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const folder = fileURLToPath(new URL('./k6-stand-ins/', import.meta.url));
const computing = ['k6/data', 'k6/crypto', 'k6/encoding'];

/**
 * k6's modules as a scenario may use them at module level when Node reads its name, steps and objectives. What computes
 * data does so: SharedArray, crypto and encoding. All else does nothing, since Node performs no journey.
 */
export const k6InNode: Plugin = {
  name: 'k6-in-node',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^k6($|\/)/ }, ({ path }) => ({
      path: `${folder}${computing.includes(path) ? path.slice('k6/'.length) : 'inert'}.cjs`,
    }));
  },
};

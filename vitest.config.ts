import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const fakes = fileURLToPath(new URL('./test/fakes/k6/', import.meta.url));

export default defineConfig({
  test: {
    // Only k6 has the modules that lib/k6 imports: in the tests they are fakes.
    alias: [
      { find: /^k6$/, replacement: `${fakes}k6.ts` },
      { find: /^k6\/(\w+)$/, replacement: `${fakes}$1.ts` },
    ],
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/closing-line.ts'],
    testTimeout: 30_000,
    hookTimeout: 180_000,
    // Real k6 runs and the shop share two cores: one file after another, so that none disturbs another's timing.
    fileParallelism: false,
  },
});

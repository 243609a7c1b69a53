import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/closing-line.ts'],
    testTimeout: 30_000,
    hookTimeout: 180_000,
    // Real k6 runs and the shop share two cores: one file after another, so that none disturbs another's timing.
    fileParallelism: false,
  },
});

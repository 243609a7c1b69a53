import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import LongFilesEarly from './test/long-files-early.ts';

const fakes = fileURLToPath(new URL('./test/fakes/k6/', import.meta.url));

/** Real k6, PostgreSQL, processes, a browser, or the compiler. */
const real = [
  'test/{e2e,outside,run,scenarios,target}/**/*.test.ts',
  'test/cli/commands/{calibrate,capacity,gate,overload}.test.ts',
  'test/cli/terminal/output.test.ts',
  'test/plan/schedule-real-k6.test.ts',
  'test/reports/html.test.ts',
  'test/results/{large-file,recount}.test.ts',
  'test/store/write-output.test.ts',
];
/** Pure, over thousands of generated inputs or simulated experiments. */
const generated = [
  'test/**/fuzz-*.test.ts',
  'test/bench/capacity.test.ts',
  'test/judge/compare/{compare-counts,compare-runs,success}.test.ts',
  'test/judge/drift-alarms.test.ts',
  'test/reports/{any-result,consistency,escaping}.test.ts',
  'test/results/from-samples.test.ts',
  'test/stats/drift-power.test.ts',
  'test/steppers/*.test.ts',
];

const project = (
  name: string,
  groupOrder: number,
  test: { include: string[]; exclude?: string[]; testTimeout?: number; retry?: number; isolate?: boolean },
) => ({ extends: true as const, test: { name, ...test, sequence: { groupOrder } } });

export default defineConfig({
  test: {
    // Only k6 has the modules that lib/k6 imports: in the tests they are fakes.
    alias: [
      { find: /^k6$/, replacement: `${fakes}k6.ts` },
      { find: /^k6\/(\w+)$/, replacement: `${fakes}$1.ts` },
    ],
    reporters: ['default', './test/closing-line.ts'],
    testTimeout: 30_000,
    hookTimeout: 180_000,
    // Both of two cores, where files may run side by side.
    maxWorkers: 2,
    sequence: { sequencer: LongFilesEarly },
    projects: [
      project('unit', 0, { include: ['test/**/*.test.ts'], exclude: [...real, ...generated], isolate: false }),
      // Nothing but arithmetic: how long it takes is the machine's business.
      project('generated', 1, { include: generated, testTimeout: 180_000, isolate: false }),
      // After the others, because it waits for loads more than it computes.
      // A moment in which the machine does something else may spoil one: it gets a second try, which the last lines tell.
      project('real', 2, { include: real, retry: 1 }),
    ],
  },
});

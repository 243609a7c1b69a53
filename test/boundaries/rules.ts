// The arrow of imports is the arrow of data. What the compiler's projects cannot see, this table does.
export interface Rule {
  readonly folder: string;
  /** Folders (or files, by their path) of the repository that it may import from, beside itself. */
  readonly mayImport: readonly string[];
  /** Folders (or files) of which it may import types, and nothing that runs. */
  readonly mayImportTypes?: readonly string[];
  /** Packages, and modules of Node (`node:`) and k6 (`k6`), that it may import. */
  readonly packages: readonly string[];
  readonly because: string;
}

/** Which room may import what, from the one that imports nothing to the one that nothing imports. */
export const rules: readonly Rule[] = [
  {
    folder: 'lib/contract',
    mayImport: [],
    packages: [],
    because: 'it is what both runtimes share: whatever it imported, both would',
  },
  {
    folder: 'profiles',
    mayImport: ['lib/contract'],
    packages: [],
    because: 'a profile is data; who adds one knows the contract and no stage',
  },
  {
    folder: 'scenarios',
    mayImport: ['lib/contract'],
    packages: [],
    because: 'a scenario runs in k6 and is read by Node, so that it may need neither',
  },
  {
    folder: 'lib/k6',
    mayImport: ['lib/contract'],
    packages: ['k6'],
    because: 'every VU evaluates it, in an engine that has nothing of Node',
  },
  {
    folder: 'lib/model',
    mayImport: ['lib/contract'],
    packages: ['zod'],
    because: 'the documents are what the rooms hand to each other: they know none of them',
  },
  { folder: 'lib/stats', mayImport: [], packages: [], because: 'numbers in, numbers out' },
  {
    folder: 'lib/plan',
    mayImport: ['lib/contract', 'lib/model'],
    packages: ['fastest-levenshtein'],
    because: 'the same request gives the same plan: no effects, and no stage after it',
  },
  {
    folder: 'lib/results',
    mayImport: ['lib/contract', 'lib/model', 'lib/stats', 'lib/plan/schedule.ts'],
    mayImportTypes: ['lib/plan/load-plan.ts'],
    packages: ['node:', '@jridgewell/trace-mapping'],
    because: 'it reads artifacts of any run, also of one that this machine never made',
  },
  {
    folder: 'lib/judge',
    mayImport: ['lib/contract', 'lib/model', 'lib/stats'],
    packages: [],
    because: 'a judgement follows from stored results alone, and can be made again from them',
  },
  {
    folder: 'lib/steppers',
    mayImport: ['lib/model', 'lib/stats', 'lib/judge'],
    packages: [],
    because: 'what to run next follows from the runs so far',
  },
  {
    folder: 'lib/store',
    mayImport: ['lib/contract', 'lib/model', 'lib/plan'],
    packages: ['esbuild', 'node:'],
    because: 'it reads and writes what is on disk, and starts nothing',
  },
  {
    folder: 'lib/run',
    mayImport: [
      'lib/contract',
      'lib/model',
      'lib/plan',
      'lib/store',
      'lib/results/text-encoding.ts',
      'lib/results/input-file.ts',
    ],
    packages: ['esbuild', 'node:', 'pg', 'ws'],
    because: 'effects end where artifacts begin: it judges nothing and prints nothing',
  },
  {
    folder: 'reports',
    mayImport: ['lib/contract', 'lib/model', 'lib/judge'],
    packages: ['handlebars', 'picocolors', 'd3-scale', 'd3-shape', 'node:'],
    because: 'a report only says what was found',
  },
  {
    folder: 'lib/app',
    mayImport: [
      'lib/contract',
      'lib/model',
      'lib/plan',
      'lib/run',
      'lib/store',
      'lib/results',
      'lib/judge',
      'lib/steppers',
    ],
    packages: ['node:'],
    because: 'it puts the stages in their order',
  },
  {
    folder: 'lib/api',
    mayImport: ['lib/contract', 'lib/model'],
    packages: [],
    because: 'it is what a project imports, also into k6',
  },
  {
    folder: 'lib/cli',
    mayImport: ['lib/model', 'lib/plan', 'lib/run', 'lib/store', 'lib/judge', 'lib/steppers', 'lib/app', 'reports'],
    packages: ['commander', 'picocolors', 'node:'],
    because: 'it turns arguments into requests and results into screens',
  },
];

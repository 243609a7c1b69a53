// The arrow of imports is the arrow of data. What the compiler's projects cannot see, this table does.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../lib/store/library.ts';

interface Rule {
  readonly folder: string;
  /** Folders (or files, by their path) of the repository that it may import from, beside itself. */
  readonly mayImport: readonly string[];
  /** Folders (or files) of which it may import types, and nothing that runs. */
  readonly mayImportTypes?: readonly string[];
  /** Packages, and modules of Node (`node:`) and k6 (`k6`), that it may import. */
  readonly packages: readonly string[];
  readonly because: string;
}

const rules: readonly Rule[] = [
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
    packages: ['zod', 'fastest-levenshtein'],
    because: 'the same request gives the same plan: no effects, and no stage after it',
  },
  {
    folder: 'lib/results',
    mayImport: ['lib/contract', 'lib/model', 'lib/stats', 'lib/plan/schedule.ts'],
    mayImportTypes: ['lib/plan/make-plan.ts'],
    packages: ['zod', 'node:'],
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
    packages: ['esbuild', 'zod', 'node:'],
    because: 'it reads and writes what is on disk, and starts nothing',
  },
  {
    folder: 'lib/run',
    mayImport: ['lib/contract', 'lib/model', 'lib/plan', 'lib/store'],
    packages: ['esbuild', 'zod', 'node:'],
    because: 'effects end where artifacts begin: it judges nothing and prints nothing',
  },
  {
    folder: 'reports',
    mayImport: ['lib/contract', 'lib/model', 'lib/judge', 'lib/plan/target-url.ts'],
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
    folder: 'lib/cli',
    mayImport: ['lib/model', 'lib/plan', 'lib/run', 'lib/store', 'lib/judge', 'lib/steppers', 'lib/app', 'reports'],
    packages: ['commander', 'picocolors', 'node:'],
    because: 'it turns arguments into requests and results into screens',
  },
];

/** Words that a pure stage has no use for: its clock, chance and surroundings are parameters. */
const impure =
  /\bDate\.now\b|\bnew Date\(|\bMath\.random\b|\bperformance\b|\bprocess\.|\bglobalThis\b|\bsetTimeout\b|\bfetch\(/;
const pureFolders = ['lib/contract', 'lib/model', 'lib/plan', 'lib/stats', 'lib/judge', 'lib/steppers', 'profiles'];

interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Without comments. */
  readonly code: string;
}

function sourcesOf(folder: string): SourceFile[] {
  return readdirSync(join(projectFolder, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|js)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => {
      const path = relative(projectFolder, join(entry.parentPath, entry.name));
      const text = readFileSync(join(projectFolder, path), 'utf8');
      return { path, text, code: text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\\])\/\/.*$/gm, '') };
    });
}

/** What a file imports: paths of the repository for relative words, packages as they stand. */
function importsOf({ path, code }: SourceFile): string[] {
  const words = [
    ...code.matchAll(/^\s*(?:import|export)\s[^'"`;()=]*\bfrom\s*['"]([^'"]+)['"]/gm),
    ...code.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm),
    ...code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g),
  ];
  return words.map(([, word = '']) => {
    return word.startsWith('.') ? relative(projectFolder, join(projectFolder, dirname(path), word)) : word;
  });
}

/** What of it is only a type: gone when the file runs. */
const typesImportedBy = ({ path, code }: SourceFile): string[] =>
  importsOf({
    path,
    text: code,
    code: (code.match(/^\s*(?:import|export) type\s[^'"`;()=]*\bfrom\s*['"][^'"]+['"]/gm) ?? []).join('\n'),
  });

const lies = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
const isPackage = (word: string, name: string) => (name === 'node:' ? word.startsWith(name) : lies(word, name));

describe('imports', () => {
  it.each(rules.map((rule) => [rule.folder, rule.because, rule] as const))(
    'of %s keep to its rule: %s',
    (folder, _because, { mayImport, mayImportTypes = [], packages }) => {
      const files = sourcesOf(folder);
      expect(files.length).toBeGreaterThan(0);
      const strays = files.flatMap((file) => {
        const types = typesImportedBy(file).filter((word) => mayImportTypes.some((allowed) => lies(word, allowed)));
        // A file may import both, so that each is taken away once.
        const words = importsOf(file);
        for (const word of types) words.splice(words.indexOf(word), 1);
        return words
          .filter((word) => ![folder, ...mayImport].some((allowed) => lies(word, allowed)))
          .filter((word) => !packages.some((name) => isPackage(word, name)))
          .map((word) => `${file.path} imports ${word}`);
      });
      expect(strays).toEqual([]);
    },
  );

  it('are ruled for every folder of lib', () => {
    const folders = readdirSync(join(projectFolder, 'lib'), { withFileTypes: true });
    const ruled = rules.map(({ folder }) => folder);
    for (const { name } of folders) expect(ruled).toContain(`lib/${name}`);
  });

  it('of a rule are needed: each permission is used, so that the table is as strict as it can be', () => {
    const unused = rules.flatMap(({ folder, mayImport, mayImportTypes = [], packages }) => {
      const words = sourcesOf(folder).flatMap(importsOf);
      return [
        ...[...mayImport, ...mayImportTypes].filter((allowed) => !words.some((word) => lies(word, allowed))),
        ...packages.filter((name) => !words.some((word) => isPackage(word, name))),
      ].map((permission) => `${folder} → ${permission}`);
    });
    expect(unused).toEqual([]);
  });

  it('name their file with its ending, as k6, Node and the bundler all want it', () => {
    const strays = rules.flatMap(({ folder }) =>
      sourcesOf(folder).flatMap((file) =>
        importsOf(file)
          .filter(
            (word) => !/^[a-z@]/.test(word) || lies(word, 'lib') || lies(word, 'scenarios') || lies(word, 'reports'),
          )
          .filter((word) => !/\.(ts|mjs|json)$/.test(word))
          .map((word) => `${file.path} imports ${word}`),
      ),
    );
    expect(strays).toEqual([]);
  });
});

describe('a pure stage', () => {
  it.each(pureFolders)('%s has no clock, no chance and no surroundings', (folder) => {
    const strays = sourcesOf(folder).flatMap(({ path, code }) =>
      code.split('\n').flatMap((line) => (impure.test(line) ? [`${path}: ${line.trim()}`] : [])),
    );
    expect(strays).toEqual([]);
  });
});

describe('the console', () => {
  it('is used nowhere in lib and reports: the command line writes through its terminal', () => {
    // In k6 it is the way out of a VU.
    const free = (path: string) => lies(path, 'lib/cli') || path === 'lib/k6/channel.ts';
    const strays = ['lib', 'reports', 'scenarios', 'profiles'].flatMap((folder) =>
      sourcesOf(folder).filter(({ path, code }) => !free(path) && /\bconsole\./.test(code)),
    );
    expect(strays.map(({ path }) => path)).toEqual([]);
  });

  it('and the words, streams and exit of the process belong to the command line alone', () => {
    const own = /(?<![.\w])process\.(exit\b|exitCode|argv|stdout|stderr|stdin)/;
    // The reaper is a process of its own, which outlives the harness.
    const free = (path: string) => lies(path, 'lib/cli') || path === 'lib/run/process/reaper.mjs';
    const strays = ['lib', 'reports'].flatMap((folder) =>
      sourcesOf(folder).filter(({ path, code }) => !free(path) && own.test(code)),
    );
    expect(strays.map(({ path }) => path)).toEqual([]);
  });
});

describe('this table', () => {
  it.each<[string, string, string[]]>([
    ['a static import', "import { a } from './b.ts';", ['lib/x/b.ts']],
    ['an import over lines', "import {\n  a,\n  b,\n} from '../c/d.ts';", ['lib/c/d.ts']],
    ['a type', "import type { A } from 'k6/http';", ['k6/http']],
    ['a side effect', "import 'node:fs';", ['node:fs']],
    ['a re-export', "export { a } from './b.ts';", ['lib/x/b.ts']],
    ['a dynamic import', "const a = await import('zod');", ['zod']],
    ['no text that only looks like one', 'export const text = "imports a from \'x\'";', []],
    ['no comment', "// import { a } from 'x';\n/* import 'y'; */", []],
  ])('sees %s', (_what, text, words) => {
    const code = text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\\])\/\/.*$/gm, '');
    expect(importsOf({ path: 'lib/x/a.ts', text, code })).toEqual(words);
  });

  it.each<[string, string, string[]]>([
    ['a type', "import type { A } from './b.ts';", ['lib/x/b.ts']],
    ['a type that is handed on', "export type { A } from './b.ts';", ['lib/x/b.ts']],
    ['no value', "import { type A, b } from './b.ts';", []],
    ['no value after a type', "import type { A } from './b.ts';\nimport { c } from './c.ts';", ['lib/x/b.ts']],
  ])('takes for a type %s', (_what, code, words) => {
    expect(typesImportedBy({ path: 'lib/x/a.ts', text: code, code })).toEqual(words);
  });

  it.each(['Date.now()', 'new Date()', 'Math.random()', 'process.env.HOME', 'setTimeout(f)'])('sees %s', (word) => {
    expect(impure.test(`const a = ${word};`)).toBe(true);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFolder } from '../lib/store/package-folder.ts';
import { pathsOfPage, roomsOfPage, walkOfPage } from './boundaries/architecture-page.ts';
import { circlesOf } from './boundaries/circles.ts';
import { rules } from './boundaries/rules.ts';
import {
  importsAtOnce,
  importsOf,
  isPackage,
  lies,
  sourcesOf,
  typesImportedBy,
  withoutComments,
} from './boundaries/sources.ts';

/** Words that a pure stage has no use for: its clock, chance and surroundings are parameters. */
const impure =
  /\bDate\.now\b|\bnew Date\(|\bMath\.random\b|\bperformance\b|\bprocess\.|\bglobalThis\b|\bsetTimeout\b|\bfetch\(/;
const pureFolders = ['lib/contract', 'lib/model', 'lib/plan', 'lib/stats', 'lib/judge', 'lib/steppers', 'profiles'];

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
    const folders = readdirSync(join(packageFolder, 'lib'), { withFileTypes: true });
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

describe('no import goes in a circle, types included', () => {
  const files = ['lib', 'reports', 'scenarios', 'profiles'].flatMap(sourcesOf);

  it('between files', () => {
    expect(files.length).toBeGreaterThan(200);
    expect(circlesOf(new Map(files.map((file) => [file.path, importsOf(file)])))).toEqual([]);
  });

  it('between rooms', () => {
    const roomOf = (path: string) => rules.find(({ folder }) => lies(path, folder))?.folder ?? path;
    const graph = rules.map(({ folder, mayImport, mayImportTypes = [] }) => {
      return [folder, [...mayImport, ...mayImportTypes].map(roomOf)] as const;
    });
    expect(circlesOf(new Map(graph))).toEqual([]);
  });

  it.each<[string, Record<string, string[]>, string[][]]>([
    ['none in a tree, nor where two ways lead to one end', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, []],
    ['a file that imports itself', { a: ['a'] }, [['a']]],
    ['two files', { a: ['b'], b: ['a', 'c'], c: [] }, [['a', 'b']]],
    ['a longer way back, met late', { x: ['a'], a: ['b'], b: ['c'], c: ['d', 'a'], d: [] }, [['a', 'b', 'c']]],
    [
      'each of two circles',
      { a: ['b'], b: ['a', 'c'], c: ['d'], d: ['c'] },
      [
        ['c', 'd'],
        ['a', 'b'],
      ],
    ],
  ])('as a look at small graphs shows: %s', (_what, graph, circles) => {
    expect(circlesOf(new Map(Object.entries(graph)))).toEqual(circles);
  });
});

describe('the start of the command line', () => {
  function loadedWith(start: string): string[] {
    const files = new Map(['lib', 'reports'].flatMap(sourcesOf).map((file) => [file.path, file]));
    const loaded = new Set([start]);
    for (const path of loaded) {
      const file = files.get(path);
      for (const word of file === undefined ? [] : importsAtOnce(file)) loaded.add(word);
    }
    return [...loaded];
  }

  it('loads neither zod nor the bundler nor a template: --version and --help answer at once', () => {
    const loaded = loadedWith('lib/cli/main.ts');
    expect(loaded.filter((word) => ['zod', 'esbuild', 'handlebars'].includes(word))).toEqual([]);
    expect(loaded).toContain('commander');
  });
});

describe('docs/architecture.md', () => {
  it('has the rooms and what they may import as they are enforced here', () => {
    const rooms = rules.map(({ folder, mayImport, mayImportTypes = [] }) => {
      return { folder, mayImport: [...mayImport, ...mayImportTypes] };
    });
    expect(roomsOfPage()).toEqual(rooms);
  });

  /** Whether there is such a path; `<name>` and `*` stand for any name. */
  function exists(path: string, folder = ''): boolean {
    const [first = '', ...rest] = path.split('/').filter(Boolean);
    const name = new RegExp(`^${first.replaceAll('.', '\\.').replace(/<\w+>|\*/g, '.+')}$`);
    return readdirSync(join(packageFolder, folder), { withFileTypes: true })
      .filter((entry) => name.test(entry.name))
      .some((entry) => {
        return rest.length === 0 || (entry.isDirectory() && exists(rest.join('/'), join(folder, entry.name)));
      });
  }

  it('walks from argv to exit code in at most 25 stops, each of which calls the next', () => {
    const walk = walkOfPage();
    expect(walk.length).toBeGreaterThan(20);
    expect(walk.length).toBeLessThanOrEqual(25);
    const sourceOf = (file: string) => readFileSync(join(packageFolder, file), 'utf8');
    const isWrong = ({ file, name, caller }: (typeof walk)[number]) =>
      !new RegExp(`function ${name}\\(|const ${name}[ :]|async ${name}\\(`).test(sourceOf(file)) ||
      (caller !== undefined && !new RegExp(`\\b${name}\\(`).test(sourceOf(caller.file)));
    expect(walk.filter(isWrong).map(({ file, name }) => `${file} ${name}`)).toEqual([]);
  });

  it('names files that there are', () => {
    const paths = pathsOfPage();
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => !exists(path))).toEqual([]);
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
    // The reaper is a process of its own, which outlives the harness; the other keeps a user's file from ending ours.
    const others = ['lib/run/process/reaper.mjs', 'lib/store/evaluate-module.ts'];
    const free = (path: string) => lies(path, 'lib/cli') || others.includes(path);
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
    expect(importsOf({ path: 'lib/x/a.ts', text, code: withoutComments(text) })).toEqual(words);
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

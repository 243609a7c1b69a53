// `npm run check:words`: words that only we would understand, or that no colleague would say aloud. Each line of the
// list has the word of the field to write instead. Ordinary English is free.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const replacements: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\b(RunWords|parse-run-words|the words (are|is) wrong)\b/, 'args, RunArgs, "invalid options"'],
  [/\b[a-z]*[Tt]eller\b|\btell[A-Z]\w*|\btold(Findings|By)\b/, 'print, progress, reportable'],
  [/\b(hold|held|holds|holding) (it |them |others |runs |the run )?against\b|\bheldAgainst\b/i, 'compare with'],
  [/\bno plateau held\b/i, 'no steady rate was tested'],
  [/\bthe books\b|\bown books\b|\btold its\b|\bkeeps? books\b/i, 'data integrity check, accounting of journeys'],
  [/\bcut off\b|\bcutOff\b|\bdied at\b/i, 'unfinished, failed at'],
  [/\bdue by the profile\b|\bto an end of their own\b/i, 'planned, finished'],
  [
    /\bcustomers? (made|signed up|charged) (and charged )?beforehand\b|\bmade beforehand\b|\bstood for two\b/i,
    'prepared users',
  ],
  [
    /\btrial journey\b|\bspeaks? the contract\b/i,
    'pre-check, "the API answered differently from what the scenario expects"',
  ],
  [/\b(most|least|fewest|usual)[A-Z]\w*|\b(isAnew|mayBeHuge)\b/, 'maxX, minX, defaultX, rebuild, allowLarge'],
  [/\b(whoever|lest|thereof)\b|\bthe very (same|k6|script|host|double|socket)\b/i, 'any user, so that … not, the same'],
  [/\bas (it|they) stands?\b|\bcame to (its|their) end\b|\bmade anew\b|\bdrawn anew\b/i, 'unchanged, ended, resampled'],
  [/\b(knobs?|[a-z]+Beside|[A-Za-z]+[a-z0-9]Words)\b/, 'setting, percentNear, …Prose, …Args'],
  [/\bin good order\b|\bvouch(es)? for\b|\bby turns\b|\bdecides? nothing\b/i, 'say it plainly'],
];

const folders = ['lib', 'reports', 'scenarios', 'profiles', 'docs', 'bench', 'test', 'README.md', 'CHANGELOG.md'];
const own = 'test/check-words.ts';

const files = execFileSync('git', ['ls-files', '--', ...folders], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => /\.(ts|mjs|js|md|hbs)$/.test(path) && path !== own && !path.includes('/golden/'));

const found = files.flatMap((path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      replacements
        .filter(([pattern]) => pattern.test(line))
        .map(([pattern, instead]) => `${path}:${index + 1}: '${pattern.exec(line)?.[0]}': write ${instead}`),
    ),
);
for (const line of found) console.error(line);
process.exit(found.length === 0 ? 0 : 1);

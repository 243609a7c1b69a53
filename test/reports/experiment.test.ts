import { describe, expect, test } from 'vitest';
import { usualTerms } from '../../lib/judge/compare/compare-metric.ts';
import { compareRuns } from '../../lib/judge/compare/compare-runs.ts';
import type { Calibration } from '../../lib/model/calibration.ts';
import type { Experiment } from '../../lib/model/experiment.ts';
import { renderers } from '../../reports/formats/all.ts';
import { githubAnnotations } from '../../reports/formats/github.ts';
import { type ExperimentInput, experimentView } from '../../reports/views/experiment.ts';
import { comparedResult, setOf } from '../judge/compare/runs.ts';
import { codes, languages } from './inputs.ts';
import { schemaErrors } from './junit-schema.ts';

const runs = (factor: number) =>
  Array.from({ length: 8 }, (_, index) => comparedResult({ p95Ms: 100 * factor * (1 + 0.01 * (index % 3)) }));
const base = setOf('main', runs(1));
const comparison = compareRuns(base, setOf('the working tree', runs(1.3)), [], usualTerms, false);

const run = (name: string, label: string, group: number, isDiscarded = false): Experiment['runs'][number] => ({
  ...{ name, label, group, isDiscarded, objectives: 'PASS', validity: isDiscarded ? 'INVALID' : 'VALID' },
});

const experiment: Experiment = {
  schemaVersion: 1,
  kind: 'gate',
  toolVersion: '0.1.0',
  startedAt: '2026-01-02T03:04:05.000Z',
  scenario: 'e2e',
  profile: 'constant',
  subject: 'the working tree against main',
  command: 'npm run caseload -- gate -s e2e -p constant --against main',
  budgetMs: 1_800_000,
  state: 'finished',
  detail: null,
  runs: [run('run-1', 'pair 1, base', 0, true), run('run-2', 'pair 1, base', 1), run('run-3', 'pair 1, candidate', 1)],
};

const calibration: Calibration = {
  schemaVersion: 1,
  calibratedAt: '2026-01-02T03:04:05.000Z',
  fingerprint: base.fingerprint,
  pairs: 10,
  alpha: 0.05,
  latencyLimit: 0.1,
  noise: [{ kind: 'p95', step: 'order', sd: 0.041, detectable: 0.083 }],
  falseAlarms: { gates: 2_000, ratio: 0.044 },
  recommendedPairs: 7,
};

const inputs: readonly (readonly [name: string, input: ExperimentInput])[] = [
  ['a gate', { experiment, comparison }],
  ['a calibration', { experiment: { ...experiment, kind: 'calibration', subject: 'the shop' }, calibration }],
  ['one that failed', { experiment: { ...experiment, state: 'failed', detail: 'there is no k6', runs: [] } }],
];
const all = inputs.flatMap(([name, input]) => codes.map((code) => [name, code, input] as const));

describe('the report of an experiment', () => {
  test.each(all)(
    'is there in every format, of %s in %s, with the command that repeats it',
    async (_name, code, input) => {
      const document = experimentView(input, languages[code]);
      for (const format of ['terminal', 'markdown', 'html', 'github'] as const) {
        const text = renderers[format](document);
        expect(text).toContain(experiment.command);
        expect(text).toContain(input.experiment.subject);
        expect(text.replace(/<script[\s\S]*<\/script>/, '')).not.toMatch(/undefined|NaN|\[object|\{\{/);
      }
      expect(await schemaErrors(renderers.junit(document))).toEqual([]);
      expect(JSON.parse(renderers.json(document))).toMatchObject({ experiment: input.experiment });
      expect(renderers.csv(document).trimEnd().split('\r\n')).toHaveLength(input.experiment.runs.length + 1);
    },
  );

  test('says what it came to first, then of which runs', () => {
    const text = renderers.markdown(experimentView({ experiment, comparison }, languages.en));
    expect(text).toMatch(/^# Gate: the working tree against main `e2e × constant`\n\n\*\*Worse: /);
    expect(text).toContain('It has its answer. 2 runs count, 1 was repeated. The time budget was 30 min.');
    expect(text).toContain('| run-1 | pair 1, base | INVALID | PASS | no, repeated |');
  });

  test('of a calibration says how many pairs a gate needs, and what it can find', () => {
    const text = renderers.terminal(experimentView(inputs[1]?.[1] as ExperimentInput, languages.en));
    expect(text).toContain('A gate of this load on this host needs 7 pairs of runs.');
    expect(text).toContain('Of 2,000 simulated gates 4.4 % called the target worse than itself.');
    expect(text).toMatch(/order p95 +4\.1 % +8\.3 %/);
  });

  test('annotates the change with what the gate came to', () => {
    const [line] = githubAnnotations(experimentView({ experiment, comparison }, languages.en));
    expect(line).toMatch(/^::error title=Gate%3A the working tree against main::WORSE: Worse: /);
  });
});

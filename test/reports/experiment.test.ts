import { describe, expect, test } from 'vitest';
import { githubAnnotations } from '../../reports/formats/github.ts';
import { type ExperimentInput, experimentView } from '../../reports/views/experiment.ts';
import { calibration, comparison, experiment, gateInput } from './experiments.ts';
import { codes, languages } from './inputs.ts';
import { schemaErrors } from './junit-schema.ts';
import { renderers } from './renderers.ts';

const inputs: readonly (readonly [name: string, input: ExperimentInput])[] = [
  ['a gate', gateInput],
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
    expect(text).toMatch(
      /^# Gate: the working tree against main `e2e × constant`\n\nAgainst baseline \*\*WORSE\*\*\n\n\*\*Worse: /,
    );
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

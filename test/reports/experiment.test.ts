import { describe, expect, test } from 'vitest';
import type { Capacity } from '../../lib/model/capacity.ts';
import type { Confirmation } from '../../lib/model/confirmation.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import { githubAnnotations } from '../../reports/formats/github.ts';
import { type ExperimentInput, experimentView } from '../../reports/views/experiment.ts';
import { sampleCapacity, sampleConfirmation, sampleOverload, sampleSweep } from './experiment-samples.ts';
import { calibration, comparison, experiment, gateInput } from './experiments.ts';
import { codes, languages } from './inputs.ts';
import { schemaErrors } from './junit-schema.ts';
import { renderers } from './renderers.ts';

type CapacityTrial = Capacity['trials'][number];

const verdict: Verdict = { schemaVersion: 2, validity: 'VALID', objectives: 'PASS', baseline: 'WORSE', exitCode: 4 };
const capacityInput: ExperimentInput = {
  experiment: { ...experiment, kind: 'capacity' },
  capacity: sampleCapacity,
};
const inputs: readonly (readonly [name: string, input: ExperimentInput])[] = [
  ['a gate', gateInput],
  ['a calibration', { experiment: { ...experiment, kind: 'calibration' }, calibration }],
  ['a capacity search', capacityInput],
  ['overloads', { experiment: { ...experiment, kind: 'overload' }, overload: sampleOverload }],
  ['a sweep', { experiment: { ...experiment, kind: 'sweep' }, sweep: sampleSweep }],
  ['a diagnosis', { experiment: { ...experiment, kind: 'diagnosis' }, confirmation: sampleConfirmation }],
  ['one that failed', { experiment: { ...experiment, state: 'failed', detail: 'there is no k6', runs: [] } }],
];
/** What a CSV has a line of. */
const linesOf = ({
  capacity,
  overload,
  sweep,
  confirmation,
  experiment: { runs },
}: ExperimentInput): readonly unknown[] =>
  capacity?.trials ?? overload?.steps ?? sweep?.points.flatMap((point) => point.runs) ?? confirmation?.runs ?? runs;
const subjects = { en: 'the working tree against main', ko: 'the working tree(기준: main)' };
const all = inputs.flatMap(([name, input]) => codes.map((code) => [name, code, input] as const));

describe('the report of an experiment', () => {
  test.each(all)(
    'is there in every format, of %s in %s, with the command that repeats it',
    async (_name, code, input) => {
      const document = experimentView(input, languages[code]);
      for (const format of ['terminal', 'markdown', 'html', 'github'] as const) {
        const text = renderers[format](document);
        expect(text).toContain(experiment.command);
        expect(text).toContain(subjects[code]);
        expect(text.replace(/<script[\s\S]*<\/script>/, '')).not.toMatch(/undefined|NaN|\[object|\{\{/);
      }
      expect(await schemaErrors(renderers.junit(document))).toEqual([]);
      expect(JSON.parse(renderers.json(document))).toMatchObject({ experiment: input.experiment });
      expect(renderers.csv(document).trimEnd().split('\r\n')).toHaveLength(linesOf(input).length + 1);
    },
  );

  test('says what it came to first, then of which runs', () => {
    const text = renderers.markdown(experimentView({ experiment, comparison }, languages.en));
    expect(text).toMatch(
      /^# Gate: the working tree against main `e2e × constant`\n\nAgainst the base \*\*WORSE\*\*\n\n\*\*Worse: /,
    );
    expect(text).toContain('It is finished. 2 runs count, 1 was repeated. The time budget was 30 min.');
    expect(text).toContain('| run-1 | pair 1, base | INVALID | PASS | no, repeated, generator-saturated |');
  });

  test('of a calibration says how many pairs a gate needs, and what it can find', () => {
    const text = renderers.terminal(experimentView(inputs[1]?.[1] as ExperimentInput, languages.en));
    expect(text).toContain('needs 7 pairs of runs to find journeys that take 10 % longer, in 9 of 10 cases.');
    expect(text).toContain('Of 2,000 simulated gates, 4.4 % called the target worse than itself.');
    expect(text).toMatch(/order p95 +4\.1 % +8\.3 %/);
  });

  test('of a capacity search says the rate first, what decides it, and what each trial came to', () => {
    const text = renderers.markdown(experimentView(capacityInput, languages.en));
    expect(text).toMatch(
      /\*\*41\.3\/s is the highest rate that meets the objectives; nominal 90 % interval 39\.8\/s to 43\/s\.\*\*/,
    );
    expect(text).toContain('At the same rate the target was faster or slower at the end');
    expect(text).toContain('The objective that decides: p(95) &lt; 800 ms');
    expect(text).toContain('| refine | 40 | 20 s | 40 | 120 ms | 4 % (5 % allowed) | met |');
    expect(text).toContain('| scout | 64 | 20 s | 64 | 120 ms | 60 % (5 % allowed) | overloaded, ended early |');
    expect(renderers.html(experimentView(capacityInput, languages.ko))).toContain('<circle class="point good"');
  });

  test('of a capacity search says where only a lower rate could be held, and how many runs are SUSPECT', () => {
    const [baseline, scout, refine] = sampleCapacity.trials as [CapacityTrial, CapacityTrial, CapacityTrial];
    const confirm = { ...refine, purpose: 'confirm' as const };
    const bad = scout.seconds.bad;
    const trials = [baseline, { ...confirm, seconds: { ...confirm.seconds, bad } }, { ...confirm, rateRps: 38 }];
    const answer = { ...sampleCapacity.answer, confirmedRps: 38 };
    const runs = experiment.runs.map((run) => ({ ...run, validity: 'SUSPECT' as const }));
    const input = {
      experiment: { ...capacityInput.experiment, runs },
      capacity: { ...sampleCapacity, trials, answer } as typeof sampleCapacity,
    };
    const text = renderers.terminal(experimentView(input, languages.en));
    expect(text).toContain(
      'The highest rate that meets the objectives is near 41.3/s, but only 38/s could be held for a minute; ' +
        'nominal 90 % interval 39.8/s to 43/s.',
    );
    expect(text).toContain('2 runs count, 1 was repeated; 2 of them SUSPECT, for reasons that their reports give.');
    expect(renderers.terminal(experimentView(input, languages.ko))).toContain('1분간 유지한 것은');
  });

  test('of a gate on capacity is a failed test, where the rate is too low', () => {
    const low: Verdict = { ...verdict, objectives: 'FAIL', baseline: null, exitCode: 1, aboveRps: 50 };
    const junit = renderers.junit(experimentView({ ...capacityInput, verdict: low }, languages.en));
    expect(junit).toMatch(
      /<testcase [^>]*name="The sustainable rate is above 50\/s"[^>]*>\s*<failure [^>]*message="41\.3\/s is/,
    );
  });

  test('of overloads says what is kept, and whether data and speed come back', () => {
    const input = inputs.find(([name]) => name === 'overloads')?.[1] as ExperimentInput;
    const text = renderers.terminal(experimentView(input, languages.en));
    expect(text).toContain('It lets journeys wait: beyond its sustainable rate of 40/s it completes as much as before');
    expect(text).toContain('At the latest 4.2 s after the load was gone it was as fast as before');
    expect(text).toContain('Its data was not consistent afterwards');
    expect(text).toMatch(/1\.5× +60 +40\.2 +1\.8 +4\.5 % +4\.2 s +met/);
  });

  test('of a diagnosis says what was predicted and what was measured', () => {
    const pageOf = (changes: Partial<Confirmation>) => {
      const confirmation = { ...sampleConfirmation, ...changes };
      const input = { experiment: { ...experiment, kind: 'diagnosis' as const }, confirmation };
      return renderers.terminal(experimentView(input, languages.en)).replace(/\s+/g, ' ');
    };
    const text = pageOf({});
    expect(text).toContain('Confirmed: DB_POOL_SIZE from 3 to 6 changed the journeys completed per second by +90 %');
    expect(text).toContain('(+82 % to +98 %); +84 % was predicted (+60 % to +100 %).');
    expect(text).toContain('What limits it from 80/s on: all 3 connections of the pool are in use.');
    expect(text).toContain('the next limit should be the same one, at a higher rate.');
    expect(text).toMatch(/run-2 DB_POOL_SIZE=6 91.* 900 ms nothing/);
    expect(
      pageOf({ outcome: 'refuted', measured: { factor: 1.02, low: 0.98, high: 1.06, confidence: 0.9 } }),
    ).toContain('Refuted: DB_POOL_SIZE from 3 to 6 changed the journeys completed per second by +2 % only');
    expect(pageOf({ outcome: 'no-change', prediction: null, measured: null, runs: [] })).toContain(
      'no setting of this target is known that would move it',
    );
    expect(pageOf({ outcome: 'nothing-limits', diagnosis: null, prediction: null, measured: null })).toContain(
      'Nothing limits the target under this load: raise the rate.',
    );
  });

  test('of a sweep says which setting is enough, which are slower, and which fail', () => {
    const input = { experiment: { ...experiment, kind: 'sweep' as const }, sweep: sampleSweep };
    const text = renderers.terminal(experimentView(input, languages.en));
    expect(text).toContain('DB_POOL_SIZE=10 is enough: as far as this sweep can see, no slower than DB_POOL_SIZE=20');
    expect(text).toContain('DB_POOL_SIZE=2 is slower: +120 % (+90 % to +160 %).');
    expect(text).toContain('With DB_POOL_SIZE=0 the target fails: it died under the load.');
    expect(text).toMatch(/DB_POOL_SIZE=10 +102 ms +\+2 % \(−10 % to \+16 %\) +100 % +no worse/);
    const html = renderers.html(experimentView(input, languages.ko));
    expect(html.match(/<circle class="point/g)).toHaveLength(3);
    const points = sampleSweep.points.map((point) => ({ ...point, value: null, interval: null }));
    const unknown = experimentView({ ...input, sweep: { ...sampleSweep, points } }, languages.en);
    expect(html).toContain('role="img"');
    expect(renderers.html(unknown)).not.toContain('role="img"');
    const same = { ...sampleSweep, points: sampleSweep.points.filter(({ result }) => /best|same/.test(result)) };
    expect(renderers.terminal(experimentView({ ...input, sweep: same }, languages.en))).toContain(
      'No difference that this sweep could see: it would have seen one of 12 % or more.',
    );
    const ofGoodput = renderers.terminal(
      experimentView({ ...input, sweep: { ...sampleSweep, metric: 'goodput' } }, languages.en),
    );
    expect(ofGoodput).toContain('no worse than DB_POOL_SIZE=20, with which most journeys ended well.');
    expect(ofGoodput).toMatch(/DB_POOL_SIZE=10 +102\/s /);
  });

  test('of a gate that is not decided after all its pairs does not say that it has an answer', () => {
    const undecided = { ...comparison, verdict: 'INCONCLUSIVE' as const };
    const text = (state: 'finished' | 'budget-spent', code: 'en' | 'ko') =>
      renderers.markdown(
        experimentView({ experiment: { ...experiment, state }, comparison: undecided }, languages[code]),
      );
    expect(text('finished', 'en')).toContain('It made all of its runs, and the answer is still not clear.');
    expect(text('finished', 'en')).not.toContain('It is finished');
    expect(text('finished', 'ko')).toContain('답이 분명하지 않습니다');
    expect(text('budget-spent', 'en')).toContain('The time budget ran out before the answer was clear.');
  });

  test('shows the objectives of the candidate beside those of the base', () => {
    const objective = { kind: 'latency', percentile: 95, belowMs: 800 } as const;
    const side = { runs: 4, lacking: 0, isLowerBound: false };
    const missed = { ...side, missed: 3, value: 1_200, isLowerBound: true };
    const warned = { ...side, missed: 1, value: 700 };
    const lacking = { ...side, missed: 0, lacking: 2, value: null };
    const of = (b: typeof missed | typeof lacking) => ({
      objective,
      unit: 'ms' as const,
      a: { ...side, missed: 0, value: 300 },
      b,
    });
    const input = { experiment, comparison: { ...comparison, objectives: [of(missed), of(warned), of(lacking)] } };
    const text = renderers.markdown(experimentView(input, languages.en));
    expect(text).toContain('|  | objective | A (base) | B | missed by A | missed by B |');
    expect(text).toContain('| ✗ | p(95) &lt; 800 ms | 300 ms | ≥ 1.20 s | 0 of 4 runs | 3 of 4 runs |');
    expect(text).toContain('| ! | p(95) &lt; 800 ms | 300 ms | 700 ms | 0 of 4 runs | 1 of 4 runs |');
    expect(text).toContain('| ? | p(95) &lt; 800 ms | 300 ms | — | 0 of 4 runs | 0 of 4 runs, 2 without data |');
    const junit = renderers.junit(experimentView(input, languages.ko));
    expect(junit).toContain('4회 중 3회');
    expect(junit.match(/<failure/g)?.length).toBeGreaterThan(2);
  });

  test('shows what the candidate did that fails the gate', () => {
    const gate = {
      runs: { base: 4, candidate: 3 },
      failures: [
        { kind: 'target-died', base: 0, candidate: 1 },
        { kind: 'data-integrity', base: 2, candidate: 0 },
      ],
      ...{ missed: { base: 0, candidate: 1 }, repeated: [] },
    } satisfies Verdict['gate'];
    const input = { experiment, verdict: { ...verdict, gate } };
    const text = renderers.markdown(experimentView(input, languages.en));
    expect(text).toContain('| ✗ | it died under the load | 0 of 4 runs | 1 of 3 runs |');
    expect(text).toContain('| ! | its data was not consistent after the load | 2 of 4 runs | 0 of 3 runs |');
    expect(renderers.markdown(experimentView(input, languages.ko))).toContain('| 4회 중 0회 | 3회 중 1회 |');
    const junit = renderers.junit(experimentView(input, languages.en));
    expect(junit).toMatch(/name="it died under the load"[^>]*>\s*<failure [^>]*candidate: 1 of 3 runs"/);
    expect(junit.match(/<failure/g)).toHaveLength(1);
  });

  test('is Korean in Korean, but for names', () => {
    const own = { ...experiment, subject: 'the reference shop, DB_POOL_SIZE=20 against the reference shop' };
    const text = renderers.markdown(experimentView({ ...gateInput, experiment: own }, languages.ko));
    expect(text).toContain('게이트: 참조 상점, DB\\_POOL\\_SIZE=20(기준: 참조 상점)');
    expect(text).toContain('1번째 쌍, 후보');
    expect(text).not.toMatch(/pair|base\b|candidate|reference shop/);
    expect(text).not.toMatch(/\d %/);
  });

  test('names the confidence of each interval that is not of the one in the header', () => {
    const text = renderers.markdown(experimentView(gateInput, languages.en));
    expect(text).toContain('| 90 % interval |');
    expect(text).toContain('−0.05 points – +0.05 points (95 %) |');
    expect(text).toMatch(/50\.0 ms \| 50\.0 ms \| no change \|/);
  });

  test('names no baseline where there is none', () => {
    for (const code of ['en', 'ko'] as const) {
      const text = renderers.markdown(experimentView({ ...gateInput, verdict }, languages[code]));
      expect(text).not.toMatch(/baseline|베이스라인/i);
    }
  });

  test('of a search without an answer has the highest rate that met the objectives, and no table of dashes', () => {
    const none = { rateRps: null, interval: null };
    const answer = { ...sampleCapacity.answer, ...none, limits: [none, none], flags: ['stopped' as const] };
    const kind = 'capacity' as const;
    const of = (trials: typeof sampleCapacity.trials) =>
      renderers.markdown(
        experimentView(
          { experiment: { ...experiment, kind }, capacity: { ...sampleCapacity, trials, answer } },
          languages.en,
        ),
      );
    const text = of(sampleCapacity.trials);
    expect(text).toContain('- The highest rate of a trial that met the objectives: 40/s, for 20 s');
    expect(text).not.toContain('Each objective by itself');
    expect(of(sampleCapacity.trials.slice(1, 2))).not.toContain('The highest rate of a trial');
  });

  test('of a calibration that ended early says that nothing was stored, unless it still runs', () => {
    const of = (state: 'running' | 'interrupted') =>
      renderers.markdown(experimentView({ experiment: { ...experiment, kind: 'calibration', state } }, languages.en));
    expect(of('interrupted')).toContain('No calibration was stored: it ended before there were enough pairs');
    expect(of('running')).not.toContain('No calibration');
  });

  test('of an overload that was never made says nothing of the data after it', () => {
    const of = (steps: typeof sampleOverload.steps) =>
      renderers.markdown(
        experimentView(
          {
            experiment: { ...experiment, kind: 'overload' },
            overload: { ...sampleOverload, isConsistent: true, steps },
          },
          languages.en,
        ),
      );
    expect(of(sampleOverload.steps)).toContain('Its data was consistent after all of it');
    expect(of([])).not.toContain('consistent');
  });

  test('annotates the change with what the gate came to', () => {
    const [line] = githubAnnotations(experimentView({ experiment, comparison }, languages.en));
    expect(line).toMatch(/^::error title=Gate%3A the working tree against main::WORSE: Worse: /);
  });
});

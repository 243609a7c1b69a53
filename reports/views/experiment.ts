import { type Calibration, maxPairs } from '../../lib/model/calibration.ts';
import type { Experiment } from '../../lib/model/experiment.ts';
import type { ExperimentAnswer } from '../../lib/model/experiment-answer.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import {
  type Block,
  commandsBlock,
  type Document,
  number,
  section,
  sentence,
  type Table,
  type TestCase,
  type TestSuite,
  tableSection,
  text,
  type View,
} from '../document.ts';
import type { Language } from '../languages/language.ts';
import { reworded } from '../languages/rewording.ts';
import { capacityAnswer, capacityRows, capacitySections, capacitySuite } from './capacity.ts';
import { comparisonAnswer, sidesSections, sidesSuites } from './comparison.ts';
import { comparisonAnnotation } from './comparison-tests.ts';
import { metricName } from './comparison-text.ts';
import { confirmationAnswer, confirmationRows, confirmationSections } from './confirmation.ts';
import { overloadAnswerBlocks, overloadRows, overloadSections } from './overload.ts';
import { sweepAnswer, sweepRows, sweepSections } from './sweep.ts';
import { baseAxis, verdictAxes } from './verdict-axes.ts';

export interface ExperimentInput extends ExperimentAnswer {
  readonly experiment: Experiment;
}

/** Several runs that answer one question: the answer, the runs, and how to repeat it. */
export const experimentView: View<ExperimentInput> = (input, language) => {
  const { experiment, comparison } = input;
  const { labels, say } = language;
  const parts = partsOf(input, language);
  return {
    title: say(labels.experiment[experiment.kind], { subject: subjectOf(experiment, language) }),
    subtitle: [experiment.scenario, ...(hasTrials(experiment) ? [] : [experiment.profile])].join(' × '),
    blocks: [
      ...axesBlock(input, language),
      ...tableSection(failuresTable(input.verdict?.gate, language), true),
      ...parts.flatMap(({ answer }) => answer),
      { kind: 'paragraph', text: stateText(input, language) },
      ...parts.flatMap(({ sections }) => sections),
      ...tableSection(runsTable(experiment, language), !hasTrials(experiment)),
      ...section(labels.sections.repeat, commandsBlock([{ why: '', command: experiment.command }]), { isBrief: true }),
    ],
    about: say(labels.html.about, { version: experiment.toolVersion }),
    language,
    data: { ...input },
    tests: {
      runId: experiment.subject,
      startedAt: experiment.startedAt,
      suites: [
        ...failureSuites(input.verdict?.gate, language),
        ...(input.capacity && input.verdict ? capacitySuite(input.capacity, input.verdict, language) : []),
        ...(comparison === undefined ? [] : sidesSuites(comparison, language)),
        { title: labels.sections.runs, durationMs: 0, cases: runCases(experiment, language) },
      ],
    },
    rows: parts.find(({ rows }) => rows !== undefined)?.rows ?? runRows(experiment),
    annotations: comparison === undefined ? [] : [comparisonAnnotation(comparison, language)],
  };
};

/** Its runs are trials at different rates, with a table of their own. */
const hasTrials = ({ kind }: Experiment): boolean => kind === 'capacity' || kind === 'overload';

/** What a result has to say: first of all, and in sections of its own. */
interface Part {
  readonly answer: readonly Block[];
  readonly sections: readonly Block[];
  readonly rows?: Document['rows'] | undefined;
}

function partsOf(input: ExperimentInput, language: Language): Part[] {
  const { experiment, comparison, calibration, capacity, overload, sweep, confirmation } = input;
  const isWithoutCalibration =
    experiment.kind === 'calibration' && calibration === undefined && experiment.state !== 'running';
  return [
    comparison && {
      answer: comparisonAnswer(comparison, language),
      sections: sidesSections(comparison, language),
    },
    isWithoutCalibration && {
      answer: [{ kind: 'answer', text: sentence(language.labels.experiment.notCalibrated) } as const],
      sections: [],
    },
    calibration && {
      answer: calibrationAnswer(calibration, language),
      sections: tableSection(noiseTable(calibration, language), true),
    },
    capacity && {
      answer: capacityAnswer(capacity, language),
      sections: capacitySections(capacity, language),
      rows: capacityRows(capacity),
    },
    overload && {
      answer: overloadAnswerBlocks(overload, language),
      sections: overloadSections(overload, language),
      rows: overloadRows(overload),
    },
    sweep && {
      answer: sweepAnswer(sweep, language),
      sections: sweepSections(sweep, language),
      rows: sweepRows(sweep),
    },
    confirmation && {
      answer: confirmationAnswer(confirmation, language),
      sections: confirmationSections(confirmation, language),
      rows: confirmationRows(confirmation),
    },
  ].filter((part) => typeof part === 'object');
}

/** What is compared, in the order of the language. */
function subjectOf({ subject }: Experiment, { labels, say }: Language): string {
  const { sides, targets } = labels.experiment;
  const [b = '', a = ''] = subject.split(' against ').map((target) => reworded(target, targets));
  return a === '' ? b : say(sides, { a, b });
}

/** The verdict if there is one, else that of the comparison. */
function axesBlock({ verdict, comparison }: ExperimentInput, language: Language): Block[] {
  if (verdict !== undefined) return [{ kind: 'verdict', axes: verdictAxes(verdict, language, 'base') }];
  return comparison === undefined ? [] : [{ kind: 'verdict', axes: [baseAxis(comparison.verdict, language.labels)] }];
}

/** How the experiment ended, and how many runs it is of. */
function stateText({ experiment: ended, comparison }: ExperimentInput, { labels, say }: Language): string {
  const { state, detail, runs, budgetMs } = ended;
  const discarded = runs.filter(({ isDiscarded }) => isDiscarded).length;
  const suspects = runs.filter(({ isDiscarded, validity }) => !isDiscarded && validity === 'SUSPECT').length;
  const { experiment } = labels;
  // It made all the runs that it may, and the answer is not clear.
  const isOpen = state === 'finished' && comparison?.verdict === 'INCONCLUSIVE';
  return [
    say(isOpen ? experiment.undecided : experiment[state], { detail }),
    say(experiment.counted, { n: runs.length - discarded, discarded, suspects }),
    ...(budgetMs === null ? [] : [say(experiment.budget, { budgetMs })]),
  ]
    .map(sentence)
    .join(' ');
}

/** What a side of a gate did that fails it, whatever its other runs did. */
function failuresTable(gate: Verdict['gate'], { labels, say }: Language): Table {
  const { columns, rows, experiment } = labels;
  const of = (missed: number, runs: number) => say(rows.missedRuns, { missed, lacking: 0, runs });
  return {
    title: experiment.failures,
    columns: [text(''), text(columns.failure), number(columns.base), number(columns.candidate)],
    rows: (gate?.failures ?? []).map(({ kind, base, candidate }) => [
      candidate > 0 ? '✗' : '!',
      experiment.hardFailures[kind],
      of(base, gate?.runs.base ?? 0),
      of(candidate, Math.max(candidate, gate?.runs.candidate ?? 0)),
    ]),
  };
}

function calibrationAnswer(calibration: Calibration, { labels, say }: Language): Block[] {
  const { recommendedPairs, falseAlarms, latencyLimit } = calibration;
  const text = recommendedPairs < maxPairs ? labels.experiment.pairs : labels.experiment.tooFewPairs;
  return [
    { kind: 'answer', text: sentence(say(text, { pairs: recommendedPairs, limit: latencyLimit })) },
    { kind: 'list', items: [sentence(say(labels.experiment.falseAlarms, { ...falseAlarms }))] },
  ];
}

/** How much two runs of one target differ, and what a gate can find in spite of it. */
const noiseTable = ({ noise }: Calibration, language: Language): Table => ({
  title: language.labels.experiment.spread,
  columns: [
    text(language.labels.columns.metric),
    number(language.labels.experiment.sd),
    number(language.labels.experiment.detectable),
  ],
  rows: noise.map(({ kind, step, sd, detectable }) => [
    metricName({ kind, step, isPrimary: true }, language),
    language.percent(sd),
    language.percent(detectable),
  ]),
});

/** A test for each failure that fails the gate, or would if it were the candidate's. */
function failureSuites(gate: Verdict['gate'], language: Language): TestSuite[] {
  if (gate === undefined || gate.failures.length === 0) return [];
  const { title, rows } = failuresTable(gate, language);
  const { base, candidate } = language.labels.columns;
  const cases = gate.failures.map((failure, index): TestCase => {
    const [, name = '', ofBase = '', ofCandidate = ''] = (rows[index] ?? []).map(String);
    const out = `${base}: ${ofBase}, ${candidate}: ${ofCandidate}`;
    return { name, outcome: failure.candidate > 0 ? 'failure' : 'passed', message: out, out };
  });
  return [{ title, durationMs: 0, cases }];
}

/** Each run with its verdicts, and whether it counts. */
function runsTable({ runs }: Experiment, { labels }: Language): Table {
  const { columns, sections, verdict, experiment } = labels;
  return {
    title: sections.runs,
    columns: [
      ...[text(columns.run), text(columns.purpose, 1), text(columns.validity)],
      ...[text(columns.objectives), text(columns.counts)],
    ],
    rows: runs.map(({ name, label, validity, objectives, invalidBecause, isDiscarded }) => [
      name,
      reworded(label, experiment.labels),
      verdict[validity],
      verdict[objectives],
      isDiscarded ? [experiment.repeated, ...invalidBecause].join(', ') : experiment.yes,
    ]),
  };
}

/** A run that counts must be trusted; whether it meets its objectives is the verdict's business. */
const runCases = ({ runs }: Experiment, { labels: { verdict, experiment } }: Language): TestCase[] =>
  runs.map(({ name, label, validity, objectives, invalidBecause, isDiscarded }) => ({
    name: `${reworded(label, experiment.labels)}: ${name}`,
    outcome: validity === 'INVALID' && !isDiscarded ? 'error' : 'passed',
    message: verdict[validity],
    out: [
      `${verdict[validity]}, ${verdict[objectives]}`,
      ...(isDiscarded ? [[experiment.repeated, ...invalidBecause].join(', ')] : []),
    ].join('; '),
  }));

const runRows = ({ runs }: Experiment): Document['rows'] => [
  ['run', 'label', 'group', 'validity', 'objectives', 'is_discarded'],
  ...runs.map(({ name, label, group, validity, objectives, isDiscarded }) => [
    ...[name, label, group, validity, objectives, isDiscarded ? 1 : 0],
  ]),
];

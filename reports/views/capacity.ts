/** A search for the highest sustainable rate: the rate first, then what it rests on. */
import { measuredFrom, sumsFrom, trialFigures } from '../../lib/judge/trial-figures.ts';
import type { Capacity, Trial } from '../../lib/model/capacity.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import {
  type Block,
  type Chart,
  listBlock,
  number,
  type Section,
  section,
  sentence,
  type Table,
  type TestSuite,
  tableBlock,
  tableSection,
  text,
} from '../document.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';

/** The rate, and what limits it. */
export function capacityAnswer(found: Capacity, language: Language): Block[] {
  const { goal, trials, answer } = found;
  const { labels, say } = language;
  const { capacity } = labels;
  const { confirmedRps, saturationRps, loadSeconds, flags, decidedBy } = answer;
  const limit = goal.limits[decidedBy];
  return [
    { kind: 'answer', text: sentence(answerText(found, language)) },
    ...listBlock([
      ...flags.map((flag) => capacity.flags[flag]),
      ...metSoFar(found, language),
      ...(answer.rateRps === null || limit === undefined
        ? []
        : [say(capacity.decidedBy, { objective: language.objective(limit.objective) })]),
      ...(confirmedRps === null ? [] : [say(capacity.confirmed, { confirmedRps: rounded(confirmedRps) })]),
      ...(saturationRps === null ? [] : [say(capacity.saturation, { saturationRps: rounded(saturationRps) })]),
      capacity.arrivals[goal.arrivals],
      say(capacity.cost, { trials: trials.length, loadMs: loadSeconds * 1_000 }),
    ]),
  ];
}

/** What the trials of a search without an answer came to. */
function metSoFar({ goal, trials, answer }: Capacity, { labels, say }: Language): string[] {
  const [highest] = trials
    .filter((trial) => resultOf(trial, goal) === 'met')
    .sort((a, b) => b.rateRps - a.rateRps || measuredSeconds(b) - measuredSeconds(a));
  if (answer.rateRps !== null || highest === undefined) return [];
  const { rateRps } = highest;
  return [say(labels.capacity.metSoFar, { rateRps: rounded(rateRps), measuredMs: measuredSeconds(highest) * 1_000 })];
}

function answerText(found: Capacity, { labels: { capacity }, say }: Language): string {
  const { rateRps, confirmedRps, interval } = found.answer;
  if (rateRps === null) return capacity.none;
  return say(capacity[kindOf(found)], {
    rateRps: rounded(rateRps),
    confirmedRps: rounded(confirmedRps ?? 0),
    interval: interval !== null,
    ...(interval && { lowRps: rounded(interval.lowRps), highRps: rounded(interval.highRps) }),
  });
}

function kindOf({ goal, trials, answer: { confirmedRps, flags } }: Capacity) {
  if (flags.includes('not-confirmed')) return 'doubtful';
  if (flags.includes('never-saturated') || flags.includes('generator-limited')) return 'atLeast';
  // The rate that was to be confirmed could not be held, and a lower one could.
  const isMissed = trials.some((trial) => trial.purpose === 'confirm' && resultOf(trial, goal) !== 'met');
  return confirmedRps !== null && isMissed ? 'heldLower' : 'rate';
}

/** More digits would claim more than is known. */
const rounded = (rateRps: number): number => Number(rateRps.toPrecision(3));

/** What a gate asked for, as a test, because a reader of JUnit alone must see it fail. */
export function capacitySuite(found: Capacity, verdict: Verdict, language: Language): TestSuite[] {
  const { aboveRps, objectives } = verdict;
  if (aboveRps === undefined) return [];
  const title = language.say(language.labels.capacity.above, { aboveRps });
  const message = sentence(answerText(found, language));
  const outcome = objectives === 'PASS' ? 'passed' : objectives === 'FAIL' ? 'failure' : 'error';
  return [{ title, durationMs: 0, cases: [{ name: title, outcome, message, out: message }] }];
}

/** What each rate came to, each objective by itself, and every trial. */
export function capacitySections(capacity: Capacity, language: Language): Section[] {
  const trials = trialsTable(capacity, language);
  const chart: Block = { kind: 'chart', chart: curveOf(capacity, language) };
  return [
    ...(capacity.answer.limits.some(({ rateRps }) => rateRps !== null)
      ? tableSection(limitsTable(capacity, language), true)
      : []),
    ...section(trials.title, [chart, ...tableBlock(trials)], { isBrief: true }),
  ];
}

function limitsTable({ goal, answer }: Capacity, language: Language): Table {
  const { columns, capacity } = language.labels;
  return {
    title: capacity.sections.limits,
    columns: [text(columns.objective), number(columns.rate), number(capacity.columns.interval)],
    rows: goal.limits.map(({ objective }, index) => {
      const { rateRps, interval } = answer.limits[index] ?? { rateRps: null, interval: null };
      return [
        language.objective(objective),
        rateRps === null ? noFigure : language.number(rateRps),
        interval === null ? noFigure : `${language.number(interval.lowRps)} – ${language.number(interval.highRps)}`,
      ];
    }),
  };
}

function trialsTable({ goal, trials }: Capacity, language: Language): Table {
  const { columns, capacity } = language.labels;
  return {
    title: capacity.sections.trials,
    columns: [
      ...[text(capacity.columns.purpose), number(columns.rate), number(capacity.columns.measured, 2)],
      ...[number(capacity.columns.finished, 3), number(capacity.columns.mean, 1)],
      ...[number(capacity.columns.bad), text(capacity.columns.result)],
    ],
    rows: trials.map((trial) => {
      const { badRatio, limitRatio, meanMs, succeededRps } = figuresOf(trial, goal);
      return [
        capacity.purposes[trial.purpose],
        language.number(trial.rateRps),
        language.duration(measuredSeconds(trial) * 1_000),
        succeededRps === null ? noFigure : language.number(succeededRps),
        language.ms(meanMs),
        badRatio === null ? noFigure : language.say(capacity.badOf, { ratio: badRatio, limit: limitRatio }),
        capacity.endings[resultOf(trial, goal)],
      ];
    }),
  };
}

function curveOf({ goal, trials, answer }: Capacity, language: Language): Chart {
  const { capacity } = language.labels;
  const points = trials.flatMap((trial) => {
    const { meanMs } = figuresOf(trial, goal);
    return meanMs === null ? [] : [{ rate: trial.rateRps, value: meanMs, isGood: resultOf(trial, goal) === 'met' }];
  });
  const { interval } = answer;
  return {
    title: capacity.sections.curve,
    drawing: {
      kind: 'rates',
      title: capacity.sections.curve,
      points,
      band: interval === null ? undefined : { low: interval.lowRps, high: interval.highRps },
      xLabel: capacity.axisRate,
      yLabel: capacity.axisLatency,
      format: language.number,
    },
    legend: [
      { name: capacity.marks.met, mark: 'point good' },
      { name: capacity.marks.missed, mark: 'point bad' },
      ...(interval === null ? [] : [{ name: capacity.marks.interval, mark: 'band' }]),
    ],
    numbers: {
      title: capacity.sections.curve,
      columns: [number(capacity.axisRate), number(capacity.axisLatency), text(capacity.columns.result)],
      rows: points.map(({ rate, value, isGood }) => [
        language.number(rate),
        language.number(value),
        isGood ? capacity.marks.met : capacity.marks.missed,
      ]),
    },
  };
}

/** Rows of plain numbers, one for each trial. */
export const capacityRows = ({ goal, trials }: Capacity) => [
  ['run', 'purpose', 'rate_rps', 'measured_s', 'succeeded_rps', 'mean_ms', 'bad_ratio', 'ending'],
  ...trials.map((trial) => {
    const { badRatio, meanMs, succeededRps } = figuresOf(trial, goal);
    return [
      trial.run,
      trial.purpose,
      trial.rateRps,
      measuredSeconds(trial),
      succeededRps,
      meanMs,
      badRatio,
      trial.ending,
    ];
  }),
];

const measuredSeconds = ({ seconds, settleSeconds }: Trial): number =>
  Math.max(0, seconds.started.length - settleSeconds);

/** A trial in one word. */
function resultOf(trial: Trial, goal: Capacity['goal']): 'met' | 'missed' | Exclude<Trial['ending'], 'completed'> {
  if (trial.ending !== 'completed') return trial.ending;
  const { badRatio, limitRatio } = figuresOf(trial, goal);
  return badRatio !== null && badRatio <= limitRatio ? 'met' : 'missed';
}

/** Of the measured part: the limit that is nearest to being missed, and means. */
function figuresOf(trial: Trial, { limits }: Capacity['goal']) {
  const sum = sumsFrom(measuredFrom(trial));
  const { units, bad } = trial.seconds;
  const [worst] = limits
    .map(({ badRatio }, index) => ({
      limitRatio: badRatio,
      units: sum(units[index]),
      ratio: sum(bad[index]) / sum(units[index]),
    }))
    .filter((one) => one.units > 0)
    .sort((a, b) => b.ratio / b.limitRatio - a.ratio / a.limitRatio);
  return { badRatio: worst?.ratio ?? null, limitRatio: worst?.limitRatio ?? 1, ...trialFigures(trial) };
}

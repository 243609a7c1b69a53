import type { JourneyCostKind, Objective, ObjectiveTerms } from '../contract/objective.ts';
import { nearestFirst } from './did-you-mean.ts';
import { Reader, type Token } from './objective-tokens.ts';

/*
 * Objectives as text, on the command line and in the configuration:
 *
 *   [warn:|fail:] [<step>|journey] <metric> <|>|<= <value> [in stage <n>] [with n >= <count>] [owner <name>]
 *
 * metric: p95, p99.9, p(95), median; error rate, failed requests; success; of a journey also statements (queries),
 * target cpu, database cpu. Upper and lower case are the same; a value
 * has its unit: ms, s or %.
 */

type Metric =
  | { readonly kind: 'percentile'; readonly percentile: number }
  | { readonly kind: 'errors' | 'success' }
  | { readonly kind: 'cost'; readonly of: JourneyCostKind };

/**
 * An objective from its text. Throws a UsageError that points at the character of the mistake.
 * @param steps those of the scenario
 */
export function parseObjective(text: string, steps: readonly string[]): Objective {
  const reader = new Reader(text);
  const severity = takeSeverity(reader);
  const subject = takeSubject(reader, steps);
  const { metric, token } = takeMetric(reader, steps, subject);
  const base = objectiveOf(reader, metric, subject, token);
  return { ...base, ...(severity === 'warn' ? { severity } : {}), ...takeTerms(reader, base.kind) } as Objective;
}

function takeSeverity(reader: Reader): 'fail' | 'warn' {
  if (reader.peek(1) !== ':') return 'fail';
  const token = reader.current;
  for (const severity of ['warn', 'fail'] as const) if (reader.takes(severity, ':')) return severity;
  return reader.fail("'warn:' or 'fail:'", token);
}

function takeSubject(reader: Reader, steps: readonly string[]): string | undefined {
  if (metricAt(reader) !== undefined) return undefined;
  const token = reader.take();
  const known = ['journey', ...steps];
  const name = known.find((one) => one === token.text) ?? known.find((one) => one === token.text.toLowerCase());
  if (name !== undefined) return name;
  if (token.text === '') return reader.fail('a metric', token);
  const nearest = nearestFirst(token.text, [...known, 'p95', 'median', 'success', 'error rate']);
  return reader.fail(`a step, 'journey' or a metric (${nearest.join(', ')})`, token);
}

/** The metric that comes next and the number of its tokens, without taking it. */
function metricAt(reader: Reader): { metric: Metric; tokens: number } | undefined {
  const first = reader.peek();
  const percent = /^p\(?\s*([\d.]*)\s*\)?$/.exec(first)?.[1];
  if (percent !== undefined) return { metric: { kind: 'percentile', percentile: Number(percent || 'NaN') }, tokens: 1 };
  if (first === 'median' || first === 'med') return { metric: { kind: 'percentile', percentile: 50 }, tokens: 1 };
  if (first === 'success') return { metric: { kind: 'success' }, tokens: reader.peek(1) === 'rate' ? 2 : 1 };
  if (first === 'statements' || first === 'queries') return { metric: { kind: 'cost', of: 'statements' }, tokens: 1 };
  if ((first === 'target' || first === 'database') && reader.peek(1) === 'cpu')
    return { metric: { kind: 'cost', of: `${first}-cpu` }, tokens: 2 };
  const isErrors =
    (first === 'error' && reader.peek(1) === 'rate') || (first === 'failed' && reader.peek(1) === 'requests');
  return isErrors ? { metric: { kind: 'errors' }, tokens: 2 } : undefined;
}

function takeMetric(reader: Reader, steps: readonly string[], subject: string | undefined) {
  const token = reader.current;
  const found = metricAt(reader);
  if (found === undefined)
    return reader.fail("a metric: p95, median, 'error rate', 'failed requests' or success", token);
  const { metric, tokens } = found;
  for (let taken = 0; taken < tokens; taken++) reader.take();
  if (metric.kind === 'percentile' && !(metric.percentile > 0 && metric.percentile < 100))
    return reader.fail('a percentile above 0 and below 100, such as p95 or p99.9', token);
  if (metric.kind === 'cost' && subject !== 'journey')
    return reader.fail(`'journey' before '${token.text}' (what a step costs is not known)`, token);
  if (metric.kind === 'errors' && subject === 'journey')
    return reader.fail("'success' or a percentile (requests fail, journeys succeed or not)", token);
  if (metric.kind === 'success' && subject === undefined)
    return reader.fail(`a step or 'journey' before 'success' (${['journey', ...steps].join(', ')})`, token);
  return { metric, token };
}

function objectiveOf(reader: Reader, metric: Metric, subject: string | undefined, token: Token): Objective {
  const isJourney = subject === 'journey';
  const step = subject === undefined || isJourney ? {} : { step: subject };
  if (metric.kind === 'percentile') {
    takeSign(reader, '<', 'a latency');
    const { percentile } = metric;
    const belowMs = takeMs(reader);
    return isJourney
      ? { kind: 'journey-latency', percentile, belowMs }
      : { kind: 'latency', percentile, belowMs, ...step };
  }
  if (metric.kind === 'cost') {
    takeSign(reader, '<=', 'a cost');
    const atMost = metric.of === 'statements' ? takeNumber(reader) : takeMs(reader);
    return { kind: 'journey-cost', of: metric.of, atMost };
  }
  if (metric.kind === 'errors') {
    takeSign(reader, '<', 'an error rate');
    return { kind: 'failed-requests', belowRatio: takeRatio(reader), ...step };
  }
  takeSign(reader, '>', 'success');
  const aboveRatio = takeRatio(reader);
  if (isJourney) return { kind: 'journey-success', aboveRatio };
  return step.step === undefined ? reader.fail('a step', token) : { kind: 'step-success', step: step.step, aboveRatio };
}

function takeSign(reader: Reader, sign: '<' | '>' | '<=', what: string): void {
  const token = reader.current;
  if (!reader.takes(sign)) reader.fail(`'${sign}' (a limit of ${what})`, token);
}

function takeNumber(reader: Reader): number {
  const token = reader.take();
  const number = /^\d+(\.\d+)?$/.test(token.text) ? Number(token.text) : Number.NaN;
  return number <= 1e6 ? number : reader.fail('a number of statements, such as 10', token);
}

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000 };

function takeMs(reader: Reader): number {
  const { value, unit, token } = takeQuantity(reader, ['ms', 's'], 'a time such as 500ms or 1.5s');
  const belowMs = value * (unitsMs[unit] ?? Number.NaN);
  if (!(belowMs > 0 && belowMs <= 3_600_000)) return reader.fail('a time above 0 and up to 3600s', token);
  return belowMs;
}

function takeRatio(reader: Reader): number {
  const { value, number, token } = takeQuantity(reader, ['%'], 'a share such as 99% or 0.5%');
  if (!(value >= 0 && value <= 100)) return reader.fail('a share from 0% to 100%', token);
  return ratioOf(number);
}

/**
 * A share in percent as a ratio: the double that is nearest to its decimal, which dividing by 100 does not always give.
 */
function ratioOf(percent: string): number {
  const [digits, exponent = '0'] = percent.toLowerCase().split('e');
  return Number(`${digits}e${Number(exponent) - 2}`);
}

/** A number with its unit, in one token or two. */
function takeQuantity(reader: Reader, units: readonly string[], expected: string) {
  const token = reader.take();
  const [, number, own] = /^(\d+(?:\.\d+)?(?:e[+-]?\d+)?)(ms|s|%)?$/i.exec(token.text) ?? [];
  if (number === undefined) return reader.fail(expected, token);
  const unitToken = own === undefined ? reader.take() : { text: own, at: token.at + number.length };
  const unit = unitToken.text.toLowerCase();
  if (!units.includes(unit)) return reader.fail(`a unit (${units.join(' or ')})`, unitToken);
  return { value: Number(number), number, unit, token };
}

function takeTerms(reader: Reader, kind: Objective['kind']): ObjectiveTerms {
  const terms: { stage?: number; minCount?: number; owner?: string } = {};
  while (reader.current.text !== '') {
    const token = reader.current;
    const once = (name: keyof typeof terms) =>
      terms[name] === undefined || reader.fail('another term (each may be given once)', token);
    if (reader.takes('in', 'stage')) {
      once('stage');
      if (kind === 'journey-latency' || kind === 'journey-cost')
        return reader.fail('the end (times and costs of whole journeys are only known for the whole run)', token);
      terms.stage = takeCount(reader, 'the number of a stage, from 1');
    } else if (reader.takes('with', 'n', '>=')) {
      once('minCount');
      terms.minCount = takeCount(reader, 'a count of samples, from 1');
    } else if (reader.takes('owner')) {
      once('owner');
      const owner = reader.take();
      if (!/^[\w@.+/-]{1,64}$/.test(owner.text))
        return reader.fail('the name of an owner (letters, digits, @ . + / - _)', owner);
      terms.owner = owner.text;
    } else reader.fail("'in stage <n>', 'with n >= <count>', 'owner <name>' or the end", token);
  }
  return terms;
}

function takeCount(reader: Reader, expected: string): number {
  const token = reader.take();
  const count = /^\d{1,9}$/.test(token.text) ? Number(token.text) : 0;
  return count >= 1 ? count : reader.fail(expected, token);
}

/**
 * The text of an objective, which parses back to the same. Thresholds of a foreign script keep the text that k6 has for
 * them.
 */
export function printObjective(objective: Objective): string {
  const { severity, stage, minCount, owner } = objective;
  return [
    severity === 'warn' ? 'warn:' : '',
    printLimit(objective),
    stage === undefined ? '' : `in stage ${stage}`,
    minCount === undefined ? '' : `with n >= ${minCount}`,
    owner === undefined ? '' : `owner ${owner}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function printLimit(objective: Objective): string {
  const of = 'step' in objective && objective.step !== undefined ? `${objective.step} ` : '';
  switch (objective.kind) {
    case 'latency':
      return `${of}p${objective.percentile} < ${objective.belowMs}ms`;
    case 'journey-latency':
      return `journey p${objective.percentile} < ${objective.belowMs}ms`;
    case 'failed-requests':
      return `${of}error rate < ${percentOf(objective.belowRatio)}%`;
    case 'step-success':
      return `${of}success > ${percentOf(objective.aboveRatio)}%`;
    case 'journey-success':
      return `journey success > ${percentOf(objective.aboveRatio)}%`;
    case 'journey-cost':
      return printCost(objective);
    case 'threshold':
      return `${objective.metric} ${objective.expression}`;
  }
}

function printCost({ of, atMost }: Extract<Objective, { kind: 'journey-cost' }>): string {
  return `journey ${of.replace('-', ' ')} <= ${atMost}${of === 'statements' ? '' : 'ms'}`;
}

/** A percentage that parses back to the ratio, as short as rounding allows. */
function percentOf(ratio: number): string {
  for (let digits = 1; digits <= 17; digits++) {
    const percent = String(Number((ratio * 100).toPrecision(digits)));
    if (ratioOf(percent) === ratio) return percent;
  }
  const [digits, exponent = '0'] = String(ratio).split('e');
  return `${digits}e${Number(exponent) + 2}`;
}

/** A threshold of k6, taken apart: `http_req_duration{step:order}` and `p(95)<800`. */
export interface ParsedThreshold {
  /** As k6 has it: `http_req_duration{step:order}`. */
  readonly name: string;
  readonly expression: string;
  readonly metric: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly aggregation: 'avg' | 'min' | 'max' | 'med' | 'percentile' | 'rate' | 'count' | 'value';
  /** 0–1, for percentiles. */
  readonly q: number;
  readonly operator: '<' | '<=' | '>' | '>=' | '==' | '!=';
  readonly limit: number;
}

/** Before 0.41 the name of a metric could be any text, with spaces, hyphens and dots. */
const metricPattern = /^([^{}]+?)\s*(?:\{(.*)\})?$/s;
const aggregationPattern = /(?:(avg|min|max|med|rate|count|value)|p\(\s*(\d+(?:\.\d+)?)\s*\))/;
const limitPattern = /(<=|>=|===?|!=|<|>)\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/;
const expressionPattern = new RegExp(`^\\s*${aggregationPattern.source}\\s*${limitPattern.source}\\s*$`);

/** The parts of a threshold (k6 documentation, "Thresholds"); undefined for one that is not of that form. */
export function parseThreshold(name: string, expression: string): ParsedThreshold | undefined {
  const [, metric, selector = ''] = metricPattern.exec(name) ?? [];
  const [, plain, percent, operator, limit] = expressionPattern.exec(expression) ?? [];
  if (metric === undefined || operator === undefined || limit === undefined) return undefined;
  const pairs = selector.split(',').filter((pair) => pair.trim() !== '');
  if (pairs.some((pair) => !pair.includes(':'))) return undefined;
  const tags = new Map(pairs.map((pair) => splitAt(pair, pair.indexOf(':'))));
  return {
    name,
    expression,
    metric,
    tags,
    aggregation: plain === undefined ? 'percentile' : (plain as ParsedThreshold['aggregation']),
    q: Number(percent ?? Number.NaN) / 100,
    operator: (operator === '===' ? '==' : operator) as ParsedThreshold['operator'],
    limit: Number(limit),
  };
}

const splitAt = (pair: string, at: number): [string, string] => [
  unquoted(pair.slice(0, at)),
  unquoted(pair.slice(at + 1)),
];
const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2');

/** Whether a value is on the right side of the limit. */
export function isWithin(value: number, { operator, limit }: Pick<ParsedThreshold, 'operator' | 'limit'>): boolean {
  switch (operator) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '==':
      return value === limit;
    case '!=':
      return value !== limit;
  }
}

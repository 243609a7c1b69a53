/** A threshold of k6, taken apart: `http_req_duration{step:order}` and `p(95)<800`. */
export interface ThresholdWords {
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

const metricPattern = /^([a-zA-Z_]\w*)(?:\{(.*)\})?$/s;
const expressionPattern =
  /^\s*(?:(avg|min|max|med|rate|count|value)|p\(\s*(\d+(?:\.\d+)?)\s*\))\s*(<=|>=|===?|!=|<|>)\s*(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*$/;

/** The parts of a threshold (k6 documentation, "Thresholds"); undefined for one that is not of that form. */
export function parseThreshold(name: string, expression: string): ThresholdWords | undefined {
  const [, metric, selector = ''] = metricPattern.exec(name) ?? [];
  const [, plain, percent, operator, limit] = expressionPattern.exec(expression) ?? [];
  if (metric === undefined || operator === undefined || limit === undefined) return undefined;
  const words = selector.split(',').filter((word) => word.trim() !== '');
  if (words.some((word) => !word.includes(':'))) return undefined;
  const tags = new Map(words.map((word) => splitAt(word, word.indexOf(':'))));
  return {
    name,
    expression,
    metric,
    tags,
    aggregation: plain === undefined ? 'percentile' : (plain as ThresholdWords['aggregation']),
    q: Number(percent ?? Number.NaN) / 100,
    operator: (operator === '===' ? '==' : operator) as ThresholdWords['operator'],
    limit: Number(limit),
  };
}

const splitAt = (word: string, at: number): [string, string] => [
  unquoted(word.slice(0, at)),
  unquoted(word.slice(at + 1)),
];
const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2');

/** Whether a value is on the right side of the limit. */
export function isWithin(value: number, { operator, limit }: Pick<ThresholdWords, 'operator' | 'limit'>): boolean {
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

import { ArtifactError } from '../../model/errors.ts';
import { isMeasurable } from '../measurable.ts';
import { maxTags, type RowSink, type RowWishes, type SampleStream } from './sample-rows.ts';

interface Point {
  readonly metric?: unknown;
  readonly type?: unknown;
  readonly data?: {
    readonly time?: unknown;
    readonly value?: unknown;
    readonly tags?: unknown;
    readonly metadata?: unknown;
  };
}

const maxLineBytes = 4 << 20;

/** A reader of k6's json output, a document each line. Lines that are none are skipped and counted. */
export function jsonSamples(file: string, { wants, resolve }: RowWishes): SampleStream {
  const decoder = new TextDecoder();
  const sinks = new Map<string, RowSink | undefined>();
  let rest = '';
  let rows = 0;
  let malformed = 0;
  let points = 0;

  const sinkOf = (metric: string, tags: Readonly<Record<string, unknown>>): RowSink | undefined => {
    const key = `${metric} ${JSON.stringify(tags)}`;
    if (sinks.has(key)) return sinks.get(key);
    const sink = resolve({
      metric,
      tag: (name) => (Object.hasOwn(tags, name) && typeof tags[name] !== 'object' ? String(tags[name]) : ''),
    });
    if (sinks.size < maxTags) sinks.set(key, sink);
    return sink;
  };

  const onLine = (line: string): void => {
    if (line.trim() === '') return;
    rows++;
    const point = parse(line);
    // Metric is a definition, Point a sample.
    if (point?.type === 'Metric') return;
    const { metric, data } = point ?? {};
    if (typeof metric !== 'string' || typeof data !== 'object' || data === null) {
      malformed++;
      return;
    }
    points++;
    if (!wants(metric, true)) return;
    const atMs = typeof data.time === 'string' ? epochMs(data.time) : Number.NaN;
    if (typeof data.value !== 'number' || !isMeasurable(data.value) || !Number.isFinite(atMs)) {
      malformed++;
      return;
    }
    sinkOf(metric, { ...recordOf(data.metadata), ...recordOf(data.tags) })?.(data.value, atMs);
  };

  return {
    push: (chunk) => {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
      if (rest.length > maxLineBytes) throw notSamples(file);
    },
    end: () => {
      if (points === 0) throw notSamples(file);
      return { isWhole: rest.trim() === '', rows, malformed };
    },
  };
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

function parse(line: string): Point | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** An instant such as `2026-11-24T19:22:59.123456789Z` with its microseconds, which Date leaves out. */
function epochMs(time: string): number {
  const fraction = /\.(\d+)/.exec(time)?.[1] ?? '';
  const wholeMs = Date.parse(time.replace(/\.\d+/, ''));
  return wholeMs + Math.trunc(Number(`0.${fraction}0`) * 1e6) / 1e3;
}

const notSamples = (file: string): ArtifactError =>
  new ArtifactError(
    `${file} is not json output of k6: it has no line such as {"metric":"http_reqs","type":"Point",…}`,
    {
      hint: 'record one with: k6 run --out json=samples.json.gz; a summary goes to --summary',
    },
  );

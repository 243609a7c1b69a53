import { appendFileSync } from 'node:fs';
import type { CollectorFacts } from '../../model/run-facts.ts';
import type { Signal } from '../../model/signal.ts';
import { collectors } from './all.ts';
import type { Collector, Sink, Watched } from './collector.ts';

/** Starts each collector that applies; their rows are added to the file until the signal aborts. Never throws. */
export function startCollectors(
  watched: Watched,
  file: string,
  signal: AbortSignal,
  all: readonly Collector[] = collectors,
): CollectorFacts[] {
  return all.map((collector) => ({
    id: collector.id,
    absentBecause: start(collector, watched, sinkTo(file, collector.id), signal) ?? null,
  }));
}

/** Why the collector is not there; undefined when it has started. */
function start(collector: Collector, watched: Watched, sink: Sink<string>, signal: AbortSignal): string | undefined {
  try {
    const applies = collector.appliesTo(watched);
    if (applies !== true) return applies;
    collector.start(sink, signal, watched);
    return undefined;
  } catch (error) {
    return `it failed: ${(error as Error).message}`;
  }
}

function sinkTo(file: string, source: string): Sink<string> {
  return (values) => {
    const atMs = Date.now();
    const rows = Object.entries(values).flatMap(([channel, value]): Signal[] =>
      value === undefined ? [] : [{ atMs, source, channel, value }],
    );
    appendFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  };
}

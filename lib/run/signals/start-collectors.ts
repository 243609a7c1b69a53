import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CollectorFacts } from '../../model/run-facts.ts';
import type { Signal } from '../../model/signal.ts';
import { collectors } from './all.ts';
import type { Collector, Sink, Watched } from './collector.ts';

/** Where the rows of collectors go, by their paths. */
export interface SignalFiles {
  readonly signals: string;
  readonly activity: string;
  readonly cpuProfile: string;
}

export interface StartedCollectors {
  readonly facts: readonly CollectorFacts[];
  /** What they have to do once the load is over. Never rejects, and takes a few seconds at most. */
  finish(): Promise<void>;
}

const finishWithinMs = 5_000;

/** Starts each collector that applies; their rows are added to the files until the signal aborts. Never throws. */
export function startCollectors(
  watched: Watched,
  files: SignalFiles,
  signal: AbortSignal,
  all: readonly Collector[] = collectors,
): StartedCollectors {
  const finishers: (() => Promise<void>)[] = [];
  const outputs = {
    record: (document: object) => appendFileSync(files.activity, `${JSON.stringify(document)}\n`),
    cpuProfile: files.cpuProfile,
  };
  const start = (collector: Collector): string | null => {
    try {
      const applies = collector.appliesTo(watched);
      if (applies !== true) return applies;
      const finish = collector.start(sinkTo(files.signals, collector.id), signal, watched, outputs);
      if (finish !== undefined) finishers.push(finish);
      return null;
    } catch (error) {
      return `it failed: ${(error as Error).message}`;
    }
  };
  return {
    facts: all.map((collector) => ({ id: collector.id, absentBecause: start(collector) })),
    finish: async () => {
      const all = Promise.allSettled(finishers.map((finish) => finish()));
      await Promise.race([all, sleep(finishWithinMs, undefined, { ref: false })]);
    },
  };
}

function sinkTo(file: string, source: string): Sink<string> {
  return (values, atMs = Date.now()) => {
    const rows = Object.entries(values).flatMap(([channel, value]): Signal[] =>
      value === undefined ? [] : [{ atMs, source, channel, value }],
    );
    appendFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  };
}

import type { Collector } from './collector.ts';
import cpuProfile from './cpu-profile.ts';
import databaseSessions from './database-sessions.ts';
import databaseStatements from './database-statements.ts';
import generatorCpu from './generator-cpu.ts';
import hostCpu from './host-cpu.ts';
import nodeRuntime from './node-runtime.ts';
import targetDatabase from './target-database.ts';
import targetMetrics from './target-metrics.ts';
import targetProcesses from './target-processes.ts';
import targetThreads from './target-threads.ts';

/** Every collector, in the order in which they are started. */
export const collectors: readonly Collector[] = [
  generatorCpu,
  hostCpu,
  targetProcesses,
  targetThreads,
  nodeRuntime,
  targetDatabase,
  databaseSessions,
  databaseStatements,
  cpuProfile,
  targetMetrics,
];

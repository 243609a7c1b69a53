import type { Collector } from './collector.ts';
import generatorCpu from './generator-cpu.ts';
import hostCpu from './host-cpu.ts';
import targetDatabase from './target-database.ts';
import targetProcesses from './target-processes.ts';

/** Every collector, in the order in which they are started. */
export const collectors: readonly Collector[] = [generatorCpu, hostCpu, targetProcesses, targetDatabase];

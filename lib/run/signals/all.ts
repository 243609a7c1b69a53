import type { Collector } from './collector.ts';
import generatorCpu from './generator-cpu.ts';
import hostCpu from './host-cpu.ts';

/** Every collector, in the order in which they are started. */
export const collectors: readonly Collector[] = [generatorCpu, hostCpu];

import type { HypothesisRule, Statement } from '../../model/diagnosis.ts';

export default {
  id: 'generator-limit',
  weigh: ({ generator, accounting }) => {
    const drops = (accounting.dropped ?? 0) - (accounting.droppedByTarget ?? accounting.dropped ?? 0);
    const lagMs = generator?.lag?.p99Ms ?? null;
    const ratio = generator?.cpu ? generator.cpu.meanCores / generator.cpu.cores : null;
    const supporting: Statement[] = [
      ...(drops > 0 ? [{ text: 'drops', values: { drops } }] : []),
      ...(lagMs !== null && lagMs > 100 ? [{ text: 'late', values: { lagMs } }] : []),
      ...(ratio !== null && ratio > 0.8 ? [{ text: 'cpu', values: { ratio } }] : []),
    ];
    if (supporting.length === 0) return undefined;
    const opposing: Statement[] = [
      ...(lagMs !== null && lagMs <= 100 ? [{ text: 'punctual', values: { lagMs } }] : []),
      ...(ratio !== null && ratio <= 0.5 ? [{ text: 'idle', values: { ratio } }] : []),
    ];
    return {
      values: {},
      supporting,
      opposing,
      experiment: { change: { options: { target: 'URL', 'allow-host': 'HOST' } }, settings: {} },
    };
  },
} as const satisfies HypothesisRule;

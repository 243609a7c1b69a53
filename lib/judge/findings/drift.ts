import { defineFinding, notApplicable, type TextValues } from '../../model/finding.ts';
import type { Soak } from '../../model/result.ts';
import { driftAlpha, driftsOf, type SeriesDrift, wasCarried } from '../drift.ts';

export default defineFinding({
  id: 'drift',
  needs: ['soak', 'run', 'accounting'],
  judge: ({ soak, run: { profile }, accounting }) => {
    if (soak === undefined) return notApplicable('no-soak');
    const all = driftsOf(soak).filter(({ p }) => p !== null);
    if (all.length === 0) return notApplicable('no-samples');
    const of = (verdict: SeriesDrift['verdict']) => all.filter((one) => one.verdict === verdict);
    const [drifting, stepping] = [of('drift'), of('step')];
    const minP = Math.min(...all.map(({ p }) => p ?? 1));
    const n = Math.max(...all.map((one) => one.n));
    const evidence = [{ name: 'pDrift', value: minP, unit: 'ratio' as const, n, limit: driftAlpha }];
    const base = { durationMs: lengthMs(soak), windowMs: soak.windowMs, rateRps: soak.rateRps };
    const values = { ...base, drifting: drifting.map(listed), stepping: stepping.map(listed) };
    if (drifting.length > 0) return { status: 'note', variant: 'drift', values, evidence };
    if (stepping.length > 0) return { status: 'note', variant: 'step', values, evidence };
    if (!wasCarried({ accounting })) return notApplicable('overloaded');
    // Nobody asked a long load of another profile for drift.
    if (profile !== 'soak') return { status: 'pass', evidence };
    return { status: 'note', variant: 'steady', values: { ...base, visible: all.flatMap(visible) }, evidence };
  },
});

const lengthMs = ({ series, windowMs }: Soak): number => windowMs * (series[0]?.values.length ?? 0);

const listed = ({ source, name, unit, start, end, ...drift }: SeriesDrift): TextValues => ({
  ...{ series: `${source}.${name}`, unit, start, end, perHour: drift.perHour },
  ...{ low: drift.lowPerHour, high: drift.highPerHour, atMs: drift.stepAtMs },
});

const asked = ['load.p95', 'shop.memory', 'service.memory', 'database.connections'];

/** As a share of the level at the start, of the series that a reader asks for first. */
function visible({ source, name, start, visiblePerHour }: SeriesDrift): TextValues[] {
  const series = `${source}.${name}`;
  return asked.includes(series) && start > 0 && visiblePerHour !== null
    ? [{ series, ratio: visiblePerHour / start }]
    : [];
}

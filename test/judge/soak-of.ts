import type { Soak, SoakSeries } from '../../lib/model/result.ts';
import { normals } from '../stats/random.ts';

type Level = (window: number) => number;

/** Sixty windows of five seconds of a load of 10/s; what is not said is level, each with a little noise of its own. */
export function soakOf(levels: Readonly<Record<string, Level>> = {}, windows = 60): Soak {
  const normal = normals(11);
  const series = (key: string, unit: SoakSeries['unit'], usual: number, noise: number): SoakSeries => {
    const [source, name] = key.split('.') as [SoakSeries['source'], SoakSeries['name']];
    const level = levels[key] ?? (() => usual);
    const values = Array.from({ length: windows }, (_, window) => Math.max(0, level(window) + noise * normal()));
    return { source, name, unit, values };
  };
  return {
    windowMs: 5_000,
    fromMs: 30_000,
    rateRps: 10,
    series: [
      series('load.p50', 'ms', 20, 0.5),
      series('load.p95', 'ms', 50, 2),
      series('load.errors', 'ratio', 0, 0),
      series('load.throughput', 'perSecond', 10, 0.05),
      series('load.inFlight', 'count', 1.2, 0.1),
      series('shop.memory', 'bytes', 100 * 2 ** 20, 2 ** 19),
      series('database.connections', 'count', 10, 0),
      series('database.rows', 'count', 1_000, 1),
    ],
  };
}

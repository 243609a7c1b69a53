import { defineFinding, notApplicable } from '../../model/finding.ts';
import { steadyFrom } from '../../stats/warm-up.ts';
import { plateausOf, windowsOf } from './plateaus.ts';

export default defineFinding({
  id: 'warm-up-included',
  check: 'V07',
  needs: ['stages', 'series', 'load'],
  texts: {
    en: {
      title: 'No warm-up is in the figures',
      what: 'Latency settles only {{duration cutMs}} into the plateau of {{rps rateRps}}: it starts at {{ms firstMs}} and goes on at {{ms restMs}} (geometric means)',
      why: 'The figures mix a cold target with a warm one (connections, caches, JIT), so that they fit neither.',
      advice: 'Put a long enough warm-up before the load: --warmup {{warmUp}}.',
    },
    ko: {
      title: '수치에 예열 구간이 섞이지 않았는가',
      what: '{{rps rateRps}} 평탄 구간에서 지연 시간이 {{duration cutMs}} 뒤에야 안정됩니다: 처음에는 {{ms firstMs}}, 그 뒤에는 {{ms restMs}}(기하 평균)',
      why: '예열되지 않은 대상과 예열된 대상의 수치가 섞여(연결, 캐시, JIT) 어느 쪽에도 맞지 않습니다.',
      advice: '부하 전에 충분히 예열하십시오: --warmup {{warmUp}}.',
    },
  },
  judge: ({ stages, series, load }) => {
    if (series === null) return notApplicable('no-samples');
    const [first] = plateausOf(stages);
    if (first === undefined) return notApplicable('no-plateau');
    const logs = windowsOf(series, first).flatMap((window) => series.meanLogMs[window] ?? []);
    if (logs.length < 20) return notApplicable('too-short');
    const cut = steadyFrom(logs) ?? 0;
    const mean = (values: readonly number[]) => Math.exp(values.reduce((sum, value) => sum + value, 0) / values.length);
    const firstMs = mean(logs.slice(0, Math.max(5, cut)));
    const restMs = mean(logs.slice(Math.max(5, cut)));
    const evidence = [
      { name: 'firstOfRest', value: firstMs / restMs, unit: 'ratio' as const, n: logs.length, limit: 1.25 },
    ];
    if (cut === 0 || firstMs < 1.25 * restMs) return { status: 'pass', evidence };
    const cutMs = cut * series.windowMs;
    // What there was of a warm-up was too short by that.
    const warmUp = `${Math.ceil(((load?.warmUp?.durationMs ?? 0) + cutMs) / 1_000)}s`;
    return {
      status: 'note',
      values: { cutMs, rateRps: first.toRps, firstMs, restMs, warmUp },
      evidence,
      experiments: [{ why: 'warm-up', words: ['--warmup', warmUp] }],
    };
  },
});

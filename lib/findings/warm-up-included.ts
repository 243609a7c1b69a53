import { defineFinding, notApplicable } from '../contract/finding.ts';
import { steadyFrom } from '../stats/warm-up.ts';
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
      advice: 'Put a warm-up before the load: --warmup {{duration cutMs}}.',
    },
    ko: {
      title: '수치에 예열 구간이 섞이지 않았는가',
      what: '{{rps rateRps}} 평탄 구간에서 지연이 {{duration cutMs}} 뒤에야 안정됩니다: 처음 {{ms firstMs}}, 그 뒤 {{ms restMs}}(기하 평균)',
      why: '차가운 대상과 데워진 대상의 수치가 섞여(연결, 캐시, JIT) 어느 쪽에도 맞지 않습니다.',
      advice: '부하 앞에 예열을 두십시오: --warmup {{duration cutMs}}.',
    },
  },
  judge: ({ stages, series, load }) => {
    if (series === null) return notApplicable('no-samples');
    const [first] = plateausOf(stages);
    if (first === undefined || load?.warmUp) return notApplicable('no-plateau');
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
    return {
      status: 'note',
      values: { cutMs: cut * series.windowMs, rateRps: first.toRps, firstMs, restMs },
      evidence,
      experiments: [{ why: 'warm-up', words: ['--warmup', `${Math.ceil((cut * series.windowMs) / 1_000)}s`] }],
    };
  },
});

import { describe, expect, test } from 'vitest';
import type { LoadFacts } from '../../lib/model/result.ts';
import { experimentView } from '../../reports/views/experiment.ts';
import { runView } from '../../reports/views/run.ts';
import { changed } from '../flat-result.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';
import { sampleCapacity, sampleOverload } from './experiment-samples.ts';
import { experiment } from './experiments.ts';
import { inputOf, languages } from './inputs.ts';
import { renderers } from './renderers.ts';

const even = sampleResult();
const poisson = changed(even, { load: { ...(even.load as LoadFacts), arrivals: 'poisson' } });

describe.each([
  ['en', 'Poisson arrivals', 'k6 spaces arrivals evenly', 'Poisson arrivals'],
  ['ko', '포아송 도착', 'k6는 도착 간격을 고르게 둡니다', '포아송 도착'],
] as const)('a report in %s', (code, says, evenly, ofExperiment) => {
  const language = languages[code];

  test.each(['markdown', 'html', 'github'] as const)('in %s names Poisson arrivals, and only those', (format) => {
    const textOf = (result: typeof even) => renderers[format](runView(inputOf(result), language));
    expect(textOf(poisson)).toContain(says);
    expect(textOf(poisson)).not.toContain(evenly);
    expect(textOf(even)).not.toContain(says);
    expect(textOf(even)).toContain(evenly);
  });

  test('of a search or an overload names them, too', () => {
    const capacity = { ...sampleCapacity, goal: { ...sampleCapacity.goal, arrivals: 'poisson' as const } };
    const overload = { ...sampleOverload, arrivals: 'poisson' as const };
    const textOf = (input: Pick<Parameters<typeof experimentView>[0], 'capacity' | 'overload'>) =>
      renderers.markdown(experimentView({ experiment: { ...experiment, kind: 'capacity' }, ...input }, language));
    expect(textOf({ capacity })).toContain(ofExperiment);
    expect(textOf({ capacity: sampleCapacity })).not.toContain(ofExperiment);
    expect(textOf({ overload })).toContain(ofExperiment);
    expect(textOf({ overload: sampleOverload })).not.toContain(ofExperiment);
  });
});

test('a JSON report has them in the load', () => {
  expect(JSON.parse(renderers.json(runView(inputOf(poisson), languages.en)))).toMatchObject({
    result: { load: { arrivals: 'poisson' } },
  });
});

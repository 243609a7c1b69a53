import { expect, test } from 'vitest';
import { columns, originMs, scratchFolder } from '../results/samples/samples-file.ts';
import { judgedFiles } from './judged-files.ts';

const { write } = scratchFolder();

/** Each ends in the same group, and has characters that csv, URLs or selectors of k6 give a meaning. */
const groups = ['::a?b&c=d, "e"::보내기/100%', '::{x:y}::보내기/100%', '::보내기/100%'];
const check = 'is "ok", or so';
const quoted = (text: string | number | boolean) =>
  /[",]/.test(String(text)) ? `"${String(text).replaceAll('"', '""')}"` : text;

const rows = Array.from({ length: 30 }, (_, at) =>
  groups.flatMap((group, index) => {
    const row = (metric: string, value: number, checked = '') =>
      [
        ...[metric, (originMs + 100 * at + index) * 1_000, value, checked, '', metric === 'checks' ? '' : true],
        ...[group, 'http://host/', 'default', 200, '', ''],
      ]
        .map(quoted)
        .join(',');
    return [row('http_req_duration', 5 + index), row('checks', index === 1 ? 0 : 1, check)];
  }),
);
const json = rows.flat().map((line) => {
  const [metric] = line.split(',');
  const index = groups.findIndex((group) => line.includes(String(quoted(group))) && !group.startsWith('::보'));
  const group = groups[index < 0 ? 2 : index];
  const tags = { group, scenario: 'default', ...(metric === 'checks' ? { check } : { expected_response: 'true' }) };
  const value = metric === 'checks' ? Number(group !== groups[1]) : 5;
  return JSON.stringify({ metric, type: 'Point', data: { time: '2026-01-01T00:00:00.5Z', value, tags } });
});

test.each([
  ['csv', [columns, ...rows.flat()]],
  ['json', json],
])('groups are told apart by their whole path, whatever is in it: %s', async (format, lines) => {
  const { result } = await judgedFiles({ samples: [write(`samples.${format}`, `${lines.join('\n')}\n`)] });
  const names = ['a?b&c=d, "e"::보내기/100%', '{x:y}::보내기/100%', '보내기/100%'];
  expect(result.provenance.malformedRows).toBe(0);
  expect(result.latency.steps.map(({ name, attempted }) => [name, attempted])).toEqual(names.map((name) => [name, 30]));
  expect(result.objectives.checks).toEqual(
    names.map((name, index) => ({
      ...{ name: `${name}::${check}`, passes: index === 1 ? 0 : 30, fails: index === 1 ? 30 : 0 },
    })),
  );
});

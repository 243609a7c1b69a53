import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generatedPages, reasonsOf, statusesOf } from '../../docs/generate.ts';
import { findingRules, judgeFindings } from '../../lib/judge/findings/all.ts';
import { anyResult } from '../judge/findings/any-result.ts';
import { cases } from '../judge/findings/cases.ts';

const docs = new URL('../../docs/', import.meta.url);
const pages = generatedPages();

describe('the pages that are made of the code', () => {
  test.each([...pages.keys()])('%s is as `npm run docs` writes it', (path) => {
    expect(readFileSync(new URL(path, docs), 'utf8')).toBe(pages.get(path));
  });

  test('are all the pages of their folders: a finding that is gone leaves none behind', () => {
    const files = ['findings', 'schema'].flatMap((folder) =>
      readdirSync(new URL(`${folder}/`, docs)).map((name) => `${folder}/${name}`),
    );
    expect(files.sort()).toEqual([...pages.keys()].sort());
  });

  test('name each finding in their index, with a link to its page', () => {
    const index = pages.get('findings/README.md') ?? '';
    for (const { id } of findingRules) expect(index).toContain(`[${id}](${id}.md)`);
  });

  test('have no template left in them', () => {
    for (const [path, text] of pages) {
      if (path.endsWith('.md')) expect(text).not.toMatch(/\{\{|\}\}|undefined/);
    }
  });
});

describe('what a page says of how a finding can end', () => {
  const findings = [
    ...Object.values(cases).flatMap((rows) =>
      rows.map(({ result, differences }) => judgeFindings(result, differences)),
    ),
    ...fc.sample(anyResult, { numRuns: 300, seed: 4 }).map((result) => judgeFindings(result)),
  ].flat();

  test.each(findingRules.map((rule) => [rule.id, rule] as const))('is how it does: %s', (id, rule) => {
    const own = findings.filter((one) => one.id === id);
    const statuses = new Set(own.map(({ status }) => status));
    const reasons = new Set(
      own.flatMap(({ status, reason }) => (status === 'not-applicable' && reason ? [reason] : [])),
    );
    expect([...statuses].sort()).toEqual(statusesOf(rule).sort());
    expect([...reasons].sort()).toEqual(reasonsOf(rule).sort());
  });
});

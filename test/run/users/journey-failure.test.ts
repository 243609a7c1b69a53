import { describe, expect, it } from 'vitest';
import { defineStep, get, type Scenario } from '../../../lib/contract/scenario.ts';
import { journeyFailure } from '../../../lib/run/users/journey-failure.ts';

const source = { baseUrl: 'http://127.0.0.1:3000', scenarioFile: '/nowhere/pages.ts' };
const list = {
  ...defineStep({ name: 'list', request: () => get('/list'), expect: { status: [200] } }),
  provides: { next: 'next' },
};
const scenario: Scenario = { name: 'pages', summary: '-', steps: [list], objectives: [] };

const sentenceOf = (body: string) =>
  journeyFailure(
    scenario,
    {
      exchanges: [
        {
          phase: 'journey',
          step: 'list',
          request: { method: 'GET', url: `${source.baseUrl}/list`, headers: {}, body: '' },
          ...{ status: 200, error: '', headers: {}, body, durationMs: 1 },
        },
      ],
      end: { phase: 'journey', failedStep: 'list', cause: 'body' },
    },
    source,
  )?.sentence;

describe('a response without what a step provides', () => {
  it('is told apart from one that has null there, which may be what the API means', () => {
    expect(sentenceOf('{"next":null}')).toBe(
      "in the response to GET /list, the field 'next' is null, not a text or number (the next of this journey); " +
        "if it may be, write optional('next')",
    );
    expect(sentenceOf('{}')).toBe("the response to GET /list has no field 'next' (the next of this journey)");
  });
});

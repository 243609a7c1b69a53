import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCount, parseDurationMs, parseRateRps, parseStages } from '../../lib/plan/parse-values.ts';
import { usageErrorOf } from '../usage-error.ts';

describe('a duration', () => {
  it.each([
    ['10s', 10_000],
    ['500ms', 500],
    ['5m', 300_000],
    ['1m30s', 90_000],
    ['1h2m3s4ms', 3_723_004],
    ['1.5h', 5_400_000],
    ['0.5s', 500],
    ['0s', 0],
    ['168h', 604_800_000],
    // 1.001 × 1,000 is 1000.9999999999999 in doubles.
    ['1.001s', 1_001],
    // Below a ns nothing is left.
    ['0.0000000001s', 0],
  ])('%s is %d ms', (word, durationMs) => {
    expect(parseDurationMs(word, '--duration')).toBe(durationMs);
  });

  it.each(['', '10', '10 s', 's', '-5s', '1m30', '10sec', 'x10s', '10s ', '1e3s', '.5s', '5S', '1,5s', 'NaNs', '٣s'])(
    "'%s' is refused, with the word, its value and how to write it",
    (word) => {
      expect(usageErrorOf(() => parseDurationMs(word, '--duration'))).toBe(
        `--duration is '${word}', which is not a duration — write it like 10s, 5m, 4h, 1m30s or 500ms`,
      );
    },
  );

  it('longer than a week is refused, with the most that is allowed', () => {
    expect(usageErrorOf(() => parseDurationMs('169h', '--warmup'))).toBe(
      '--warmup is 169h, longer than a week — the maximum is 168h',
    );
  });

  it('is read back from any whole number of ms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 604_800_000 }), (ms) => {
        expect(parseDurationMs(`${ms}ms`, '-')).toBe(ms);
        expect(parseDurationMs(`${ms / 1_000}s`, '-')).toBe(ms);
      }),
    );
  });
});

describe('a rate', () => {
  it.each([
    ['12', 12],
    ['2.5', 2.5],
    ['0.001', 0.001],
    ['1000000', 1_000_000],
  ])('%s is %d journeys per second', (word, rateRps) => {
    expect(parseRateRps(word, '--rate')).toBe(rateRps);
  });

  it.each(['', ' ', '0', '-5', '0.0009', '1000001', 'ten', '5rps', 'NaN', 'Infinity', '1,000'])(
    "'%s' is refused, with the word, its value and what is allowed",
    (word) => {
      expect(usageErrorOf(() => parseRateRps(word, '--rate'))).toBe(
        `--rate is '${word}', which is not a rate — a rate is a number of journeys per second, from 0.001 to 1,000,000`,
      );
    },
  );

  it('may be 0 where the caller says so, and never below', () => {
    expect(parseRateRps('0', '--start-rate', true)).toBe(0);
    expect(usageErrorOf(() => parseRateRps('-1', '--start-rate', true))).toMatch(/'-1'.* from 0 to 1,000,000$/);
  });
});

describe('a count', () => {
  it.each([
    ['1', 1],
    ['2000', 2_000],
  ])('%s is %d', (word, count) => {
    expect(parseCount(word, '--vus', 2_000)).toBe(count);
  });

  it.each(['', '0', '-1', '1.5', '1e3', '2001', 'many', ' 5', '0x10', '99999999999999999999'])(
    "'%s' is refused, with the word, its value and what is allowed",
    (word) => {
      expect(usageErrorOf(() => parseCount(word, '--vus', 2_000))).toBe(
        `--vus is '${word}' — a whole number from 1 to 2,000 is allowed`,
      );
    },
  );
});

describe('stages', () => {
  it.each([
    ['5/10s', [{ targetRps: 5, durationMs: 10_000 }]],
    [
      '5/10s, 10/1m ,0/0s,2.5/500ms',
      [
        { targetRps: 5, durationMs: 10_000 },
        { targetRps: 10, durationMs: 60_000 },
        { targetRps: 0, durationMs: 0 },
        { targetRps: 2.5, durationMs: 500 },
      ],
    ],
  ])("'%s' are read in order", (words, stages) => {
    expect(parseStages(words)).toEqual(stages);
  });

  it.each([
    ['', "stage 1 of --stages is '' — write each stage as rate/duration: --stages 5/10s,10/10s,20/5s"],
    ['5', "stage 1 of --stages is '5' — write each stage as rate/duration"],
    ['5/10s,', "stage 2 of --stages is '' — write each stage as rate/duration"],
    ['5/10s/3', "stage 1 of --stages is '5/10s/3' — write each stage as rate/duration"],
    ['5/10s,x/5s', "the rate of stage 2 of --stages is 'x', which is not a rate"],
    ['5/10s,-1/5s', "the rate of stage 2 of --stages is '-1', which is not a rate"],
    ['5/10', "the time of stage 1 of --stages is '10', which is not a duration"],
    ['10s/5', "the rate of stage 1 of --stages is '10s', which is not a rate"],
  ])("'%s' is refused: %s", (words, says) => {
    expect(usageErrorOf(() => parseStages(words))).toContain(says);
  });
});

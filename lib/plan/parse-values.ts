import type { Stage } from '../contract/profile.ts';
import { UsageError } from '../model/errors.ts';

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
const longestMs = 7 * 24 * 3_600_000;

/** A duration such as `10s`, `5m`, `1m30s`, `500ms` in ms. A bare number is refused: its unit would be a guess. */
export function parseDurationMs(word: string, what: string): number {
  const parts = [...word.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  const totalMs = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitMs[unit ?? ''] ?? Number.NaN), 0);
  if (parts.length === 0 || parts.map(([text]) => text).join('') !== word) {
    throw new UsageError(`${what} is '${word}', which is not a duration`, {
      hint: 'write it like 10s, 5m, 4h, 1m30s or 500ms',
    });
  }
  if (totalMs > longestMs)
    throw new UsageError(`${what} is ${word}, longer than a week`, { hint: 'the maximum is 168h' });
  // To whole ns, as k6 counts: 1.001s is 1001 ms, where the doubles say 1000.9999999999999.
  return Math.round(totalMs * 1e6) / 1e6;
}

/** A rate in journeys per second, above 0 (or from 0 where `mayBeZero`). */
export function parseRateRps(word: string, what: string, mayBeZero = false): number {
  const rateRps = word.trim() === '' ? Number.NaN : Number(word);
  const isAllowed = Number.isFinite(rateRps) && (mayBeZero ? rateRps >= 0 : rateRps >= 0.001) && rateRps <= 1e6;
  if (!isAllowed) {
    throw new UsageError(`${what} is '${word}', which is not a rate`, {
      hint: `a rate is a number of journeys per second, ${mayBeZero ? 'from 0' : 'from 0.001'} to 1,000,000`,
    });
  }
  return rateRps;
}

/** A whole number from 1 up. */
export function parseCount(word: string, what: string, most: number): number {
  const count = /^\d+$/.test(word) ? Number(word) : Number.NaN;
  if (!(count >= 1 && count <= most)) {
    throw new UsageError(`${what} is '${word}'`, {
      hint: `a whole number from 1 to ${most.toLocaleString('en')} is allowed`,
    });
  }
  return count;
}

/** Stages from words such as `5/10s,10/10s,20/5s`: target rate / time to get there, in order. */
export function parseStages(words: string): Stage[] {
  return words.split(',').map((word, position) => {
    const what = `stage ${position + 1} of --stages`;
    const [rate, duration, ...rest] = word.trim().split('/');
    if (rate === undefined || duration === undefined || rest.length > 0) {
      throw new UsageError(`${what} is '${word.trim()}'`, {
        hint: 'write each stage as rate/duration: --stages 5/10s,10/10s,20/5s',
      });
    }
    return {
      targetRps: parseRateRps(rate, `the rate of ${what}`, true),
      durationMs: parseDurationMs(duration, `the time of ${what}`),
    };
  });
}

/** What every rate is multiplied by. */
export function parseScale(word: string): number {
  const scale = Number(word);
  if (!(word.trim() !== '' && Number.isFinite(scale) && scale > 0 && scale <= 1_000)) {
    throw new UsageError(`--scale is '${word}'`, { hint: 'a number above 0, at most 1000: 0.5 halves every rate' });
  }
  return scale;
}

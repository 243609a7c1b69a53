import { engine } from './engine.ts';

/** As k6's: every check is counted; true when all passed. */
export function check<T>(
  value: T,
  checks: Readonly<Record<string, (value: T) => boolean>>,
  tags?: Readonly<Record<string, string>>,
): boolean {
  if (tags !== undefined) engine.checkTags.push(tags);
  const results = Object.entries(checks).map(([name, holds]) => ({ name, passed: holds(value) }));
  engine.checks.push(...results);
  return results.every(({ passed }) => passed);
}

export function sleep(seconds: number): void {
  engine.pauses.push(seconds);
}

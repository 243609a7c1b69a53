const quietMs = 1_000;
const lastAtMs = new Map<string, number>();

/** Writes a line to stderr; the same line at most once a second, so that a failing run does not drown in them. */
export function logLine(line: string): void {
  const nowMs = Date.now();
  if (nowMs - (lastAtMs.get(line) ?? 0) < quietMs) return;
  if (lastAtMs.size > 100) lastAtMs.clear();
  lastAtMs.set(line, nowMs);
  process.stderr.write(`${line}\n`);
}

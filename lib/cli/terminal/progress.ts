import type { Progress } from '../../app/progress.ts';
import { loadLine } from './load-line.ts';
import type { Terminal } from './terminal.ts';

/** A terminal is redrawn every second; a log gets a line every ten. */
const liveTickMs = 1_000;
const logTickMs = 10_000;

const shortMs = 20_000;

const untilDone = (leftMs: number): string =>
  leftMs < shortMs
    ? ''
    : leftMs < 120_000
      ? `, about ${Math.round(leftMs / 10_000) * 10} s to go`
      : `, about ${Math.round(leftMs / 60_000)} min to go (fewer with --max-vus, none with --users FILE)`;

/** Shows the progress of a run: a bar that is redrawn on a terminal, a plain line every 10 s elsewhere. */
export function progressOn(terminal: Terminal): Progress {
  let printedAtMs = performance.now();
  let firstUsers:
    | { readonly name: string; readonly of: number; readonly done: number; readonly atMs: number }
    | undefined;
  const timeLeft = (name: string, done: number, of: number): string => {
    const nowMs = performance.now();
    // A search prepares more of them before each trial.
    if (firstUsers?.name !== name || firstUsers.of !== of || done < firstUsers.done) {
      firstUsers = { name, of, done, atMs: nowMs };
    }
    const made = done - firstUsers.done;
    return made > 0 ? untilDone(((of - done) / made) * (nowMs - firstUsers.atMs)) : '';
  };
  const redraw = (line: string) => {
    if (terminal.isLive) return terminal.live(line);
    const nowMs = performance.now();
    if (nowMs - printedAtMs < logTickMs - 500) return;
    printedAtMs = nowMs;
    terminal.say(line);
  };
  return {
    say: terminal.say,
    warn: terminal.warn,
    users: (name, done, of) => redraw(`${name}: ${done} of ${of} prepared${timeLeft(name, done, of)}`),
    load: (plan, atMs, live) => redraw(loadLine(plan, atMs, live, terminal.isLive)),
    tickMs: terminal.isLive ? liveTickMs : logTickMs,
    endLive: terminal.endLive,
  };
}

import type { Progress } from '../../app/progress.ts';
import { loadLine } from './load-line.ts';
import type { Terminal } from './terminal.ts';

/** A terminal is redrawn every second; a log gets a line every ten. */
const liveTickMs = 1_000;
const logTickMs = 10_000;

/** Shows the progress of a run: a bar that is redrawn on a terminal, a plain line every 10 s elsewhere. */
export function progressOn(terminal: Terminal): Progress {
  let printedAtMs = performance.now();
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
    users: (name, done, of) => redraw(`${name}: ${done} of ${of} prepared`),
    load: (plan, atMs, live) => redraw(loadLine(plan, atMs, live, terminal.isLive)),
    tickMs: terminal.isLive ? liveTickMs : logTickMs,
    endLive: terminal.endLive,
  };
}

import type { RunPlan } from '../../model/plan.ts';
import type { RunProgress } from '../../run/perform-run.ts';
import { progressLine } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** A terminal redraws each second; a log gets a line every ten. */
const liveTickMs = 1_000;
const logTickMs = 10_000;

/** Tells how a run goes: a bar that is redrawn on a terminal, a plain line every 10 s elsewhere. */
export function loadTeller(plan: RunPlan, terminal: Terminal): RunProgress {
  let saidAtMs = performance.now();
  const progress = (line: string) => {
    if (terminal.isLive) return terminal.live(line);
    const nowMs = performance.now();
    if (nowMs - saidAtMs < logTickMs - 500) return;
    saidAtMs = nowMs;
    terminal.say(line);
  };
  return {
    say: terminal.say,
    warn: terminal.warn,
    onUsers: (done, of) => progress(`users: ${done} of ${of} ${plan.users?.name ?? ''}`),
    onLoadStarted: () => {},
    onLoad: (atMs, live) => progress(progressLine(plan, atMs, live, terminal.isLive)),
    tickMs: terminal.isLive ? liveTickMs : logTickMs,
  };
}

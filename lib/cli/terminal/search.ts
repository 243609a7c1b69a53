import { type CapacityRequest, performCapacity } from '../../app/capacity.ts';
import { abortOnSignal } from './interrupt.ts';
import { progressOn } from './progress.ts';
import type { Terminal } from './terminal.ts';
import { trialLine, trialTableHead } from './trial-line.ts';

/** A search for the sustainable rate, with a line for each trial. */
export async function searchAt(
  request: Pick<CapacityRequest, 'run' | 'goal' | 'command'>,
  { runsDir }: { readonly runsDir: string },
  terminal: Terminal,
) {
  const signal = abortOnSignal(terminal);
  const progress = progressOn(terminal);
  const end = await performCapacity({
    ...request,
    ...{ runsDir, signal, progress },
    onTrial: (trials, answer) => {
      if (trials.length === 1) terminal.say(trialTableHead);
      terminal.say(trialLine(trials, answer));
    },
  });
  return { end, signal };
}

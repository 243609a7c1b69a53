import { InterruptedError, TargetError, UsageError } from '../../model/errors.ts';
import { exitCodes } from '../../model/exit-codes.ts';
import { isPortFree } from '../../run/process/free-port.ts';
import { startShop } from '../../run/target/shop/shop.ts';
import { abortOnSignal } from '../terminal/interrupt.ts';
import type { Terminal } from '../terminal/terminal.ts';

function parsePort(word: string): number {
  const port = /^\d{1,5}$/.test(word) ? Number(word) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`--port is '${word}'`, {
    hint: 'a whole number from 1 to 65535 is allowed, or 0 for any free port',
  });
}

/** `caseload target`: the reference shop alone, until it is interrupted. */
export async function target(options: { port: string }, terminal: Terminal) {
  const port = parsePort(options.port);
  // Before a database is started for nothing.
  if (port !== 0 && !(await isPortFree(port))) {
    throw new TargetError(`port ${port} is taken`, {
      hint: `stop the other program, or choose another port: --port ${port + 1} (0 takes any free one)`,
    });
  }
  const signal = abortOnSignal(terminal);
  const shop = await startShop({ signal, port, onProgress: terminal.say });
  try {
    terminal.out(
      `${shop.url}\n${Object.entries(shop.settings)
        .map(([name, value]) => `  ${name}=${value}\n`)
        .join('')}`,
    );
    terminal.say('the shop runs until Ctrl-C; its database goes with it');
    const aborted = new Promise<undefined>((resolve) => {
      if (signal.aborted) resolve(undefined);
      signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    const death = await Promise.race([shop.died, aborted]);
    if (death !== undefined) throw new TargetError(death, { hint: 'start it again' });
    // Ctrl-C is how this command is meant to end.
    return exitCodes.pass;
  } catch (error) {
    if (error instanceof InterruptedError) return exitCodes.pass;
    throw error;
  } finally {
    await shop.stop();
  }
}

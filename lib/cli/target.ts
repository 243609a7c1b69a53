import { InterruptedError, TargetError } from '../contract/errors.ts';
import { exitCodes } from '../contract/exit-codes.ts';
import { parseCount } from '../plan/words.ts';
import { isPortFree } from '../run/free-port.ts';
import { startShop } from '../run/shop.ts';
import { abortOnSignal } from './interrupt.ts';
import type { Terminal } from './terminal.ts';

/** `caseload target`: the reference shop alone, until it is interrupted. */
export async function target(options: { port: string }, terminal: Terminal) {
  const port = options.port === '0' ? 0 : parseCount(options.port, '--port', 65_535);
  // Before a database is started for nothing.
  if (port !== 0 && !(await isPortFree(port))) {
    throw new TargetError(`port ${port} is taken`, {
      hint: `stop the other program, or choose another port than ${port}`,
    });
  }
  const signal = abortOnSignal(terminal);
  const shop = await startShop({ signal, port, onProgress: terminal.say });
  try {
    terminal.out(
      `${shop.url}\n${Object.entries(shop.knobs)
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

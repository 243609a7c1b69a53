import { Option } from 'commander';
import { InterruptedError, TargetError, UsageError } from '../../model/errors.ts';
import { exitCodes } from '../../model/exit-codes.ts';
import { defineCommand } from '../command.ts';

export default defineCommand<{ readonly port: string }>({
  name: 'target',
  summary: 'run the reference shop and its database until Ctrl-C',
  examples: ['caseload target', 'BCRYPT_COST=12 DB_POOL_SIZE=20 caseload target --port 3000'],
  options: [new Option('--port <port>', 'the port to listen on; 0 takes any free one').default('3000')],
  async run({ options, terminal }) {
    const port = parsePort(options.port);
    await refuseTakenPort(port);
    const { startShop } = await import('../../run/target/shop/shop.ts');
    const { abortOnSignal } = await import('../terminal/interrupt.ts');
    const signal = abortOnSignal(terminal, 'the database is removed');
    const shop = await startShop({ signal, port, onProgress: terminal.say });
    try {
      const settings = Object.entries(shop.settings)
        .filter(([name]) => !name.startsWith('FAULT_') || process.env[name] !== undefined)
        .map(([name, value]) => `  ${name}=${value}\n`);
      terminal.out(`${shop.url}\n${settings.join('')}`);
      terminal.say('the shop runs until Ctrl-C; its database is removed then');
      const death = await Promise.race([shop.died, aborted(signal)]);
      if (death !== undefined) throw new TargetError(death, { hint: 'start it again' });
      // Ctrl-C is how this command is meant to end.
      return exitCodes.pass;
    } catch (error) {
      if (error instanceof InterruptedError) return exitCodes.pass;
      throw error;
    } finally {
      await shop.stop();
    }
  },
});

const aborted = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });

/** Checked first, so that no database is started in vain. */
async function refuseTakenPort(port: number): Promise<void> {
  const { isPortFree } = await import('../../run/process/free-port.ts');
  if (port === 0 || (await isPortFree(port))) return;
  throw new TargetError(`port ${port} is taken`, {
    hint: `stop the other program, or choose another port: --port ${port + 1} (0 takes any free one)`,
  });
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`--port is '${text}'`, {
    hint: 'a whole number from 1 to 65535 is allowed, or 0 for any free port',
  });
}

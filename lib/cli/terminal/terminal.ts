import { createColors } from 'picocolors';
import { type ExitCode, exitCodes } from '../../model/exit-codes.ts';
import { fileReason } from '../../store/artifacts.ts';
import { asCalled } from './as-called.ts';
import { openOutput } from './output.ts';

/** Where text goes: results to stdout, everything else to stderr. */
export interface Streams {
  readonly isStdoutColored: boolean;
  /** stderr is a terminal that can redraw a line. */
  readonly isLive: boolean;
  readonly isQuiet: boolean;
  /** The command's own output. */
  out(text: string): void;
  /** A line of progress; not printed with --quiet. */
  say(line: string): void;
  /** A line that is printed even with --quiet. */
  warn(line: string): void;
  /** Redraws the last line of a live terminal; nothing elsewhere. */
  live(line: string): void;
  endLive(): void;
}

/** What commands write to: see guarded. */
export interface Terminal extends Streams {
  /** A command to the runner of GitHub Actions, which nothing else that is printed can be. */
  workflowCommand(line: string): void;
}

interface ProcessStreams extends Streams {
  /** Waits until all is written. The exit code then: that of trouble if stdout could not take all of it. */
  close(exitCode: ExitCode): Promise<ExitCode>;
}

/** Colour per stream: NO_COLOR, FORCE_COLOR, TERM=dumb and whether it is a terminal (clig.dev). */
function isColored(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/** The streams of this process. If one was closed, writing to it is not an error: the run continues. */
export function openTerminal(options: { isQuiet: boolean; isPlain: boolean }): ProcessStreams {
  const [stdout, stderr] = [openOutput(process.stdout), openOutput(process.stderr)];
  const env = options.isPlain ? { ...process.env, NO_COLOR: '1' } : process.env;
  const colors = createColors(isColored(process.stderr, env));
  const isLive = process.stderr.isTTY === true && env.TERM !== 'dumb' && !options.isQuiet;
  let isLineOpen = false;
  const endLive = () => {
    if (isLineOpen) stderr.write('\r\u001b[K');
    isLineOpen = false;
  };
  const print = (prefix: string, line: string) => {
    endLive();
    stderr.write(`${prefix} ${asCalled(line, env)}\n`);
  };
  return {
    isStdoutColored: isColored(process.stdout, env),
    isLive,
    isQuiet: options.isQuiet,
    out: (text) => {
      endLive();
      stdout.write(text);
    },
    say: (line) => {
      if (!options.isQuiet) print(colors.dim('caseload:'), line);
    },
    warn: (line) => print(colors.yellow('caseload:'), line),
    live: (line) => {
      if (!isLive) return;
      stderr.write(`\r\u001b[K${line.slice(0, Math.max(20, (process.stderr.columns ?? 100) - 1))}`);
      isLineOpen = true;
    },
    endLive,
    close: async (exitCode) => {
      const failure = await stdout.flush();
      if (failure !== undefined) print(colors.yellow('caseload:'), `cannot write to stdout: ${fileReason(failure)}`);
      await stderr.flush();
      const isWorse = exitCode === exitCodes.interrupted || exitCode === exitCodes.bug;
      return failure === undefined || isWorse ? exitCode : exitCodes.trouble;
    },
  };
}

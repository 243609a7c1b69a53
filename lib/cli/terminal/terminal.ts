import { createColors } from 'picocolors';
import { asCalled } from './as-called.ts';

/** Where a command writes: results to stdout, everything else to stderr. */
export interface Terminal {
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

/** Colour per stream: NO_COLOR, FORCE_COLOR, TERM=dumb and whether it is a terminal (clig.dev). */
function isColored(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/** The terminal of this process. If it was closed, writing to it is not an error: the run continues. */
export function openTerminal(options: { isQuiet: boolean; isPlain: boolean }): Terminal {
  const { stdout, stderr } = process;
  const env = options.isPlain ? { ...process.env, NO_COLOR: '1' } : process.env;
  for (const stream of [stdout, stderr]) stream.on('error', () => {});
  const colors = createColors(isColored(stderr, env));
  const isLive = stderr.isTTY === true && env.TERM !== 'dumb' && !options.isQuiet;
  let isLineOpen = false;
  const endLive = () => {
    if (isLineOpen) stderr.write('\r\u001b[K');
    isLineOpen = false;
  };
  return {
    isStdoutColored: isColored(stdout, env),
    isLive,
    isQuiet: options.isQuiet,
    out: (text) => {
      endLive();
      stdout.write(text);
    },
    say: (line) => {
      if (options.isQuiet) return;
      endLive();
      stderr.write(`${colors.dim('caseload:')} ${asCalled(line, env)}\n`);
    },
    warn: (line) => {
      endLive();
      stderr.write(`${colors.yellow('caseload:')} ${asCalled(line, env)}\n`);
    },
    live: (line) => {
      if (!isLive) return;
      stderr.write(`\r\u001b[K${line.slice(0, Math.max(20, (stderr.columns ?? 100) - 1))}`);
      isLineOpen = true;
    },
    endLive,
  };
}

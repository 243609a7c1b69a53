import type { Option } from 'commander';
import type { ExitCode } from '../model/exit-codes.ts';
import type { Terminal } from './terminal/terminal.ts';

/** What a command was called with. */
export interface Call<Options> {
  readonly options: Options;
  /** The values of its operands, in their order. */
  readonly operands: readonly string[];
  /** Everything after its name, as it was typed. */
  readonly args: readonly string[];
  readonly terminal: Terminal;
}

/**
 * A command: its name and summary, its options and what it does. `run` imports what it needs when it is called, so
 * that declaring a command costs nothing.
 */
export interface Command<Options = object> {
  readonly name: string;
  /** Its heading in the help: see commands/all.ts. */
  readonly group?: string;
  readonly summary: string;
  readonly examples?: readonly string[];
  /** In commander's form, with a text each: `<name>`, `[runs...]`. */
  readonly operands?: readonly (readonly [form: string, text: string])[];
  readonly options?: readonly Option[];
  /** Called when a command with subcommands is used without one. */
  readonly isDefault?: boolean;
  /** Unknown options are operands. */
  readonly takesAnyOption?: boolean;
  readonly subcommands?: readonly Command[];
  run?(call: Call<Options>): Promise<ExitCode>;
}

export const defineCommand = <Options>(command: Command<Options>): Command<Options> => command;

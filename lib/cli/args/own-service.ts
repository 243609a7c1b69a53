import type { TargetRecipe } from '../../model/config.ts';
import type { Command } from '../command.ts';
import { filled } from './headers.ts';

/** The project's own service, as its configuration says: where it is, or how it is started. */
export interface OwnService {
  readonly url?: string | undefined;
  readonly recipe?: TargetRecipe | undefined;
  /** Of the project, in which the recipe's commands run. */
  readonly folder: string;
  /** Values may be `${NAME}` of the environment. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The options of a command that may name a target, with the service that it loads if they name none. */
export async function withOwnService(command: Pick<Command, 'options'>, options: object): Promise<object> {
  if (!command.options?.some((option) => option.attributeName() === 'target')) return options;
  const { readConfig } = await import('../../store/config.ts');
  const { ownFolder } = await import('../../store/own-folder.ts');
  const { url, target, headers = {} } = await readConfig();
  const ownService: OwnService = { url, recipe: target, folder: ownFolder(), headers };
  return { ...options, ownService };
}

/** Its headers, as `--header` takes them. Throws a UsageError for a variable that is not set. */
export const ownHeaders = ({ headers }: OwnService): string[] =>
  Object.entries(headers).map(
    ([name, value]) => `${name}: ${filled(value, `header ${name} in caseload.config.ts`, process.env)}`,
  );

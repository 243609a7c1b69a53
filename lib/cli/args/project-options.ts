import type { RunOptions } from './run-options.ts';

type Named = Pick<RunOptions, 'target' | 'header' | 'setting'>;

/** The options of a command that may name a target, with the address and headers that the configuration has for it. */
export async function withProject<Options extends Partial<Named>>(options: Options): Promise<Options> {
  const { readConfig } = await import('../../store/config.ts');
  const { configName } = await import('../../store/own-folder.ts');
  const { url, headers = {} } = await readConfig();
  const isElsewhere = options.target !== undefined && options.target !== url;
  const isShop = (options.setting ?? []).length > 0;
  // Headers of one service, which may be secrets, are not sent to another one.
  if (isElsewhere || isShop) return options;
  const { filled } = await import('./headers.ts');
  const lines = Object.entries(headers).map(
    ([name, value]) => `${name}: ${filled(value, `header ${name} in ${configName}`, process.env)}`,
  );
  return {
    ...options,
    ...(url !== undefined && { target: url }),
    ...(lines.length > 0 && { header: [...lines, ...(options.header ?? [])] }),
  };
}

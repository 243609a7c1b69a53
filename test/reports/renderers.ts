import type { Format } from '../../reports/document.ts';
import { type FormatName, formatNames, formats } from '../../reports/formats/formats.ts';

/** Every format, loaded. */
export const renderers = Object.fromEntries(
  await Promise.all(formatNames.map(async (name) => [name, (await formats[name].load()).default] as const)),
) as Readonly<Record<FormatName, Format>>;

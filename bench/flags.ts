import { parseArgs } from 'node:util';

/**
 * Sizes of a bench from its flags, `--pairs 20 --rate 400`: whole numbers, each with its default. A wrong word ends the
 * bench with a sentence.
 */
export function readSizes<Name extends string>(defaults: Readonly<Record<Name, number>>): Record<Name, number> {
  const names = Object.keys(defaults) as Name[];
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const { values } = parseArgs({ options, strict: true });
  const sizes = names.map((name) => {
    const size = values[name] === undefined ? defaults[name] : Number(values[name]);
    if (!Number.isInteger(size) || size < 1)
      throw new Error(`--${name} is '${values[name]}', not a whole number from 1`);
    return [name, size] as const;
  });
  return Object.fromEntries(sizes) as Record<Name, number>;
}

import { UsageError } from '../../model/errors.ts';

/** Parser of an option that may be given several times: all of its values. */
export const eachOf = (value: string, earlier: readonly string[] | undefined): readonly string[] => [
  ...(earlier ?? []),
  value,
];

/** Parser of an option whose second value would silently replace the first. */
export const onlyOne =
  (option: string) =>
  (value: string, earlier: string | undefined): string => {
    if (earlier === undefined) return value;
    throw new UsageError(`${option} was given twice: '${earlier}' and '${value}'`, {
      hint: `give ${option} once; only --samples may be repeated, for several runners`,
    });
  };

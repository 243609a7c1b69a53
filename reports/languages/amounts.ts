import type { SoakSeries } from '../../lib/model/result.ts';
import type { Formats } from './numbers.ts';

/** A value of a series of a soak, with its unit. */
export function amountText(value: number, unit: SoakSeries['unit'], formats: Formats): string {
  switch (unit) {
    case 'ms':
      return formats.ms(value);
    case 'ratio':
      return formats.percent(value);
    case 'perSecond':
      return formats.rps(value);
    case 'bytes':
      return formats.bytes(value);
    case 'count':
    case 'cores':
      return formats.number(value);
  }
}

/** A change of such a value, with its sign. */
export function changeText(value: number, unit: SoakSeries['unit'], formats: Formats): string {
  const text = amountText(Math.abs(value), unit, formats);
  return value === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
}

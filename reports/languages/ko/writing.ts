import type { writing as en } from '../en/writing.ts';
import type { Widened } from '../labels.ts';

export const writing = {
  locale: 'ko',
  listSeparator: ', ',
  units: { second: '초', minute: '분', perSecond: '건/초', percent: '%' },
} satisfies Widened<typeof en>;

/** How English writes numbers and lists. */
export const writing = {
  locale: 'en',
  /** Between the parts of a list; if empty, as usual in the locale. */
  listSeparator: '',
  units: { second: ' s', minute: ' min', perSecond: '/s', percent: ' %' },
};

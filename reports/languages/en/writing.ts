/** How English writes numbers and lists. */
export const writing = {
  locale: 'en',
  /** Between the parts of a list; as the locale has it where it is empty. */
  listSeparator: '',
  units: { second: ' s', minute: ' min', perSecond: '/s', percent: ' %' },
};

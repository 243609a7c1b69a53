/** Texts around the CPU profile of the target. */
export const cpuProfile = {
  about:
    'Taken over {{duration durationMs}}, in which the main thread was busy {{percent ratio}} of the time: ' +
    'shares are of that. Work of the thread pool (password hashes, compression) is not in it. ' +
    'Chrome DevTools opens target.cpuprofile',
  function: 'function',
  where: 'where',
  calledBy: '{{group}}, for {{calledBy}}',
  self: 'self',
  inclusive: 'with what it calls',
  flame: 'Where the main thread’s time went',
  groups: 'By package',
  name: 'package',
  others: 'others',
};

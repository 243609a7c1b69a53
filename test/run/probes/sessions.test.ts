import { describe, expect, it } from 'vitest';
import { classOf, rootBlockers, type Session, withoutValues } from '../../../lib/run/probes/sessions.ts';

const session = (given: Partial<Session>): Session => ({
  ...{ pid: 1, state: 'active', waitType: null, wait: null, query: 'select 1', blockers: null },
  ...given,
});

describe('the class of a session', () => {
  it.each([
    ['idle', { state: 'idle', waitType: 'Client', wait: 'ClientRead' }],
    ['idleInTransaction', { state: 'idle in transaction', waitType: 'Client', wait: 'ClientRead' }],
    ['idleInTransaction', { state: 'idle in transaction (aborted)' }],
    // Between Parse and Bind of the extended protocol.
    ['idleInTransaction', { waitType: 'Client', wait: 'ClientRead' }],
    ['client', { waitType: 'Client', wait: 'ClientWrite' }],
    ['cpu', {}],
    ['lock', { waitType: 'Lock', wait: 'transactionid' }],
    ['io', { waitType: 'Lock', wait: 'extend' }],
    ['io', { waitType: 'IO', wait: 'WALSync' }],
    ['io', { waitType: 'LWLock', wait: 'WALWrite' }],
    ['other', { waitType: 'IPC', wait: 'BgWorkerShutdown' }],
  ] as const)('is %s', (expected, given) => {
    expect(classOf(session(given))).toBe(expected);
  });
});

describe('the sessions that block others', () => {
  it('are those at the end of the chains', () => {
    const holder = session({ pid: 1, state: 'idle in transaction' });
    const second = session({ pid: 2, waitType: 'Lock', blockers: [1] });
    const third = session({ pid: 3, waitType: 'Lock', blockers: [2, 1] });
    expect(rootBlockers([holder, second, third, session({ pid: 4 })])).toEqual([holder]);
  });

  it('are none that cannot be seen, and none in a circle', () => {
    const one = session({ pid: 1, waitType: 'Lock', blockers: [2] });
    const two = session({ pid: 2, waitType: 'Lock', blockers: [1] });
    expect(rootBlockers([one, two])).toEqual([]);
    expect(rootBlockers([session({ pid: 1, waitType: 'Lock', blockers: [99] })])).toEqual([]);
  });
});

describe('a statement without its values', () => {
  it.each([
    ["select * from t where a='x''y' and b = 12 and c=$1", 'select * from t where a=? and b = ? and c=$1'],
    ["insert into u1 values (1,2,'a', E'b\\'c'), (3)", 'insert into u1 values (?), (?)'],
    ["select 'shortened in the mid", 'select ?'],
    ['select "col2" from tab3 -- why\n where x in (1, 2, 3)', 'select "col2" from tab3 where x in (?)'],
    ["/* trace='a' */ select $tag$ body $tag$, -1.5e3", 'select ?'],
    ['/* shortened', ''],
    ["select e'a\\\\', 'b'", 'select ?'],
  ])('%s', (query, expected) => {
    expect(withoutValues(query)).toBe(expected);
  });

  it('holds nothing of what stood in quotes, whatever that was', () => {
    const secrets = ['hunter2', 'a@b.example', "it''s", '日本', '0xdead'];
    for (const secret of secrets) {
      const text = withoutValues(`update users set password = '${secret}', n=7 where email = N'${secret}' limit 5`);
      expect(text).toBe('update users set password = ?, n=? where email = ? limit ?');
    }
  });
});

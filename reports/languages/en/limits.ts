import type { LimitId } from '../../../lib/judge/bottleneck/limits/all.ts';
import type { LimitTexts } from '../finding-texts.ts';

/** What may limit a target: the sentence, what it rests on, and what to do. */
export const limits = {
  'noisy-host': {
    title: 'other programs took the CPUs of this host, so that this run does not show the limit of the target',
    statements: {
      others: 'they took {{cores cores}} of {{cores of}} cores',
      delay: 'the target’s main thread waited for a CPU in {{percent ratio}} of the time in which it could have run',
    },
    advice: 'Run it again on a quiet host.',
  },
  'row-lock': {
    title: 'requests wait for a lock on the same rows{{#if relation}} of {{relation}}{{/if}}',
    statements: {
      waiting:
        '{{number sessions}} sessions of the database waited for a lock on average' +
        '{{#if relation}}, on rows of {{relation}}{{/if}}',
      statement: 'most of them in: {{statement}}',
      heldIdle: 'who holds it mostly waits for the application to go on, last at: {{statement}}',
      heldBusy: 'who holds it mostly executes: {{statement}}',
    },
    advice:
      'Hold the lock for a shorter time (fewer round trips while it is held), or spread the rows. ' +
      'A larger connection pool does not help: it only makes the queue longer.',
  },
  'thread-pool-cpu': {
    title: 'jobs of Node’s thread pool (password hashes, compression) need more CPUs than there are',
    statements: {
      addons: 'packages with native code in the process: {{#list addons}}{{name}}{{/list}}',
      queue: 'a job that takes no time waited {{ms queueMs}} for a thread (median)',
      threads: 'the threads beside the main one used {{cores cores}} of {{cores of}} cores',
      host: 'all programs of the host together used {{cores busy}}',
    },
    advice:
      'Make the jobs cheaper (a lower hash cost), fewer, or add cores. More threads do not help, ' +
      'and a CPU profile of JavaScript does not show them.',
  },
  'thread-pool-size': {
    title: 'jobs wait for a thread of Node’s thread pool while CPUs are idle',
    statements: {
      addons: 'packages with native code in the process: {{#list addons}}{{name}}{{/list}}',
      queue: 'a job that takes no time waited {{ms queueMs}} for a thread (median)',
      idle: 'the threads used {{cores cores}} cores, and the host only {{cores busy}} of {{cores of}}',
    },
    advice: 'Raise UV_THREADPOOL_SIZE to the number of cores.',
  },
  'pool-leak': {
    title: 'connections are taken from the pool and not given back',
    statements: {
      idle: '{{number inUse}} of {{count max}} connections are in use, but {{number idle}} sessions do nothing',
      waiting: '{{number waiting}} requests waited for a connection on average',
    },
    advice: 'Look for a path that does not release its connection: an error, an early return.',
  },
  'database-io': {
    title: 'the database waits for its disk or its write-ahead log',
    statements: {
      waiting: '{{number sessions}} sessions waited for I/O on average',
      statement: 'most of them in: {{statement}}',
    },
    advice: 'Write less per journey, commit less often, or give the database a faster disk.',
  },
  'database-cpu': {
    title: 'the database’s CPUs are busy with statements',
    statements: {
      cpu: 'it used {{cores cores}} of {{cores of}} cores, and {{number sessions}} sessions executed at once',
      statement: '{{number sessions}} of them: {{statement}}',
    },
    advice: 'Look at the plan of that statement: an index may be missing, or it reads more than it needs.',
  },
  'garbage-collection': {
    title: 'the garbage collector takes the main thread',
    statements: {
      pauses: 'it took {{percent ratio}} of the time, and the main thread used {{cores cores}} cores',
    },
    advice: 'Allocate less per request, or give the process more memory (--max-old-space-size).',
  },
  'event-loop': {
    title: 'JavaScript on the main thread takes all of its time',
    statements: {
      main:
        '{{cores cores}} cores were used by {{#if isCluster}}the main threads of ' +
        '{{count processes}} processes{{else}}the main thread{{/if}}',
      delay: 'timers ran up to {{ms delayMs}} late (p99), and the event loop was busy {{percent ratio}} of the time',
      function: '{{name}} took {{percent ratio}} of the time that was not idle, more than any other function',
    },
    advice:
      '{{#unless hasProfile}}A CPU profile shows which functions: --cpu-profile. {{/unless}}' +
      'More processes (cluster) use more cores.',
  },
  'pool-exhausted': {
    title: 'all {{#if max}}{{count max}} {{/if}}connections of the pool are in use',
    statements: {
      waiting: '{{number inUse}} of {{count max}} were in use, and {{number waiting}} requests waited for one',
      heldIdle:
        '{{number sessions}} of the connections were in a transaction and waited for the application to go on' +
        '{{#if statement}}, last at: {{statement}}{{/if}}',
      heldBusy: '{{number sessions}} of the connections executed statements',
    },
    advice:
      'Hold a connection for a shorter time: do other work (calls of other services) outside of the transaction. ' +
      'A larger pool helps only if the database and the target’s main thread have CPU time left.',
  },
  'service-time': {
    title: 'nothing waits: the work itself takes this long',
    statements: {
      cpu: 'a journey takes {{ms cpuMs}} of the target’s CPU time, of {{ms wholeMs}} in all',
    },
    advice: 'Make the work of a journey cheaper; more connections or threads do not help.',
  },
  'external-wait': {
    title: 'requests wait for something outside of the target and its database',
    statements: {
      elsewhere:
        '{{number rest}} of {{number inFlight}} journeys in flight were neither waiting for a connection ' +
        'nor in the database',
      cpu: 'a journey took {{ms cpuMs}} of the target’s CPU time, of {{ms wholeMs}} in all',
    },
    advice: 'Look at the calls of other services, at name resolution, and at timers.',
  },
} as const satisfies Record<LimitId, LimitTexts>;

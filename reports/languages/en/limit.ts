import type { DiagnosedSource } from '../../../lib/judge/bottleneck/diagnose.ts';
import type { Rewording } from './background.ts';

/** Why something was not read. */
const conditions: Rewording = [];

/** Texts around the limit of the target. */
export const limit = {
  tag: 'limit',
  hidden:
    'What limits {{#if step}}{{step}}{{else}}it{{/if}}{{#if fromRps}} from {{rps fromRps}} on{{/if}} is not known: {{title}}',
  line: 'What limits {{#if step}}{{step}}{{else}}it{{/if}}{{#if fromRps}} from {{rps fromRps}} on{{/if}}: {{title}}',
  none: 'The target was not under stress, so this run shows no limit.',
  undetermined: 'What was read of the target does not say what limits it',
  evidence: 'Evidence',
  advice: 'What to do',
  others:
    'Other programs took {{percent foreign}} of this host’s CPU time: without them, the target may have another limit.',
  also: 'Also seen, perhaps as a consequence',
  confidence: {
    high:
      'seen in nearly all of the time under stress{{#if step}}, most of which went to {{step}}{{/if}}' +
      '{{#if fromRps}}, from {{rps fromRps}} on{{/if}}',
    medium:
      'seen in most of the time under stress{{#if step}}, most of which went to {{step}}{{/if}}' +
      '{{#if fromRps}}, from {{rps fromRps}} on{{/if}}',
    low: 'seen in some of the time under stress',
  },
  census: 'of {{number inFlight}} journeys in flight, {{#list parts}}{{number value}} were {{name}}{{/list}}',
  parts: {
    pool: 'waiting for a connection',
    lock: 'waiting for a lock',
    database: 'being executed by the database',
    transaction: 'in a transaction, while the application did something else',
    elsewhere: 'elsewhere in the target or outside it',
  },
  conditions,
  missing: 'not read: {{what}}, because {{because}}',
  sources: {
    'target-threads': 'CPU time of the target’s threads',
    'node-runtime': 'event loop, thread pool and connection pools of Node.js',
    'database-sessions': 'sessions of the database',
    'host-cpu': 'CPU of the host',
  } satisfies Record<DiagnosedSource, string>,
};

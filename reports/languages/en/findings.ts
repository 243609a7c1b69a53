import type { FindingId } from '../../../lib/judge/findings/all.ts';
import type { FindingTexts } from '../finding-texts.ts';

/** The rate or the ramp that missed the objectives first. */
const missedStage =
  '{{#if missedIsRamp}}the ramp from {{rps missedFrom}} to {{rps missedTo}}{{else}}{{rps missedTo}}{{/if}}';
const failuresByStep =
  '{{#list failures}}{{count failed}} of {{n attempted "attempt" "attempts"}} at {{step}} ({{percent ratio}}){{/list}}';

export const findings = {
  'broken-integrity': {
    title: "The target's data is consistent after the load",
    what:
      "The target's data is not consistent after the load: {{#list broken}}{{name}} is {{count actual}}, " +
      'should be {{count expected}}{{/list}}',
    why: 'A target that loses or duplicates updates under load is broken, no matter how fast it answers.',
    advice: 'Look at the transactions and locks of the steps involved.',
  },
  'failing-step': {
    title: 'No step fails more than the others',
    what: {
      named:
        '{{step}} had the most failures: {{count failed}} of its {{n attempted "attempt" "attempts"}} ' +
        '({{percent ratio}}) failed, against {{count othersFailed}} of {{count othersAttempted}} at the other ' +
        'steps{{#if causes}} ({{#list causes}}{{count count}} × {{cause}}{{/list}}){{/if}}{{#if hasLater}}; ' +
        'these journeys never reached the later steps{{/if}}',
      spread: `Failures are spread over the steps: ${failuresByStep}; no step has more than chance would explain`,
      unclear:
        `${failuresByStep} failed: {{#if isTimed}}{{#if isFew}}there were failures in {{count spans}} of the ` +
        "run's {{duration spanMs}} spans, and it takes {{count needed}} to tell whether one step fails more than " +
        'the others{{else}}no step stands out often enough, in the {{count spans}} spans of {{duration spanMs}} ' +
        'with failures, to say that it fails more than the others{{/if}}{{else}}it is not known when, so there is ' +
        'no telling whether one step fails more than the others{{/if}}',
    },
    why:
      'A step that fails more than the others is where to look first; if all steps fail alike, ' +
      'look at what they share.',
    advice: {
      named: 'Look at {{step}} first.',
      spread: 'Look at what all steps share: the host, the network, a proxy, the database.',
      unclear:
        '{{#if isTimed}}{{#if isFew}}Run it for {{duration enoughMs}} or longer{{else}}Run it for longer{{/if}} ' +
        'if you need to know; until then, blame no single step.{{else if hasSamples}}Blame no single step.' +
        '{{else}}Record samples as well: they show when each request failed.{{/if}}',
    },
  },
  'censored-latency': {
    title: 'No request ran into the timeout',
    what:
      '{{count timeouts}} of {{n n "request" "requests"}} ({{percent ratio}}) ran into the timeout' +
      '{{#if timeoutMs}} of {{duration timeoutMs}}{{/if}}',
    why:
      'They would have taken longer, so percentiles that include them are lower bounds (≥) and grow with the ' +
      'timeout.',
    advice: 'Read such percentiles as "at least"; find the rate at which nothing times out.',
  },
  'coarse-stamps': {
    title: 'The timestamps of the samples are precise enough',
    what: 'The timestamps of the samples are whole seconds',
    why: 'The start of a request is only known to the second, and so are windows, stages and journeys in flight.',
    advice: 'Record with K6_CSV_TIME_FORMAT=unix_micro.',
  },
  'coordinated-omission': {
    title: 'Latency is measured no matter how slow the target is',
    what: {
      dropped:
        '{{n dropped "journey" "journeys"}} of {{count scheduled}} ({{percent ratio}}) never started, ' +
        'so no percentile includes their latency{{#if charged}}; if each had made one slow request, ' +
        'at least {{percent charged}} of the requests would be above {{exactMs limitMs}}{{/if}}',
      closed:
        'The load model is closed ({{executor}}): a slow target gets less work, ' +
        'and the time that work waits is not measured',
    },
    why: 'Percentiles leave out the moments when the target was at its worst (coordinated omission).',
    advice: {
      dropped: 'Percentiles only cover the journeys that started; success is a share of all scheduled journeys.',
      closed: 'Use an open model (arrival rates) to judge latency.',
    },
  },
  'cost-by-step': {
    title: 'How much time each step takes',
    what:
      'Of the total request time, {{#list costs}}{{percent share}} went to {{step}} (mean {{ms meanMs}}, ' +
      '{{n n "request" "requests"}}){{/list}}',
    why: 'Speeding up the step that takes the most time helps the most; a cheap step cannot save much.',
    advice: 'Load {{step}} alone to see how long it takes without the others.',
  },
  'data-reuse': {
    title: 'No test user was shared',
    what: {
      duplicates:
        '{{n duplicates "test user appears" "test users appear"}} more than once among the {{count count}} in the file',
      conflicts:
        '{{count conflicts}} of {{n attempted "attempt" "attempts"}} at {{step}} were answered with 409 (conflict)',
    },
    why: 'Two journeys of the same user hit caches, locks and conflicts that two different users would not.',
    advice: {
      duplicates: 'Put a different user in each row of the file.',
      conflicts: 'Check whether e-mail addresses or idempotency keys repeat; journey.id is unique across all runs.',
    },
  },
  'empty-threshold': {
    title: 'No k6 threshold passed without data',
    what:
      'k6 passed {{#list empty}}{{metric}} {{expression}}{{/list}}, although there are no samples of ' +
      '{{plural count "it" "them"}}',
    why:
      'In k6, a threshold on a metric without samples passes: a misspelt tag, or a step that no journey reached, ' +
      'looks green.',
    advice:
      'Check the metric\'s name and tags; pair each limit with a minimum count, as in http_reqs{…}: ["count>=1"].',
  },
  'engine-trouble': {
    title: 'k6 could run the load',
    what: 'The load could not be run: {{detail}}',
    why: 'The planned load is missing from the figures, or only part of it is there.',
    advice: {
      'not-started': 'Fix that and run it again; no load was sent.',
      failed: "k6's messages are in k6.log in the run folder. See also: caseload doctor",
    },
  },
  'fast-failures': {
    title: 'Failures do not make latency look better',
    what: {
      faster:
        '{{count failed}} of {{n n "request" "requests"}} ({{percent ratio}}) failed, and failed fast: ' +
        'their median is {{ms failedP50Ms}}, that of the others {{ms okP50Ms}}',
      all: 'All {{n n "request" "requests"}} failed{{#if hasMedian}} (median {{ms failedP50Ms}}){{/if}}',
    },
    why:
      'Refused connections and quick errors count as fast requests (a refused one takes 0 ms in k6), ' +
      'so the percentiles and rates of all requests flatter the target.',
    advice: 'Judge latency by the successful requests, and failures by a separate objective.',
  },
  'failures-without-objective': {
    title: 'Every kind of failure is covered by an objective',
    what:
      '{{count failed}} of {{n started "journey" "journeys"}} ({{percent ratio}}) failed by what the target answered ' +
      '(most of them: {{cause}}), and no objective is about that',
    why:
      'The status of such an answer is a good one, so no error rate of requests has it in it. ' +
      'A run with such failures is not one that met its objectives.',
    advice: "Add one: --objective 'journey success > 99%', or in the configuration; or change what the step expects.",
  },
  'generator-drops': {
    title: 'The planned load was offered',
    what: {
      generator:
        'The generator dropped {{count drops}} of {{n scheduled "scheduled journey" "scheduled journeys"}} ' +
        'while VUs were free{{#if stages}} (above 5 % in stage {{#list stages}}{{stage}}{{/list}}){{/if}}',
      unknown:
        '{{n neverStarted "journey" "journeys"}} of {{count scheduled}} scheduled never started; ' +
        'these files do not show whether all VUs were busy or the generator was late',
      'no-schedule':
        'k6 dropped {{n drops "iteration" "iterations"}} and ran {{count others}} ({{percent ratio}} dropped); ' +
        'these files do not show why',
    },
    why:
      'Those journeys never reached the target: the load was lighter than planned, ' +
      'often when the target was slowest.',
    advice: {
      generator: 'Give k6 more CPU or a separate host, and stop other programs.',
      unknown: 'Run it with caseload load, or pass the samples, which show why.',
      'no-schedule': 'Allocate more VUs before the load (preAllocatedVUs), and check whether the drops go away.',
    },
  },
  'generator-limit': {
    title: "The generator's own limits did not matter",
    what: {
      files: '{{n count "request" "requests"}} of {{count n}} never left the generator: it had too many open files',
      ports: '{{n count "request" "requests"}} of {{count n}} never left the generator: it had no free local port',
      memory:
        '{{n count "request" "requests"}} of {{count n}} never left the generator: it had no memory for a connection',
      proxy:
        '{{n count "request" "requests"}} of {{count n}} never reached the target: the proxy of the generator failed',
      names: '{{n count "request" "requests"}} of {{count n}} never reached the target: its name could not be resolved',
    },
    why: 'These failures say nothing about the target.',
    advice: {
      files: 'Raise the limit before the run: `ulimit -n 65536`.',
      ports: 'Let connections be reused, widen net.ipv4.ip_local_port_range, or send the load from several hosts.',
      memory: 'Give the generator more memory, or use fewer VUs.',
      proxy: 'Unset HTTP_PROXY and HTTPS_PROXY, or add the target to NO_PROXY.',
      names: "Use the target's address instead of its name, or correct the name server.",
    },
  },
  'generator-saturated': {
    title: 'The generator kept up',
    what: {
      cpu:
        'k6 used {{cores usedCores}} of {{cores cores}} CPU cores ({{percent ratio}}) ' +
        '{{#if stage}}in the busiest moment of stage {{count stage}}{{else}}on average{{/if}}',
      late:
        'Journeys started late: one in a hundred by {{ms p99Ms}} or more (at most {{ms maxMs}}, ' +
        '{{n n "journey" "journeys"}})',
    },
    why: 'A generator without spare CPU sends requests late, and counts its own delay as latency of the target.',
    advice: 'Run k6 on a separate host, or with fewer journeys per second; keep a fifth of its CPU free.',
  },
  'growing-backlog': {
    title: 'No backlog builds up on a plateau',
    what:
      'The backlog grew: {{#list growing}}on the plateau of {{rps rateRps}} the journeys in flight went from ' +
      '{{count from}} to {{count to}} in {{duration durationMs}}{{/list}}',
    why:
      'The target finishes less than it gets, so there is no steady state: ' +
      'every percentile depends on how long the load lasted.',
    advice: 'Do not quote the latency of such a stage; the target sustains less than this rate.',
  },
  drift: {
    title: 'Nothing drifts while the load is the same',
    what: {
      drift:
        'At a steady {{rps rateRps}}, within {{duration durationMs}}: {{#list drifting}}{{series}} went from ' +
        '{{amountOf start unit}} to {{amountOf end unit}} ({{changeOf perHour unit}} an hour, 95 % interval ' +
        '{{changeOf low unit}} to {{changeOf high unit}}){{/list}}',
      step:
        'At a steady {{rps rateRps}}, a level changed at once: {{#list stepping}}{{series}} from ' +
        '{{amountOf start unit}} to {{amountOf end unit}} {{duration atMs}} after the start{{/list}}',
      steady:
        'No drift was seen in {{duration durationMs}} at {{rps rateRps}}' +
        '{{#if visible}}; the smallest drift that this soak could see: {{#list visible}}{{series}} ' +
        '{{percent ratio}} an hour{{/list}}{{/if}}',
    },
    why:
      'What grows at a constant load has no steady state: sooner or later it meets a limit. A percentile over the ' +
      'whole run is then a mean of better and worse hours.',
    advice: {
      drift:
        'Repeat it to be sure, for longer. Then restart the target and keep its data: if latency is low again, its ' +
        'processes leak; if not, its data has grown, or lacks an index.',
      step: 'Look for what happened at that moment: a restart, a compaction, a cache that was full, another program.',
      steady: 'A longer soak sees smaller drifts: twice the time, about a third of the slope.',
    },
  },
  'incomparable-baseline': {
    title: 'The baseline was made with the same load on the same kind of host',
    what:
      'The baseline was made under different conditions: {{#list differences}}{{name}} was {{a}}, ' +
      'is now {{b}}{{/list}}',
    why: 'A difference in the load, the host or the tools would look like a change of the target.',
    advice: 'Make a baseline under these conditions, or compare the two in one gate: caseload gate.',
  },
  'unfinished-journeys': {
    title: 'No journey was unfinished at the end',
    what:
      '{{count unfinished}} of {{n started "started journey" "started journeys"}} ' +
      '{{plural unfinished "was" "were"}} unfinished {{duration graceMs}} after the last arrival{{#if where}}: ' +
      '{{#list where}}{{count count}} in {{step}}{{/list}}{{/if}}',
    why:
      'They count as failed journeys. Their open requests took at least as long as they had been open, ' +
      'so percentiles that include them are lower bounds (≥).',
    advice: 'Use a lower rate to measure latency; raise the rate step by step to find where journeys stop finishing.',
  },
  'log-messages': {
    title: 'k6 logged no errors or warnings',
    what:
      'k6 logged {{n errors "error" "errors"}}{{#if hasWarnings}} and ' +
      '{{n warnings "warning" "warnings"}}{{/if}}, most often: {{text}} ({{count count}} ×)',
    why: 'Problems that k6 logs do not always show in its figures or its exit code.',
    advice: 'Read k6.log in the run folder.',
  },
  'malformed-rows': {
    title: 'Every row of the samples can be read',
    what:
      '{{n malformed "row" "rows"}} of the samples could not be read and {{plural malformed "was" "were"}} left ' +
      'out',
    why: 'Their data is missing from the figures, and whatever damaged them may have damaged more.',
    advice: 'Check the file; a full disk or an interrupted copy are the usual causes.',
  },
  'mismatched-files': {
    title: 'Summary and samples come from the same run',
    what: "k6's summary has {{count inSummary}} {{metric}}, the samples have {{count inSamples}}",
    why: 'They come from two runs, or one of them is incomplete: their figures do not belong in one report.',
    advice: 'Pass the summary and the samples of the same run.',
  },
  'missing-summary': {
    title: 'k6 wrote its summary',
    what: 'k6 ended normally but wrote no summary',
    why: 'k6 exits 0 even when handleSummary fails; its thresholds cannot be checked against the samples.',
    advice: 'Check k6.log in the run folder, and whether the disk is full.',
  },
  'no-samples': {
    title: 'There is data to judge',
    what: {
      counted:
        '{{n started "journey" "journeys"}} started{{#if hasCount}} and ' +
        '{{n requests "request was" "requests were"}} answered or failed{{/if}}',
      unknown: 'There are no requests in the figures',
      'no-http':
        'These files contain no HTTP requests; the run is judged by what they do contain{{#if checks}}: ' +
        '{{n checks "check" "checks"}}{{#if iterations}} in ' +
        '{{n iterations "iteration" "iterations"}}{{/if}}{{/if}}',
    },
    why: 'Without requests there is no HTTP latency to report, and k6 passes every threshold on it.',
    advice: {
      counted: "Check k6's messages, and try one journey with: caseload try",
      unknown: 'Check that these are the files of the run you mean, and that its script sent requests.',
      'no-http': 'Judge such a script by its checks and by k6 thresholds on its own metrics.',
    },
  },
  'noisy-host': {
    title: 'Nothing else took CPU time of this host',
    what: {
      machines: "Other virtual machines took {{percent steal}} of this host's CPU time",
      programs: "Programs other than k6 and the target took {{percent foreign}} of this host's CPU time",
      before: "Other programs took {{percent foreign}} of this host's CPU time just before the load",
    },
    why: 'How much they take varies from run to run, and latency rises with it through no fault of the target.',
    advice: 'Run it again when the host is quiet, or only compare alternating runs.',
  },
  'objective-margin': {
    title: 'Objectives are met or missed by a clear margin',
    what:
      '{{#list narrow}}{{objectiveText this}} {{#if isMet}}is met{{else}}is missed{{/if}} at ' +
      '{{#if isLatency}}{{msNear value limit}}{{else}}{{percentNear value limit}}{{/if}}{{#if hasInterval}}, ' +
      'but the limit lies within its 95 % interval ({{#if isLatency}}{{ms low}} to {{ms high}}' +
      '{{else}}{{percent low}} to {{percent high}}{{/if}}, {{count blocks}} time blocks){{else}}, ' +
      'within {{percent margin}} of the limit{{/if}}{{/list}}',
    why: 'The next run may end up on the other side of the limit.',
    advice: 'Repeat the run, or run it longer, before you rely on this verdict.',
  },
  'objective-without-data': {
    title: 'Every objective has data',
    what: '{{#list lacking}}{{objectiveText this}} has {{n n "sample" "samples"}} and needs {{count needed}}{{/list}}',
    why: 'An objective without data is unknown, not passed.',
    advice: 'Run longer or at a higher rate; if no journey reached the step, look at the steps before it.',
  },
  outage: {
    title: 'The target answered throughout',
    what: {
      end:
        'From {{count fromSeconds}} s on until the end, {{count failed}} of {{n n "request" "requests"}} failed; ' +
        'over the whole run it is only {{percent total}}',
      during:
        'For {{count seconds}} s from {{count fromSeconds}} s on, {{count failed}} of ' +
        '{{n n "request" "requests"}} failed; over the whole run it is only {{percent total}}',
    },
    why: 'A ratio over the whole run hides a time in which hardly anything worked, even if it is the last one.',
    advice: "Look for the cause in the target's log at that time.",
  },
  'rate-denominator': {
    title: 'Rates refer to the time under load',
    what:
      'k6 divides its rates by the whole run ({{duration durationMs}}), ' +
      'but load was offered for {{duration loadMs}} of it',
    why: 'With start-up, waiting and shutdown included, a rate is lower than the load that the target actually got.',
    advice: "Take rates from the table of stages, not from k6's summary.",
  },
  'run-cut-short': {
    title: 'The run was not cut short',
    what: {
      stopped: 'The run was stopped by you after {{count after}} of {{count of}} s',
      cut: 'The run was cut short: {{detail}}',
    },
    why: 'The rest of the planned load was not run, and part of a ramp gives different figures than the whole.',
    advice: 'Run it again to the end.',
  },
  'same-host': {
    title: 'Generator and target run on separate hosts',
    what: 'k6 and the target shared the cores of one host',
    why: 'They take CPU from each other: the figures describe both, and the target would do better on its own host.',
    advice:
      'For absolute figures, run the target elsewhere: --target URL --allow-host HOST. For comparing versions, ' +
      'one host is fine.',
  },
  'script-exceptions': {
    title: 'The script threw no exception',
    what: {
      counted:
        '{{count exceptions}} of {{n started "started journey" "started journeys"}} ended in an exception in ' +
        'the script',
      logged:
        'k6 logged {{n exceptions "exception" "exceptions"}} in the script' +
        '{{#if ended}} in {{n ended "iteration" "iterations"}}{{/if}}',
    },
    why: 'k6 counts such an iteration as complete and exits 0, but the load was not the planned one.',
    advice: "The stack trace is in k6's log; fix the script.",
  },
  'selection-in-latency': {
    title: 'Journeys that got through were no faster than the others',
    what:
      'Journeys that reached {{last}} had been faster in earlier steps: ' +
      '{{#list selected}}at {{step}} they took {{ms reachedMs}} (median of {{count reached}}), ' +
      'the others {{ms lostMs}} (of {{count lost}}){{/list}}',
    why: 'Faster journeys get through more often, so the latency of later steps is a best case.',
    advice: 'Do not add up percentiles of steps to get one of the journey.',
  },
  'small-sample': {
    title: 'Percentiles have enough samples',
    what:
      '{{#list small}}{{objectiveText this}} rests on {{n n "sample" "samples"}}, ' +
      'of which {{count beyond}} {{plural beyond "lies" "lie"}} beyond the percentile{{/list}}',
    why: 'With fewer than 10 samples beyond it, a percentile may be off by more than half the length of the tail.',
    advice: 'Run longer, or at a higher rate.',
  },
  'mixed-responses': {
    title: 'Successful responses of a step are of one kind',
    what: {
      types:
        '{{#list mixed}}Of {{n n "response" "responses"}} with status {{status}} at {{step}} that were looked at, ' +
        '{{count odd}} ({{percent ratio}}) had the content type {{#if type}}{{type}}{{else}}(none){{/if}}, not ' +
        '{{#if expectedType}}{{expectedType}}{{else}}(none){{/if}} as {{#if isChecked}}before the load{{else}}the ' +
        'others{{/if}}{{#if isLater}}; the first came {{duration fromMs}} into the load{{/if}}{{/list}}',
      sizes:
        '{{#list mixed}}Of {{n n "response" "responses"}} with status {{status}} at {{step}} that were looked at, ' +
        '{{count odd}} ({{percent ratio}}) had about {{bytes oddMin}}{{#if oddMax}} to {{bytes oddMax}}{{/if}}, ' +
        'the others about {{bytes expectedMin}}{{#if expectedMax}} to {{bytes expectedMax}}{{/if}}, and none was ' +
        'in between{{#if isLater}}; the first came {{duration fromMs}} into the load{{/if}}{{/list}}',
      pages:
        '{{#list pages}}{{step}} sends JSON, and all {{count n}} of its responses with status {{status}} that were ' +
        'looked at are text/html{{/list}}',
      errors:
        '{{#list errors}}The response to {{step}} before the load had status {{status}}, and "{{field}}" in its JSON ' +
        'speaks of an error{{/list}}',
    },
    why:
      'A success is a status that the scenario expects. A login page or an error with that status counts as one, ' +
      'and is often faster.',
    advice: {
      types: 'Look at such a response, with caseload try or in the log of the service, before you trust the successes.',
      sizes:
        'Look at both kinds: an empty list of results is all right, an error message is not. ' +
        'Sizes are known of responses with a Content-Length only.',
      pages: 'Look at one with caseload try: it may be a login page.',
      errors: 'Look at it with caseload try.',
    },
  },
  'stepped-clock': {
    title: 'The clock ran evenly',
    what: 'The clock of this host was set {{#if isForward}}forward{{else}}back{{/if}} by {{ms stepMs}} during the run',
    why: 'k6 stamps its samples by that clock: rates, stages and time series from then on are off.',
    advice: 'Repeat the run once the clock is synchronized.',
  },
  'summary-export-shape': {
    title: 'Thresholds in the summary can be taken literally',
    what:
      'The summary was written by --summary-export, where a threshold is true when it failed{{#if crossed}}: ' +
      'here {{#list crossed}}{{metric}} {{expression}}{{/list}}{{/if}}',
    why:
      'Taken literally, each failed threshold would look like a pass. This report reads them as k6 means them. ' +
      'Likewise, the passes of http_req_failed are the failed requests.',
    advice:
      'Nothing is wrong with the figures. To have a file that says what it means, write it in handleSummary(): ' +
      'return { "summary.json": JSON.stringify(data) }.',
  },
  survivorship: {
    title: 'The last step is not judged only by the journeys that reached it',
    what:
      '{{step}} succeeded in {{count succeeded}} of {{n attempted "attempt" "attempts"}} ' +
      '({{percent ofAttempted}}), but only {{count ok}} of ' +
      '{{n scheduled "scheduled journey" "scheduled journeys"}} ({{percent ofScheduled}}) succeeded{{#if lost}}: ' +
      '{{#list lost}}{{#if at}}{{count count}} failed or {{plural count "was" "were"}} unfinished at {{at}}' +
      '{{else}}{{count count}} never started{{/if}}{{/list}}{{/if}}',
    why:
      'The success rate of a step only covers the journeys that reached it: ' +
      'those dropped or failed earlier are left out, and the step got a lighter load.',
    advice: {
      several:
        'Judge by the success of all scheduled journeys. To put the whole load on {{step}}, ' +
        'use a scenario with only that step and prepared users.',
      single: 'Judge by the success of all scheduled journeys.',
    },
  },
  'sustainable-range': {
    title: 'Which of the rates tried met the objectives',
    what: {
      plateau:
        'Of the rates tried, {{rps rateRps}} met the objectives on a plateau{{#if hasMissed}}; ' +
        `the first that did not was ${missedStage}{{/if}}`,
      only: '{{rps rateRps}}, the only rate tried, met the objectives',
      held: '{{rps rateRps}} met the objectives for five minutes or longer',
      whole:
        'Indicative only: the run as a whole met the objectives, at rates up to {{rps rateRps}}; ' +
        'without samples there is nothing on its stages{{#unless hasPlateau}}, ' +
        'and no steady rate was tested{{/unless}}',
      ramp:
        'Indicative only: the objectives were met while ramping to {{rps rateRps}} (mean of that stage ' +
        `{{rps meanRps}}){{#if hasMissed}}, and not at ${missedStage}{{/if}}; ` +
        '{{#if hasPlateau}}no plateau is shown to have met them{{else}}no steady rate was tested{{/if}}',
      none:
        `No stage is shown to have met the objectives: the first that missed them was ${missedStage}` +
        '{{#unless hasPlateau}}; no steady rate was tested{{/unless}}',
      later:
        `The first stage, ${missedStage}, missed the objectives although a later one met them: ` +
        'no rate can be called sustainable{{#unless hasPlateau}}; no steady rate was tested{{/unless}}',
      unproven:
        `The first stage that missed the objectives was ${missedStage}; ` +
        'those before it are not shown to have met them{{#unless hasPlateau}}; ' +
        'no steady rate was tested{{/unless}}',
    },
    why:
      'Only a rate that was steady for some time can be called sustainable; a ramp only shows where to look, ' +
      'because its figures include the backlog of earlier rates.',
    advice: {
      plateau: 'Run the rate for five minutes before you call it sustainable.',
      only: 'Run it for five minutes before you call it sustainable; caseload capacity finds the highest such rate.',
      held: 'It is sustainable; caseload capacity finds the highest such rate.',
      whole: 'Record samples, and run a steady rate for five minutes before you call it sustainable.',
      ramp: 'Run the rate for five minutes before you call it sustainable.',
      none: 'Start with a lower rate.',
      later: 'Run it again with a warm-up, and with plateaus long enough to settle.',
      unproven: 'Run the lower rates longer, until their stages have enough samples.',
    },
  },
  'target-died': {
    title: 'The target was alive at the end',
    what: 'The target died during the run: {{detail}}',
    why: 'A target that does not survive the load has failed; the rest of the load was not sent.',
    advice: "Look for the cause in the target's log; what was recorded until then is kept.",
  },
  'users-waiting-for-target': {
    title: 'There was a VU for each journey',
    what: {
      chosen:
        '{{count dropped}} of {{n scheduled "scheduled journey" "scheduled journeys"}} never started, ' +
        'because all {{n vus "VU was" "VUs were"}} busy: this load needs {{count needed}}, but fewer were set',
      pauses:
        '{{count dropped}} of {{n scheduled "scheduled journey" "scheduled journeys"}} never started, ' +
        'because all {{n vus "VU was" "VUs were"}} busy or in a pause of the script: ' +
        'this load needs {{count needed}}',
      target:
        '{{count dropped}} of {{n scheduled "scheduled journey" "scheduled journeys"}} never started, ' +
        'because all {{n vus "VU was" "VUs were"}} waiting for the target',
    },
    why:
      'They count as failed journeys, although they appear in no latency or error figure. ' +
      'Each VU performs one journey at a time.',
    advice: {
      chosen: 'Leave out --vus and --max-vus, or set --vus {{needed}}, and check whether the journeys start.',
      pauses: 'Set --vus {{needed}}: how long run() pauses is not known before the run.',
      target:
        'Find the rate that the target sustains with a lower --scale, or raise --max-vus to see how deep its ' +
        'queue gets.',
    },
  },
  'threshold-disagreement': {
    title: "k6's thresholds and the samples agree",
    what:
      '{{#list differing}}{{metric}} {{expression}} {{#if isOk}}passes{{else}}fails{{/if}} in k6 and ' +
      '{{#if holds}}passes{{else}}fails{{/if}} by the samples{{/list}}',
    why: 'Both are computed from the same samples, so one of them did not see them all.',
    advice: 'Compare summary.json with samples.csv.gz in the run folder.',
  },
  'truncated-samples': {
    title: 'The samples are complete',
    what: '{{file}} is missing or ends in the middle',
    why: 'Samples are missing, most likely the last ones.',
    advice: 'Check whether the disk is full, and run it again.',
  },
  'inconsistent-accounting': {
    title: 'Every scheduled journey is accounted for',
    what: {
      missing:
        'The accounting of journeys is not consistent: of ' +
        '{{n scheduled "scheduled journey" "scheduled journeys"}}, {{count difference}} neither started nor ' +
        '{{plural difference "was" "were"}} dropped',
      unseen:
        'Of {{n scheduled "scheduled journey" "scheduled journeys"}}, {{count difference}} neither ended nor ' +
        '{{plural difference "was" "were"}} dropped: they were unfinished, ' +
        'or the stages that were named are not those of these files',
      surplus:
        'The accounting of journeys is not consistent: {{n scheduled "journey was" "journeys were"}} ' +
        'scheduled, and {{count difference}} more than that started or were dropped',
    },
    why: 'Each scheduled journey should be started or dropped; the missing ones may be the ones that went wrong.',
    advice: {
      missing: 'Check k6.log in the run folder; the usual cause is a generator short of CPU.',
      unseen: 'Check that --stages (or --profile) is the load of this run.',
      surplus: 'Check k6.log in the run folder, and that the files are of one run, and of this load.',
    },
  },
  'unknown-integrity': {
    title: 'The data integrity of the target was checked',
    what: 'The data integrity check of the target gave no result: {{trouble}}',
    why: 'Fast answers are worth nothing if updates got lost, and this run cannot rule that out.',
    advice: 'Check whether the target and its database are still alive, or use a lower rate.',
  },
  'warm-up-included': {
    title: 'The figures include no warm-up',
    what:
      'Latency settles only {{duration cutMs}} into the plateau of {{rps rateRps}}: ' +
      'it starts at {{ms firstMs}} and continues at {{ms restMs}} (geometric means)',
    why: 'The figures mix a cold target with a warm one (connections, caches, JIT) and describe neither.',
    advice: 'Add a warm-up that is long enough: --warmup {{warmUp}}.',
  },
  'zero-failures': {
    title: 'No failures observed is not taken for a failure rate of zero',
    what:
      'No failure was seen, but in too few trials to prove {{#list claims}}{{objectiveText this}} ({{count n}} ' +
      'leave up to {{percentNear bound allowed}}){{/list}}',
    why:
      'Zero failures in n trials are compatible with a rate of up to about 3/n (95 %), ' +
      'or more where requests depend on each other.',
    advice: 'Read it as "at most", and run long enough to prove what the objective asks for.',
  },
} satisfies Record<FindingId, FindingTexts>;

import { signalSources } from '../../model/signal.ts';
import { askRepeatedly } from './ask-repeatedly.ts';
import { defineCollector } from './collector.ts';
import { readPrometheusText } from './prometheus-text.ts';

const withinMs = 2_000;
const maxBytes = 4_000_000;

/** What the target says of itself: a page in Prometheus's text format, read each second. */
export default defineCollector({
  id: signalSources.targetMetrics,
  // Those that the page has.
  channels: {},
  appliesTo: ({ target }) => (target.metricsUrl === undefined ? 'it was not asked for (--metrics-url)' : true),
  start: (sink, signal, { target: { metricsUrl }, everyMs = 1_000 }) => {
    if (metricsUrl === undefined) return;
    askRepeatedly(signal, everyMs, async () => {
      const atMs = Date.now();
      const text = await read(metricsUrl, AbortSignal.any([signal, AbortSignal.timeout(withinMs)]));
      (sink as (values: Readonly<Record<string, number>>, atMs: number) => void)(readPrometheusText(text), atMs);
    });
  },
});

async function read(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal, redirect: 'error', headers: { accept: 'text/plain' } });
  if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > maxBytes) break;
  }
  return text;
}

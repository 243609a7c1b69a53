import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { isCounter, type Signal } from '../../../lib/model/signal.ts';
import { readPrometheusText } from '../../../lib/run/signals/prometheus-text.ts';
import { startCollectors } from '../../../lib/run/signals/start-collectors.ts';
import targetMetrics from '../../../lib/run/signals/target-metrics.ts';
import { openUrl } from '../../../lib/run/target/url.ts';
import { noProbes } from './no-probes.ts';

const page = `# HELP http_requests_total Requests.
# TYPE http_requests_total counter
http_requests_total{method="GET",path="/a b"} 1027 1395066363000
http_requests_total{method="POST",path="/"} 3
# TYPE queue gauge
queue 12.5
queue 99
broken NaN
endless +Inf
latency_bucket{le="0.1"} 7
latency_sum 3.25
latency_count 7
rpc{quantile="0.5"} 4773
3wrong 5
no value
# EOF
`;

describe('a page of metrics', () => {
  it('is read by name and labels', () => {
    expect(readPrometheusText(page)).toEqual({
      'http_requests_total{method="GET",path="/a_b"}': 1027,
      'http_requests_total{method="POST",path="/"}': 3,
      queue: 12.5,
      latency_sum: 3.25,
      latency_count: 7,
    });
  });

  it('of any size gives so many', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => `a${index} 1`).join('\r\n');
    expect(Object.keys(readPrometheusText(many))).toHaveLength(200);
    expect(readPrometheusText('<html>')).toEqual({});
  });

  it('says by its names what counts', () => {
    const names = ['a_total', 'a_total{b="c"}', 'a_sum', 'a_count', 'a', 'a_total_size'];
    expect(names.map((name) => isCounter('target-metrics', name))).toEqual([true, true, true, true, false, false]);
  });
});

describe('the collector of a target’s metrics', () => {
  const root = mkdtempSync(join(tmpdir(), 'metrics-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  async function watch(answer: (response: ServerResponse, count: number) => void, isAsked = true) {
    let count = 0;
    const server = createServer((_, response) => answer(response, ++count)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const target = { ...openUrl(url), ...(isAsked && { metricsUrl: `${url}/metrics` }) };
    const file = join(root, `${Math.random()}.ndjson`);
    const files = { signals: file, activity: `${file}.a`, cpuProfile: `${file}.p` };
    const stop = new AbortController();
    const watched = { target, generator: { processes: [] }, servers: () => [], probes: noProbes, everyMs: 20 };
    const { facts } = startCollectors(watched, files, stop.signal, [targetMetrics]);
    for (let tries = 0; tries < 200 && count < 4 && isAsked; tries++) await sleep(10);
    stop.abort();
    server.closeAllConnections();
    server.close();
    const rows = isAsked ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
    return { facts, rows: rows.filter((row) => row !== '').map((row) => JSON.parse(row) as Signal) };
  }

  it('reads it again and again, and goes on after an answer that is none', async () => {
    const { rows, facts } = await watch((response, count) => {
      if (count === 2) response.writeHead(503).end('queue 1');
      else response.end(`queue ${count}\n`);
    });
    expect(facts).toEqual([{ id: 'target-metrics', absentBecause: null }]);
    expect(rows.map(({ channel, value }) => [channel, value]).slice(0, 2)).toEqual([
      ['queue', 1],
      ['queue', 3],
    ]);
  });

  it('is absent where nobody asked for it', async () => {
    const { facts } = await watch(() => {}, false);
    expect(facts).toEqual([{ id: 'target-metrics', absentBecause: 'it was not asked for (--metrics-url)' }]);
  });
});

/**
 * Journeys of e2e as k6 writes them with the columns of a bundle: 9 rows a request, a check, and the journey's own; ten
 * a second, latencies log-normal.
 */
const steps = [
  { name: 'signup', path: '/api/auth/register', check: 'register 201', status: 201, medianMs: 60 },
  { name: 'charge', path: '/api/points/charge', check: 'charge 200/201', status: 200, medianMs: 5 },
  { name: 'order', path: '/api/orders', check: 'order 200/201', status: 201, medianMs: 8 },
] as const;

const originUs = 1_700_000_000_000_000;
const journeyEveryUs = 1_000;

/** Rows of the journeys `from` to `from + count`. */
export function journeyRows(from: number, count: number): { csv: string; rows: number } {
  const random = mulberry32(from + 1);
  const lines: string[] = [];
  const row = (metric: string, atUs: number, value: number, columns: string) =>
    lines.push(`${metric},${Math.round(atUs)},${value.toFixed(6)},${columns}`);
  for (let journey = from; journey < from + count; journey++) {
    const startUs = originUs + (journey + 1) * journeyEveryUs;
    row('journeys_started', startUs, 1, `,,,,,load,,${journey === 0 ? `origin_ms=${originUs / 1_000}` : ''},`);
    let atUs = startUs;
    for (const step of steps) {
      const blockedMs = 0.002 + random() / 1_000;
      const sendingMs = 0.01 + random() / 100;
      const receivingMs = 0.02 + random() / 50;
      const waitingMs = step.medianMs * Math.exp(0.3 * normal(random));
      const durationMs = sendingMs + waitingMs + receivingMs;
      atUs += (blockedMs + durationMs) * 1_000;
      const columns = `,,true,,${step.path},load,${step.status},step=${step.name},`;
      row('http_reqs', atUs, 1, columns);
      row('http_req_duration', atUs, durationMs, columns);
      row('http_req_blocked', atUs, blockedMs, columns);
      row('http_req_connecting', atUs, 0, columns);
      row('http_req_tls_handshaking', atUs, 0, columns);
      row('http_req_sending', atUs, sendingMs, columns);
      row('http_req_waiting', atUs, waitingMs, columns);
      row('http_req_receiving', atUs, receivingMs, columns);
      row('http_req_failed', atUs, 0, columns);
      row('checks', atUs + 20, 1, `${step.check},,,,,load,,,`);
    }
    const load = ',,,,,load,,,';
    row('order_success', atUs + 30, 1, load);
    row('journeys_ok', atUs + 40, 1, load);
    row('data_sent', atUs + 60, 1_200, load);
    row('data_received', atUs + 60, 900, load);
    row('iteration_duration', atUs + 60, (atUs + 60 - startUs) / 1_000, load);
    row('iterations', atUs + 60, 1, load);
  }
  return { csv: `${lines.join('\n')}\n`, rows: lines.length };
}

/** A small generator of random numbers with a seed: the same rows in every run. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Box and Muller's. */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

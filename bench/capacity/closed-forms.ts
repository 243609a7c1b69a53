/** A service of `servers` exponential servers, each of `rate` requests per second, and its limit. */
export interface ExponentialService {
  readonly servers: number;
  readonly rate: number;
  readonly limitSeconds: number;
  /** The part of requests that may take longer than the limit. */
  readonly badRatio: number;
}

/**
 * P(response time > t) with exponential service, first come, first served, for any independent gaps: e^(−μt) + C·μ/(η −
 * μ)·(e^(−μt) − e^(−ηt)), where C is the probability of a wait and η the rate at which waits decay.
 */
function responseTail(t: number, mu: number, wait: number, eta: number): number {
  if (Math.abs(eta - mu) < 1e-9 * mu) return Math.exp(-mu * t) * (1 + wait * mu * t);
  return Math.exp(-mu * t) + ((wait * mu) / (eta - mu)) * (Math.exp(-mu * t) - Math.exp(-eta * t));
}

/** The probability that a request waits in M/M/c (Erlang 1917), by the recursion of his B formula. */
export function erlangC(servers: number, load: number): number {
  let blocked = 1;
  for (let k = 1; k <= servers; k++) blocked = (load * blocked) / (k + load * blocked);
  return blocked / (1 - (load / servers) * (1 - blocked));
}

/** The rate at which M/M/c has as many slow requests as it may. */
export const poissonCapacity = (service: ExponentialService): number =>
  rateWith(service, (rateRps) => {
    const { servers, rate } = service;
    return { wait: erlangC(servers, rateRps / rate), eta: servers * rate - rateRps };
  });

/** The same for evenly spaced requests: D/M/c, as k6 paces them. */
export const evenCapacity = (service: ExponentialService): number =>
  rateWith(service, (rateRps) => evenQueue(service.servers, service.rate, rateRps));

function rateWith(
  { servers, rate, limitSeconds, badRatio }: ExponentialService,
  queueAt: (rateRps: number) => { readonly wait: number; readonly eta: number },
): number {
  let [low, high] = [0, servers * rate * 0.9999];
  while (high - low > 1e-6 * high) {
    const middle = (low + high) / 2;
    const { wait, eta } = queueAt(middle);
    if (responseTail(limitSeconds, rate, wait, eta) <= badRatio) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** D/M/c: σ solves σ = e^(−cμ(1 − σ)/λ), and waits decay at cμ(1 − σ) (Kendall 1953). */
function evenQueue(servers: number, mu: number, rateRps: number) {
  const gap = 1 / rateRps;
  let sigma = 0;
  for (let step = 0; step < 100_000; step++) {
    const next = Math.exp(-servers * mu * (1 - sigma) * gap);
    if (Math.abs(next - sigma) < 1e-14) break;
    sigma = next;
  }
  return { wait: waitBeforeEvenArrivals(servers, mu, gap, sigma), eta: servers * mu * (1 - sigma) };
}

/**
 * P(wait) of GI/M/c for a fixed gap (Takács 1962): C = 1/(1 − σ) / (1/(1 − σ) + Σ_j binom(c, j)/(C_j·(1 − φ_j)) · (c(1
 * − φ_j) − j)/(c(1 − σ) − j)), with φ_j = e^(−jμ·gap) and C_j = Π φ_i/(1 − φ_i) up to j.
 */
function waitBeforeEvenArrivals(servers: number, mu: number, gap: number, sigma: number): number {
  let [sum, product, choose] = [0, 1, 1];
  for (let j = 1; j <= servers; j++) {
    const phi = Math.exp(-j * mu * gap);
    product *= phi / (1 - phi);
    choose *= (servers - j + 1) / j;
    sum += ((choose / (product * (1 - phi))) * (servers * (1 - phi) - j)) / (servers * (1 - sigma) - j);
  }
  return 1 / (1 - sigma) / (1 / (1 - sigma) + sum);
}

import type { AnyStep, Scenario } from '../../contract/scenario.ts';
import type { TargetRequest } from '../../model/run-request.ts';
import { startShop } from '../../run/target/shop/shop.ts';
import { type HttpClient, httpClient } from '../../run/users/http-client.ts';

/** A client of the target that the words name, or of a reference shop started for it; `close` stops that again. */
export async function openClient(
  target: TargetRequest,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<{ client: HttpClient; close: () => Promise<void> }> {
  const shop = target.kind === 'shop' ? await startShop({ signal, onProgress: say }) : undefined;
  const client = httpClient({
    baseUrl: target.kind === 'url' ? target.url : (shop?.url ?? ''),
    headers,
    isInsecure: target.kind === 'url' && target.insecure,
    timeoutMs: 60_000,
    signal,
  });
  return {
    client,
    close: async () => {
      client.close();
      await shop?.stop();
    },
  };
}

/** The steps that a journey needs beforehand (its fixtures) and its own. */
export const allSteps = (scenario: Scenario): readonly AnyStep[] => [
  ...(scenario.fixtures?.steps ?? []),
  ...scenario.steps,
];

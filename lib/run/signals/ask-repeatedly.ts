/**
 * Asks at once and then every `everyMs`, until the signal aborts; never while the last question is open. What fails is
 * missing, and is asked again.
 */
export function askRepeatedly(signal: AbortSignal, everyMs: number, ask: () => Promise<void>): void {
  let isAsking = false;
  const tick = async () => {
    if (isAsking || signal.aborted) return;
    isAsking = true;
    try {
      await ask();
    } catch {
      // This reading is missing.
    } finally {
      isAsking = false;
    }
  };
  void tick();
  const timer = setInterval(() => void tick(), everyMs);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}

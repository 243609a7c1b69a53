import { isListening } from './is-listening.ts';
import type { Target } from './target.ts';

/** A service that runs already: we know its address and nothing else. */
export function openUrl(url: string): Target {
  return {
    kind: 'url',
    name: url,
    url,
    settings: null,
    databaseVersion: null,
    processes: [],
    died: new Promise(() => {}),
    isUp: () => isListening(url),
    stop: async () => {},
  };
}

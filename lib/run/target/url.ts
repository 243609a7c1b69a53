import type { Target } from './target.ts';

/** A service that is already running: we only know its address. */
export function openUrl(url: string): Target {
  return {
    kind: 'url',
    name: url,
    url,
    settings: null,
    databaseVersion: null,
    processes: [],
    died: new Promise(() => {}),
    stop: async () => {},
  };
}

/** Folder of the scenario's file; the bundler puts it here. */
declare const SCENARIO_FOLDER: string;

interface Open {
  (path: string): string;
  (path: string, mode: 'b'): ArrayBuffer;
}

/**
 * k6's `open` for a scenario's own files: it reads next to the scenario, as if k6 ran that script itself, or next to
 * the bundle, if that was copied to another machine.
 */
export const open = ((path: string, mode: 'b') => {
  const { open: openFile } = globalThis as unknown as { open: Open };
  try {
    return openFile(path.startsWith('/') ? path : `${SCENARIO_FOLDER}/${path}`, mode);
  } catch (error) {
    if (path.startsWith('/')) throw error;
  }
  return openFile(path, mode);
}) as Open;

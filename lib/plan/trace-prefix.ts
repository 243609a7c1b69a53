const offset = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;

/** The 16 digits with which the trace ids of a run begin: FNV-1a of 64 bits (RFC 9923), different for each run. */
export function tracePrefixOf(runId: string): string {
  let hash = offset;
  for (const character of runId) hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * prime);
  return hash.toString(16).padStart(16, '0');
}

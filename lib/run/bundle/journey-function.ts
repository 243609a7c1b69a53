import { libraryFile } from './build-for-k6.ts';

/** The function of lib/k6 that performs journeys, and the statement that imports it. */
export function journeyFunction({ isRun, hasElements }: { readonly isRun: boolean; readonly hasElements: boolean }) {
  const [name, file] = isRun
    ? (['freeJourney', 'free-journey.ts'] as const)
    : hasElements
      ? (['elementsJourney', 'elements-journey.ts'] as const)
      : (['listJourney', 'journey.ts'] as const);
  return { name, importLine: `import { ${name} } from ${libraryFile(file)};` };
}

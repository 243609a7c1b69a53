/** What is known of a project before it has a configuration. */
export interface ProjectFacts {
  /** The port of a service that runs on this machine; undefined where none was found. */
  readonly port: number | undefined;
  /** How the project starts its service: `npm start`. */
  readonly start: string | undefined;
  /** A path that may be asked without anything else. */
  readonly path: string;
}

/** The files that a project begins with, by their paths. */
export const projectFiles = (facts: ProjectFacts): Readonly<Record<string, string>> => ({
  'caseload.config.ts': configFile(facts),
  'scenarios/first.ts': scenarioFile('first', facts.path),
  'scenarios/tsconfig.json': editorFile,
});

function configFile({ port, start }: ProjectFacts): string {
  const target =
    port === undefined && start !== undefined
      ? `  // caseload starts the service: PORT is in its environment, and it is ready when this path answers.
  target: { start: '${start}', ready: '/' },`
      : `  // The service, which runs already. caseload can also start it:
  // target: { start: '${start ?? 'npm start'}', ready: '/' },
  url: 'http://127.0.0.1:${port ?? 3000}',`;
  return `import { defineConfig } from 'caseload';

export default defineConfig({
${target}
  // Sent with each request; \${NAME} stands for a variable of the environment.
  // headers: { 'x-api-key': '\${API_KEY}' },
  objectives: ['p95 < 500ms', 'error rate < 1%', 'journey success > 99%'],
});
`;
}

/** A scenario of one request. */
export const scenarioFile = (
  name: string,
  path: string,
): string => `import { defineScenario, defineStep, get } from 'caseload';

const home = defineStep({
  name: 'home',
  request: () => get('${path}'),
  expect: { status: [200] },
});

export default defineScenario({
  name: '${name}',
  summary: 'one request',
  steps: [home],
  objectives: [],
});
`;

/** A step that may be shared by scenarios. */
export const stepFile = (name: string): string => `import { defineStep, get } from 'caseload';

export const ${camelCase(name)} = defineStep({
  name: '${name}',
  request: () => get('/${name}'),
  expect: { status: [200] },
});
`;

/** A load of its own. */
export const profileFile = (name: string): string => `import { defineProfile } from 'caseload';

export default defineProfile({
  name: '${name}',
  summary: 'ten journeys per second for a minute, after ten seconds of ramp',
  executor: 'ramping-arrival-rate',
  stages: [
    { targetRps: 10, durationMs: 10_000 },
    { targetRps: 10, durationMs: 60_000 },
  ],
});
`;

const camelCase = (name: string): string =>
  name.replace(/[-_]+(.)?/g, (_, letter: string = '') => letter.toUpperCase());

/** Lets an editor check scenarios, profiles and the configuration, whatever the rest of the project is checked by. */
const editorFile = `{
  "compilerOptions": {
    "target": "ES2022",
    "lib": ["ES2022"],
    "module": "ESNext",
    "moduleResolution": "Bundler",
    "strict": true,
    "noEmit": true,
    "skipLibCheck": true,
    "allowImportingTsExtensions": true,
    "types": []
  },
  "include": [".", "../profiles", "../caseload.config.ts"]
}
`;

const names =
  'init|new|load|try|report|runs|baseline|capacity|overload|sweep|diagnose|compare|gate|calibrate|list|doctor|users|' +
  'target|build|k6';
const command = new RegExp(`(?<!npx |[\\w/.-])caseload (?=(?:${names})\\b)`, 'g');

/**
 * A text whose commands its user can call as they are: who came through npm may have no `caseload` on the PATH, but has
 * npx.
 */
export const asCalled = (text: string, env: NodeJS.ProcessEnv): string =>
  env.npm_lifecycle_event === undefined ? text : text.replace(command, 'npx caseload ');

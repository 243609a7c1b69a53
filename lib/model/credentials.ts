/** Names of what is never shown or stored: passwords, tokens, keys, cookies. */
export const secretName = /pass(word|phrase|wd)?|token|secret|api[-_]?key|authorization|cookie|credential|session/i;

/** Text without the user names and passwords of the URLs in it. */
export const withoutCredentials = (text: string): string => text.replace(/\/\/[^/\s'"@]+@/g, '//…@');

/**
 * What was meant as a URL, as it may be shown: without all that may be a user name, a password or a token, however it
 * is written wrongly. A colon that no port follows begins a password.
 */
export function shownUrl(text: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:[/\\]+)?(.*)$/is.exec(text) ?? [];
  const at = rest.lastIndexOf('@');
  const host = (at < 0 ? rest : `…${rest.slice(at)}`).replace(/[?#].*$/s, (query) => `${query[0]}…`);
  return scheme + (host.includes('[') ? host : host.replace(/:(?!\d+(?:\/|$)).*$/s, ':…'));
}

/** Options of a program or an output, as they may be shown: without passwords, tokens and queries. */
export const withoutSecrets = (text: string): string =>
  withoutCredentials(text)
    .replace(/\?.*$/s, '?…')
    .replace(/([\w.-]*(?:pass|token|secret|key|auth|credential|session)[\w.-]*=)[^,&;\s]+/gi, '$1…');

/**
 * `-e=NAME=value`, its other spellings, or `NAME=value` after an `-e`: an argument that sets a variable of a script.
 */
export const variableArg = /^((?:-[a-zA-Z]*e|--env)?[= ]*([A-Za-z_][\w.]*)=)(.*)$/s;

/** Shorter values are no secrets, and to hide them would hide half of a text. */
const minSecretChars = 6;

/**
 * The values that must be in no log: of the headers that the user sends with each request, with and without their
 * scheme, and of the variables, of the environment and of k6's arguments, whose names say that they are secret.
 */
export function secretValues(
  headers: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
  k6Args: readonly string[] = [],
): string[] {
  const ofHeaders = Object.values(headers).flatMap((value) => [value, value.replace(/^\w+ +/, '')]);
  const ofArgs = k6Args.flatMap((arg) => {
    const [, , name, value] = variableArg.exec(arg) ?? [];
    return name === undefined ? [] : [[name, value] as const];
  });
  const ofEnv = [...Object.entries(env), ...ofArgs].flatMap(([name, value]) =>
    secretName.test(name) && value ? [value] : [],
  );
  return [...new Set([...ofHeaders, ...ofEnv])].filter((value) => value.length >= minSecretChars);
}

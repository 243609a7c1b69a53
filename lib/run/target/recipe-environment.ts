/** What programs need to find their tools, their caches and their language, and what holds no secret. */
const allowed = [
  /^(PATH|HOME|USER|LOGNAME|SHELL|TERM|TZ|TMPDIR|TMP|TEMP|LANG|LANGUAGE|LC_\w+|CI)$/,
  /^XDG_\w+_(HOME|DIRS?)$/,
  /^(LD_LIBRARY_PATH|DYLD_\w+|PKG_CONFIG_PATH|SSL_CERT_(FILE|DIR)|SOURCE_DATE_EPOCH)$/,
  /^(NODE_(ENV|OPTIONS|PATH|EXTRA_CA_CERTS)|NVM_\w+|VOLTA_HOME|COREPACK_\w+|PNPM_HOME|npm_config_(cache|registry))$/,
  /^(JAVA_HOME|JDK_HOME|MAVEN_HOME|GRADLE_(USER_)?HOME|DOTNET_ROOT|PYTHON(PATH|HOME)|VIRTUAL_ENV|PYENV_ROOT)$/,
  /^(GO(PATH|ROOT|CACHE|MODCACHE|FLAGS|TOOLCHAIN|PROXY)|CARGO_HOME|RUSTUP_(HOME|TOOLCHAIN))$/,
  /^(RBENV_ROOT|GEM_(HOME|PATH))$/,
  /^(https?|all|no)_proxy$/i,
];

/** An address with a password is a secret, whatever its variable is called. */
const hasCredentials = (value: string): boolean => /\/\/[^/\s]*@/.test(value);

/**
 * The environment of a command of a recipe: the usual variables, and those that the configuration names. It runs the
 * code of a build, which need not be trusted with what caseload's own environment holds.
 * @param named `target.env` of the configuration
 * @param own variables that the recipe is given in any case
 */
export function recipeEnvironment(
  env: NodeJS.ProcessEnv,
  named: readonly string[],
  own: Readonly<Record<string, string>>,
): NodeJS.ProcessEnv {
  const usual = Object.entries(env).filter(
    ([name, value = '']) => allowed.some((pattern) => pattern.test(name)) && !hasCredentials(value),
  );
  const asked = named.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]));
  return { ...Object.fromEntries(usual), ...Object.fromEntries(asked), ...own };
}

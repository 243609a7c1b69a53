import { expect, test } from 'vitest';
import { recipeEnvironment } from '../../../lib/run/target/recipe-environment.ts';

const env = {
  PATH: '/bin',
  HOME: '/home/me',
  LC_ALL: 'C',
  npm_config_cache: '/cache',
  'npm_config_//registry/:_authToken': 's3cret',
  https_proxy: 'http://proxy:3128',
  HTTPS_PROXY: 'http://me:s3cret@proxy:3128',
  GITHUB_TOKEN: 's3cret',
  AWS_SECRET_ACCESS_KEY: 's3cret',
  DATABASE_URL: 'postgres://me:s3cret@db',
  PATHOLOGY: 's3cret',
};

test('commands of a recipe get what tools need, and no secret', () => {
  expect(recipeEnvironment(env, [], { PORT: '3000' })).toEqual({
    PATH: '/bin',
    HOME: '/home/me',
    LC_ALL: 'C',
    npm_config_cache: '/cache',
    https_proxy: 'http://proxy:3128',
    PORT: '3000',
  });
});

test('what the configuration names is passed on, and the port is always the one of caseload', () => {
  const named = recipeEnvironment({ ...env, PORT: '80' }, ['DATABASE_URL', 'HTTPS_PROXY', 'PORT', 'NONE'], {
    PORT: '3000',
  });
  expect(named).toMatchObject({ DATABASE_URL: env.DATABASE_URL, HTTPS_PROXY: env.HTTPS_PROXY, PORT: '3000' });
  expect(named).not.toHaveProperty('NONE');
});

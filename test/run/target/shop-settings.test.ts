import { expect, test } from 'vitest';
import { shopEnvironment, shopSettingNames } from '../../../lib/run/target/shop/shop-settings.ts';

test('of the caller’s environment the shop gets its settings and what every program needs, and nothing else', () => {
  const machine = { PATH: '/usr/bin', HOME: '/home/me', JWT_SECRET: 'secret' };
  const settings = Object.fromEntries(shopSettingNames.map((name) => [name, '1']));
  const others = {
    ...{ HOST: 'my-laptop', PORT: '80', NODE_OPTIONS: '--inspect', NODE_ENV: 'production', DEBUG: '*' },
    ...{ PGHOST: 'db', PGOPTIONS: '-c x=1', DATABASE_URL: 'postgres://a:b@c/d', TZ: 'Asia/Seoul' },
  };
  expect(shopEnvironment({}, { ...machine, ...settings, ...others })).toEqual({ ...machine, ...settings });
});

test('settings that are given win over those of the environment', () => {
  expect(shopEnvironment({ DB_POOL_SIZE: '3' }, { DB_POOL_SIZE: '20', BCRYPT_COST: '4' })).toEqual({
    DB_POOL_SIZE: '3',
    BCRYPT_COST: '4',
  });
});

test('a fault that is mistyped gets through, for the shop to refuse it', () => {
  expect(shopEnvironment({}, { FAULT_TX_HOLD: '5' })).toEqual({ FAULT_TX_HOLD: '5' });
});

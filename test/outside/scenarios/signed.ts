import crypto from 'k6/crypto';
import { defineScenario, defineStep, post } from '../../../lib/contract/scenario.ts';

const sign = defineStep({
  name: 'sign',
  request: (_flow, { id }) =>
    post('/signed', { id }, { headers: { 'X-Signature': crypto.hmac('sha256', 'key', id, 'hex') } }),
  expect: { status: [200] },
});

export default defineScenario({ name: 'signed', summary: 'signed requests', steps: [sign], objectives: [] });

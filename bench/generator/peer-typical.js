// The same journey as tutorials and most repositories write it: every body parsed, a line logged for each step, objects
// built where they are used, k6's default system tags. Nothing is recorded except k6's own summary.
import { check } from 'k6';
import http from 'k6/http';
import { Rate } from 'k6/metrics';

const BASE_URL = __ENV.BASE_URL;

export const options = {
  scenarios: {
    load: {
      executor: 'shared-iterations',
      vus: 5,
      iterations: 4000,
    },
  },
  thresholds: {
    http_req_duration: ['p(95)<800'],
    http_req_failed: ['rate<0.02'],
    order_success: ['rate>0.98'],
  },
};

const orderSuccess = new Rate('order_success');

export default function () {
  const email = `load-${__ENV.RUN_ID}-${__VU}-${__ITER}@caseload.test`;

  const registerRes = http.post(
    `${BASE_URL}/api/auth/register`,
    JSON.stringify({ email, password: 'correct-horse-battery' }),
    { headers: { 'Content-Type': 'application/json' }, tags: { step: 'signup' } },
  );
  const registered = check(registerRes, { 'register 201': (r) => r.status === 201 });
  const registerBody = JSON.parse(registerRes.body);
  console.log(`register ${email}: ${registerRes.status}, user ${registerBody.id}`);
  if (!registered) return;

  const authHeaders = {
    'Content-Type': 'application/json',
    Authorization: `Bearer ${registerBody.accessToken}`,
  };

  const chargeRes = http.post(`${BASE_URL}/api/points/charge`, JSON.stringify({ amount: 1000 }), {
    headers: authHeaders,
    tags: { step: 'charge' },
  });
  const charged = check(chargeRes, { 'charge 200/201': (r) => r.status === 200 || r.status === 201 });
  const chargeBody = JSON.parse(chargeRes.body);
  console.log(`charge ${email}: ${chargeRes.status}, balance ${chargeBody.balance}`);
  if (!charged) return;

  const orderRes = http.post(`${BASE_URL}/api/orders`, JSON.stringify({ productId: 1, quantity: 1 }), {
    headers: authHeaders,
    tags: { step: 'order' },
  });
  const ordered = check(orderRes, { 'order 200/201': (r) => r.status === 200 || r.status === 201 });
  const orderBody = JSON.parse(orderRes.body);
  console.log(`order ${email}: ${orderRes.status}, order ${orderBody.id}`);
  orderSuccess.add(ordered);
}

// What somebody who knows k6 well writes by hand for the journey sign up → charge → order: bodies discarded where
// nobody reads them, everything constant hoisted, few system tags, no logs. The same checks, tags and thresholds as the
// bundle has for its requests; no account of journeys, because a script by hand has none.
import { check } from 'k6';
import http from 'k6/http';
import { Rate } from 'k6/metrics';

const { BASE_URL, RUN_ID, SYSTEM_TAGS } = __ENV;

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
  systemTags: SYSTEM_TAGS.split(','),
  discardResponseBodies: true,
};

const orderSuccess = new Rate('order_success');

const registerUrl = `${BASE_URL}/api/auth/register`;
const chargeUrl = `${BASE_URL}/api/points/charge`;
const orderUrl = `${BASE_URL}/api/orders`;

const chargeBody = JSON.stringify({ amount: 1000 });
const orderBody = JSON.stringify({ productId: 1, quantity: 1 });

const jsonHeaders = { 'Content-Type': 'application/json' };
const authHeaders = { 'Content-Type': 'application/json', Authorization: '' };

const registerParams = {
  headers: jsonHeaders,
  tags: { step: 'signup', name: '/api/auth/register' },
  responseType: 'text',
};
const chargeParams = { headers: authHeaders, tags: { step: 'charge', name: '/api/points/charge' } };
const orderParams = { headers: authHeaders, tags: { step: 'order', name: '/api/orders' } };

const registerChecks = { 'register 201': (r) => r.status === 201 };
const chargeChecks = { 'charge 200/201': (r) => r.status === 200 || r.status === 201 };
const orderChecks = { 'order 200/201': (r) => r.status === 200 || r.status === 201 };

export default function () {
  const registerBody = `{"email":"load-${RUN_ID}-${__VU}-${__ITER}@caseload.test","password":"correct-horse-battery"}`;
  const registered = http.post(registerUrl, registerBody, registerParams);
  if (!check(registered, registerChecks)) return;
  authHeaders.Authorization = `Bearer ${registered.json('accessToken')}`;

  if (!check(http.post(chargeUrl, chargeBody, chargeParams), chargeChecks)) return;

  orderSuccess.add(check(http.post(orderUrl, orderBody, orderParams), orderChecks));
}

import { check } from 'k6';
import http from 'k6/http';
import { defineScenario, type Session } from '../../../lib/contract/scenario.ts';

export default defineScenario({
  name: 'form-token',
  summary: 'a token out of a page, with requests of its own',
  steps: [],
  run: async (session: Session) => {
    const page = http.get(`${__ENV.BASE_URL}/form`, { responseType: 'text' });
    const token = page.html().find('input[name=csrf]').attr('value') ?? '';
    const sent = http.post(`${__ENV.BASE_URL}/form`, { csrf: token });
    check(sent, { 'form accepted': (response) => response.status === 200 && response.body === null });
    if (sent.status !== 200) throw new Error(`the form was answered with ${sent.status}`);
    await session.pause(0.01);
  },
  objectives: [],
});

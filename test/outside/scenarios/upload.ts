import { SharedArray } from 'k6/data';
import http from 'k6/http';
import { Counter } from 'k6/metrics';
import { defineScenario, defineStep, get } from '../../../lib/contract/scenario.ts';

const picture = open('../files/picture.bin', 'b');
const names = new SharedArray<string>('names', () => JSON.parse(open('../files/names.json')));
const uploads = new Counter('uploads');
const ping = defineStep({ name: 'ping', request: () => get('/ping'), expect: { status: [200] } });

export default defineScenario({
  name: 'upload',
  summary: `a file for ${names.length} names`,
  steps: [ping],
  run: async (session) => {
    const file = http.file(picture, 'picture.bin', 'application/octet-stream');
    const sent = http.post(`${__ENV.BASE_URL}/upload`, { file, name: String(names[0]) });
    if (sent.status !== 201) throw new Error(`the upload was answered with ${sent.status}`);
    uploads.add(1);
    await session.perform(ping);
  },
  objectives: [],
});

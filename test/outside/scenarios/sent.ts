import { basicAuth, defineScenario, defineStep, file, form, get, multipart } from '../../../lib/contract/scenario.ts';

const picture = Uint8Array.from([0, 255, 10, 13, 137, 80]);

const login = defineStep({
  name: 'login',
  request: () => form('/login', { user: 'a b&c', password: 'é=+', remember: undefined }),
  expect: { status: [200] },
});

const upload = defineStep({
  name: 'upload',
  request: () => multipart('/files', { title: 'mine', photo: file(picture, 'photo.png', 'image/png') }),
  expect: { status: [201] },
});

const account = defineStep({
  name: 'account',
  request: () => get('/account', { headers: basicAuth('ünï', 'p:w?') }),
  expect: { status: [200] },
});

export default defineScenario({
  name: 'sent',
  summary: 'a form, an upload, basic authentication',
  steps: [login, upload, account],
  objectives: [],
});

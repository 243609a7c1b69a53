import {
  defineScenario,
  defineStep,
  fromAnswer,
  fromCookie,
  fromHeader,
  fromHtml,
  fromPattern,
  get,
  optional,
  randomOf,
} from '../../../lib/contract/scenario.ts';

declare module '../../../lib/contract/scenario.ts' {
  interface Flow {
    element: string;
    bare: string;
    place: string;
    csrf: string;
    build: string;
    token: string;
    title: string;
    names: readonly string[];
    later?: string;
  }
}

const list = defineStep({
  name: 'list',
  request: () => get('/list'),
  expect: { status: [200] },
  provides: {
    element: randomOf('items.#.id'),
    bare: randomOf('codes.#'),
    place: fromHeader('location'),
    csrf: fromCookie('csrf'),
    names: fromAnswer((answer) => answer.json('items.#.name') as string[]),
    later: optional(fromHeader('x-next')),
  },
});

const page = defineStep({
  name: 'page',
  needs: ['place', 'csrf'],
  request: ({ place, csrf }) => get(place, { headers: { 'X-CSRF': csrf }, name: '/page' }),
  expect: { status: [200] },
  provides: {
    token: fromHtml('input[name=_token]', 'value'),
    title: fromHtml('h1'),
    build: fromPattern(/build (\d+)/),
  },
});

const view = defineStep({
  name: 'view',
  needs: ['element', 'bare', 'token', 'title', 'build', 'names', 'later'],
  request: ({ element, bare, token, title, build, names, later = 'none' }) =>
    get('/view', { query: { element, bare, token, title, build, names: names.join('+'), later } }),
  expect: { status: [200] },
});

export default defineScenario({
  name: 'taken',
  summary: 'all that a step can take of an answer',
  steps: [list, page, view],
  objectives: [],
});

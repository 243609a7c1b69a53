// The HTML report in a real browser.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LanguageCode } from '../../lib/model/finding.ts';
import { findOnPath } from '../../lib/run/engine/find-on-path.ts';
import type { Document } from '../../reports/document.ts';
import renderHtml from '../../reports/formats/html.ts';
import { experimentView } from '../../reports/views/experiment.ts';
import type { ReportInput } from '../../reports/views/report-input.ts';
import { runView } from '../../reports/views/run.ts';
import { gateInput } from './experiments.ts';
import { harmlessInput, hostileInput, payloads } from './hostile.ts';
import { caseInput, codes, inputOf, languages, madeUp, wideResult } from './inputs.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];
const executablePath =
  process.env.CHROMIUM ?? names.flatMap((name) => findOnPath(name, process.env) ?? []).at(0) ?? 'chromium';
const isThere = existsSync(executablePath);
// On a machine of a CI it must be there: a check that never runs finds nothing.
const mayRun = isThere || Boolean(process.env.CI);
const why = mayRun ? '' : ` (skipped: there is no ${executablePath}; CHROMIUM may name one)`;

const folder = mkdtempSync(join(tmpdir(), 'caseload-html-'));
let browser: Browser;

type MakeDocument = (code: LanguageCode) => Document;

const ofRun =
  (input: ReportInput): MakeDocument =>
  (code) =>
    runView(input, languages[code]);

const documents = new Map<string, MakeDocument>([
  ...madeUp.map(([name, input]) => [name, ofRun(input)] as const),
  ['hostile', ofRun(hostileInput(payloads.join(' ')))],
  ['harmless', ofRun(harmlessInput)],
  ['wide', ofRun(inputOf(wideResult(12, 12)))],
  ['gate', (code) => experimentView(gateInput, languages[code])],
]);

beforeAll(async () => {
  if (!mayRun) return;
  browser = await chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
  documents.set('case1', ofRun(await caseInput('case1')));
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The file of a report, as a browser opens it. */
function urlOf(name: string, code: (typeof codes)[number] = 'en'): string {
  const file = join(folder, `${name}.${code}.html`);
  writeFileSync(file, renderHtml((documents.get(name) ?? expect.fail(`no document ${name}`))(code)));
  return pathToFileURL(file).href;
}

async function withPage(
  url: string,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(url);
    await use(page);
  } finally {
    await context.close();
  }
}

/** What axe calls serious or critical, with the place of each. */
async function seriousViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run(document)')) as axe.AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

const desktop = { viewport: { width: 1280, height: 900 } };
const telephone = { viewport: { width: 390, height: 844 } };

describe.skipIf(!mayRun)(`the HTML report${why}`, () => {
  test.each([
    ['troubled', 'ko'],
    ['gate', 'en'],
  ] as const)('fetches nothing, says nothing to the console, and runs no script: %s in %s', async (name, code) => {
    const url = urlOf(name, code);
    const context = await browser.newContext();
    const page = await context.newPage();
    const requests: string[] = [];
    const messages: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(String(error)));
    await page.goto(url, { waitUntil: 'load' });
    await context.close();
    expect(requests).toEqual([url]);
    expect(messages).toEqual([]);
  });

  test.each([
    ['troubled', 'light'],
    ['troubled', 'dark'],
    ['case1', 'light'],
    ['gate', 'dark'],
  ] as const)('can be read by everybody, as far as axe can tell: %s in %s', async (name, colorScheme) => {
    await withPage(urlOf(name), { ...desktop, colorScheme }, async (page) => {
      // What is folded away is read, too.
      await page.evaluate('document.querySelectorAll("details").forEach((details) => { details.open = true; })');
      expect(await seriousViolations(page)).toEqual([]);
    });
  });

  test.each(codes)('can be read on a telephone in %s', async (code) => {
    await withPage(urlOf('troubled', code), { ...telephone, colorScheme: 'dark' }, async (page) => {
      expect(await seriousViolations(page)).toEqual([]);
    });
  });

  test.each(['troubled', 'never-began', 'gate', 'wide', 'hostile'])(
    'does not scroll sideways on a telephone: only its tables do (%s)',
    async (name) => {
      await withPage(urlOf(name), telephone, async (page) => {
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
        const wide = await page.evaluate(
          '[...document.querySelectorAll("body *")].filter((one) => !one.closest(".scroll, pre, svg, .skip") && one.getBoundingClientRect().right > 391).map((one) => one.tagName)',
        );
        expect(wide).toEqual([]);
      });
    },
  );

  test.each(['troubled'])('has all that it has without JavaScript: %s', async (name) => {
    const texts: string[] = [];
    for (const javaScriptEnabled of [true, false]) {
      await withPage(urlOf(name), { ...desktop, javaScriptEnabled }, async (page) => {
        texts.push((await page.locator('main').textContent()) ?? '');
        expect(await page.locator('figure svg[role=img]').count()).toBeGreaterThan(6);
        await page.locator('figure details summary').first().click();
        expect(await page.locator('figure details[open] td').count()).toBeGreaterThan(2);
      });
    }
    expect(texts[1]).toBe(texts[0]);
  });

  test.each(['troubled'])('has the numbers of each chart in a table under it: %s', async (name) => {
    await withPage(urlOf(name), desktop, async (page) => {
      const figures = page.locator('figure');
      for (let index = 0; index < (await figures.count()); index++) {
        const figure = figures.nth(index);
        const title = await figure.locator('figcaption').textContent();
        expect(await figure.locator('svg[role=img]').getAttribute('aria-label')).toContain(title ?? '');
        expect(await figure.locator('details table tbody tr').count()).toBeGreaterThan(1);
      }
    });
  });

  test.each(['troubled'])('prints to more than one page, with all that it says: %s', async (name) => {
    await withPage(urlOf(name), desktop, async (page) => {
      const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
      expect(pdf.startsWith('%PDF')).toBe(true);
      expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(1);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('#findings').isVisible()).toBe(true);
      expect(await page.locator('details').first().isVisible()).toBe(false);
      // On paper nothing can be scrolled: no table may be wider than its page.
      await page.setViewportSize({ width: 718, height: 1_000 });
      const cut = await page.evaluate(
        '[...document.querySelectorAll("main > section > .scroll > table")].filter((one) => one.getBoundingClientRect().right > 718).length',
      );
      expect(cut).toBe(0);
    });
  });

  test('lets a reader skip to the findings by keyboard', async () => {
    await withPage(urlOf('troubled'), desktop, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the findings');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('location.hash')).toBe('#findings');
    });
  });

  test('says in which language it is', async () => {
    for (const code of codes) {
      await withPage(urlOf('well', code), desktop, async (page) => {
        expect(await page.locator('html').getAttribute('lang')).toBe(code);
      });
    }
  });

  test('takes no text of a target for markup: the same elements stand in it whatever the names are', async () => {
    const elements: string[] = [];
    for (const name of ['harmless', 'hostile']) {
      await withPage(urlOf(name), desktop, async (page) => {
        let dialogs = 0;
        page.on('dialog', (dialog) => {
          dialogs++;
          void dialog.dismiss();
        });
        elements.push(
          (await page.evaluate('[...document.querySelectorAll("*")].map((one) => one.tagName).join(" ")')) as string,
        );
        expect(dialogs).toBe(0);
        expect(await page.locator('img, iframe, object, script:not([type="application/json"])').count()).toBe(0);
        expect(await page.locator('[onload], [onerror], [href^="javascript"]').count()).toBe(0);
      });
    }
    expect(elements[1]).toBe(elements[0]);
  });
});

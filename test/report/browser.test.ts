import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/read/package-root.ts';
import { readTemplates } from '../../src/read/read-templates.ts';
import { readTextFiles } from '../../src/read/read-text-files.ts';
import { writeReport } from '../../src/report/report.ts';
import type { ReportData } from '../../src/report/report-data.ts';
import { siteFiles } from '../../src/report/site-files.ts';

/*
 * The site in a real browser, opened from disk. Chromium is that of the system: `apt install chromium`, or the one that
 * CLR_BINDGEN_CHROMIUM names.
 */
const executablePath = [process.env.CLR_BINDGEN_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (file) => file !== undefined && existsSync(file),
);

const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What scripts in the page say; as text, as the types of the DOM are no part of this project. */
const inPage = {
  theme: 'document.documentElement.dataset.theme',
  overflow: 'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  links: "[...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'))",
  violations: 'axe.run({ preload: false }).then(({ violations }) => violations)',
  goTo: (address: string) => `location.hash = ${JSON.stringify(address)}; new Promise((done) => setTimeout(done))`,
};

describe.skipIf(executablePath === undefined)('the site in Chromium', () => {
  let folder: string;
  let context: BrowserContext;
  let page: Page;
  let problems: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'clr-bindgen-site-'));
    await writeReport({ cwd: packageRoot, out: path.join(folder, 'site') });
    context = await chromium.launchPersistentContext(path.join(folder, 'profile'), {
      ...(executablePath !== undefined && { executablePath }),
      headless: true,
      args: browserFlags,
    });
    page = await context.newPage();
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('dialog', async (dialog) => {
      problems.push(`dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!/^(?:file|data|about):/.test(request.url())) problems.push(`request: ${request.url()}`);
    });
  }, 120_000);

  afterEach(() => {
    const found = problems;
    problems = [];
    expect(found).toEqual([]);
  });

  afterAll(async () => {
    await context?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(address: string, site = 'site'): Promise<void> {
    await page.goto('about:blank');
    await page.goto(`${pathToFileURL(path.join(folder, site, 'index.html')).href}${address}`);
    await page.locator('h1').waitFor();
  }

  it('finds ReverseLeaveRuntime by "revleave", with the keyboard alone', async () => {
    await open('#/');
    await page.keyboard.press('/');
    await page.keyboard.type('revleave');
    await expect
      .poll(() => page.locator('#results .result').first().textContent())
      .toContain('IHostTaskManager::ReverseLeaveRuntime');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('h1').textContent()).toBe('ReverseLeaveRuntime');
    expect(await page.locator('main').textContent()).toContain('HOST_E_CLRNOTAVAILABLE');
    expect(await page.title()).toMatch(/^IHostTaskManager::ReverseLeaveRuntime /);
    await page.goBack();
    await expect.poll(() => page.locator('h1').textContent()).toBe('Unmanaged API of .NET');
  });

  it('shows an interface with its bases, its vtable in slot order, its code and its sources', async () => {
    await open('#/interface/ICorDebugProcess');
    expect(await page.locator('.tree .box').allTextContents()).toEqual([
      'IUnknown',
      'ICorDebugController',
      'ICorDebugProcess',
    ]);
    const slots = await page.locator('[aria-label="Vtable"] tbody td:first-child').allTextContents();
    expect(slots).toEqual(slots.map((_, at) => String(at)));
    expect(slots.length).toBeGreaterThan(20);
    const code = await page.locator('pre.code').allTextContents();
    expect(code[0]).toContain('virtual HRESULT STDMETHODCALLTYPE GetID(DWORD *pdwProcessId) = 0;');
    expect(code[1]).toContain('export interface ICorDebugProcess extends ICorDebugController');
    expect(await page.locator('[aria-label="Facts"]').textContent()).toContain(
      'metadata/facts/iids.json#ICorDebugProcess',
    );
  });

  it('has a page behind every link', async () => {
    const seen = new Set<string>();
    const queue = ['#/', '#/reference', '#/diagnostics', '#/list/interface', '#/list/hresult', '#/header/mscoree.h'];
    queue.push('#/interface/IHostTaskManager', '#/enumeration/EPolicyAction', '#/interface/IUnknown');
    await open('#/');
    while (queue.length > 0 && seen.size < 400) {
      const address = queue.shift() as string;
      if (seen.has(address)) continue;
      seen.add(address);
      await page.evaluate(inPage.goTo(address));
      const title = await page.locator('h1').textContent();
      const links = await page.evaluate<string[]>(inPage.links);
      expect(title, address).not.toBe('Nothing here');
      expect(title, address).not.toBe('');
      for (const link of links) {
        expect(link, address).toMatch(/^(?:#main$|#\/|https:\/\/learn\.microsoft\.com\/)/);
        // A sample of the lists, else all.
        if (link.startsWith('#/') && (links.length < 100 || seen.size % 7 === 0)) queue.push(link);
      }
    }
    expect(seen.size).toBeGreaterThan(200);
  });

  it('tells where there is nothing, and takes an address that is no text', async () => {
    for (const address of ['#/interface/INoSuchThing', '#/interface/IUnknown/NoSuchMethod', '#/%', '#/list/nothing']) {
      await open(address);
      expect(await page.locator('h1').textContent(), address).toBe('Nothing here');
    }
  });

  it('follows the system in light and dark, until it is told otherwise', async () => {
    const theme = () => page.evaluate<string>(inPage.theme);
    await page.emulateMedia({ colorScheme: 'dark' });
    await open('#/');
    expect(await theme()).toBe('dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(theme).toBe('light');
    await page.locator('#theme').click();
    expect(await theme()).toBe('dark');
    await open('#/');
    expect(await theme()).toBe('dark');
    await page.locator('#theme').click();
    expect(await theme()).toBe('light');
  });

  it.each(['light', 'dark'])('has no accessibility problem that axe finds, in %s', async (scheme) => {
    for (const address of [
      '#/',
      '#/reference',
      '#/diagnostics',
      '#/interface/IHostTaskManager',
      '#/interface/IHostTaskManager/CreateTask',
      '#/enumeration/EPolicyAction',
      '#/structure/COR_GC_THREAD_STATS',
      '#/function/CloseCLREnumeration',
      '#/hresult/E_FAIL',
      '#/list/interface',
    ]) {
      await open(address);
      if ((await page.evaluate<string>(inPage.theme)) !== scheme) {
        await page.locator('#theme').click();
      }
      if (address === '#/reference') await page.locator('#search').fill('task');
      await page.evaluate(axe);
      const violations = await page.evaluate<Violation[]>(inPage.violations);
      const found = violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html}`);
      expect(found, address).toEqual([]);
    }
  });

  it('scrolls sideways nowhere on a narrow screen', async () => {
    await page.setViewportSize({ width: 360, height: 700 });
    for (const address of ['#/', '#/interface/IMetaDataImport', '#/interface/ICLRTask/Abort', '#/list/hresult']) {
      await open(address);
      const wider = await page.evaluate<number>(inPage.overflow);
      expect(wider, address).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('runs nothing that names and prose hold', async () => {
    const bad = `<img src=x onerror="alert(1)"><script>alert(2)</script>'"\`{{x}}\u202e__proto__`;
    writeSite('hostile', hostileData(bad));
    await open('#/', 'hostile');
    const name = encodeURIComponent(bad);
    for (const address of [
      '#/reference',
      '#/diagnostics',
      `#/diagnostics/${encodeURIComponent('CB301')}`,
      `#/header/${name}`,
      `#/interface/${name}`,
      `#/interface/${name}/${name}`,
      `#/enumeration/${name}`,
      `#/function/${name}`,
      `#/interface/__proto__`,
      `#/interface/constructor`,
    ]) {
      await page.evaluate(inPage.goTo(address));
      await page.locator('h1').waitFor();
      expect(await page.locator('main script, main img, main iframe').count(), address).toBe(0);
    }
    await open(`#/interface/${name}/${name}`, 'hostile');
    expect(await page.locator('h1').textContent()).toBe(bad.replace('\u202e', '\ufffd'));
    await page.locator('#search').fill('img src');
    expect(await page.locator('#results .result').count()).toBeGreaterThan(0);
    expect(await page.locator('#results img, #results script').count()).toBe(0);
    const links = await page.evaluate<string[]>(inPage.links);
    expect(links.filter((link) => !/^#|^https:\/\/learn\.microsoft\.com\/dotnet\//.test(link))).toEqual([]);
  });

  it('counts what a code was found for in words that fit', async () => {
    writeSite('once', hostileData('x'));
    await open('#/diagnostics/CB301', 'once');
    expect(await page.locator('h2').last().textContent()).toBe('Found once');
  });

  interface Violation {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }

  function writeSite(name: string, data: ReportData): void {
    const site = path.join(folder, name);
    const templates = readTemplates(path.join(packageRoot, 'templates'), undefined, packageRoot).value;
    const parts = path.join(packageRoot, 'templates', 'report');
    mkdirSync(site);
    for (const file of siteFiles(
      data,
      new Map([...readTextFiles(parts, '.js'), ...readTextFiles(parts, '.css')]),
      templates,
    )) {
      writeFileSync(path.join(site, file.path), file.text);
    }
  }
});

/** A report in which every text is the same hostile one. */
function hostileData(bad: string): ReportData {
  const row = { name: bad, apis: 1, documented: 1, methods: 1, documentedMethods: 0 };
  const call = { a: [[bad, 0, 0, 0]], r: [[0, 0]], o: [[bad, bad, bad, bad]] } as const;
  const common = {
    n: bad,
    h: 0,
    d: 1,
    p: `javascript:alert(3)//${bad}`,
    s: bad,
    c: bad,
    t: bad,
    x: [[0, 0, 0]],
  } as const;
  return {
    title: bad,
    generator: bad,
    docs: [bad],
    attribution: true,
    coverage: { totals: [row], headers: [row], areas: [row] },
    diagnostics: {
      codes: [
        {
          code: 'CB301',
          severity: 'error',
          title: bad,
          page: `# ${bad}\n\n## ${bad}\n\n- ${bad}\n\n[x](javascript:alert(4))`,
          found: [[bad, bad, 1, 1, bad]],
        },
      ],
      areas: [{ name: bad, counts: { error: 1, warning: 0, note: 0 } }],
    },
    strings: [bad],
    phrases: [bad],
    entities: [
      { k: 'i', ...common, b: bad, l: 0, m: [{ n: bad, d: 1, p: `javascript:alert(5)`, s: bad, ...call }] },
      { k: 'e', ...common, e: [[bad, bad, bad]] },
      { k: 'f', ...common, ...call },
      { k: 'r', ...common, v: 0x80131301 },
    ],
  };
}

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage, startSite, type TestSite } from '../support/browser.ts';
import { drawPicture } from '../support/pictures.ts';

/** A page is used before its scripts arrive, on the demo city. */

let site: TestSite;
let browser: Browser;

beforeAll(async () => {
  site = await startSite({ OTKLIK_DEMO: '1' });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const text = 'Большая яма на проезжей части у остановки, машины объезжают по встречной.';

async function onPhone(work: (page: Page) => Promise<void>): Promise<void> {
  const { page, context, errors } = await openPage(browser, site, { width: 390 });
  try {
    await work(page);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}

describe('a page whose scripts are late', () => {
  /** The page is drawn, nothing runs on it yet; `arrive` lets the scripts through and waits for them. */
  async function openDrawn(page: Page, address: string): Promise<{ arrive: () => Promise<void> }> {
    let release = () => {};
    const late = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/*.js', async (route) => {
      await late;
      await route.continue();
    });
    await page.goto(address, { waitUntil: 'commit' });
    return {
      arrive: async () => {
        release();
        await page.waitForLoadState('networkidle');
      },
    };
  }

  it('keeps what was typed, marked and chosen before they came', () =>
    onPhone(async (page) => {
      const form = await openDrawn(page, '/new');
      await page.getByLabel('Опишите коротко').fill(text);
      const file = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await drawPicture('jpeg') };
      await page.locator('input[type=file]').first().setInputFiles(file);
      await form.arrive();
      await page.getByText('Фото добавлено').waitFor();
      expect(await page.getByLabel('Опишите коротко').inputValue()).toBe(text);
      await page.getByRole('button', { name: 'Продолжить' }).click();
      await page.getByRole('heading', { name: 'Где это?', level: 1 }).waitFor();

      const map = await openDrawn(page, '/map');
      await page.getByLabel('Тема').selectOption('Дороги');
      await map.arrive();
      await page.waitForURL(/block=roads/u);
      expect(await page.getByLabel('Тема').inputValue()).toBe('roads');
    }));
});

import { readFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import type { Browser, FileChooser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  checkAxe,
  findEnglish,
  openBrowser,
  openPage,
  type PageLook,
  scrollsSideways,
  startSite,
} from '../../support/site/browser.ts';
import { expectFocus, expectValue, patience, speakToSite } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import type { TestSite } from '../../support/site/test-site.ts';

const table = [
  'Номер;Дата поступления;Что случилось;Отрасль;Адрес;Телефон',
  '1;24.11.2026 14:05;Яма у дома, просим заделать до снега;Дороги;ул. Алюминиевая, 8;8 912 000-00-01',
  '2;24.11.2026;Третий день нет горячей воды;ЖКХ;;позвоните вечером',
  '3;31.02.2026;Не горит фонарь во дворе;Энергетика;;',
  '1;24.11.2026 14:05;Та же яма ещё раз;Дороги;;',
].join('\r\n');
const file = {
  name: 'Выгрузка ПОС 24.11.2026.csv',
  mimeType: 'text/csv',
  buffer: iconv.encode(table, 'windows-1251'),
};

let site: TestSite;
let browser: Browser;
let cookie: string;
beforeAll(async () => {
  site = await startSite();
  cookie = await signInAs(speakToSite(site), 'operator');
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function open(look: PageLook = {}): Promise<{ page: Page; errors: string[] }> {
  const { page, errors } = await openPage(browser, site, { cookie, ...look });
  await page.goto('/staff/import');
  await page.getByRole('heading', { name: 'Прошлые загрузки' }).waitFor();
  return { page, errors };
}

/** What a person reads in an element, hidden words left out. */
const readSeen = (page: Page, selector: string): Promise<string> =>
  // biome-ignore lint/performance/useDomNodeTextContent: hidden words are not seen
  page.locator(selector).evaluate((node) => (node as HTMLElement).innerText);

/** Of the file, of the program it is made by, of the request: names that have no Russian form. */
const names = /vygruzka-pos|Excel|запроса для поддержки: \S+/g;

/** No fault of axe, nothing sideways, no English word. */
async function checkStep(page: Page): Promise<void> {
  await checkAxe(page);
  expect(await scrollsSideways(page)).toBe(false);
  expect(findEnglish((await readSeen(page, 'body')).replaceAll(names, ''))).toEqual([]);
}

/**
 * The dialog of files a key opens. Chromium is told to hand its dialogs over without waiting for it to agree: on a
 * busy machine the first one may open for nobody, and a person would press again.
 */
async function openChooser(page: Page, key: string): Promise<FileChooser> {
  const opened: FileChooser[] = [];
  page.on('filechooser', (chooser) => opened.push(chooser));
  await vi.waitFor(
    async () => {
      if (opened.length === 0) await page.keyboard.press(key);
      await vi.waitUntil(() => opened.length > 0, { timeout: 3000 });
    },
    { timeout: patience },
  );
  return opened[0]!;
}

const choose = (page: Page) => page.locator('input[type=file]').setInputFiles(file);
const counts = (page: Page) => readSeen(page, '.import-counts');

describe('a register goes in', () => {
  it('from the file to the report, by keyboard', async () => {
    const { page, errors } = await open();
    await checkStep(page);
    await (await openChooser(page, 'KeyU')).setFiles(file);
    await page.getByText('Какой столбец что значит').waitFor();
    await checkStep(page);
    const preview = page.getByRole('region', { name: 'Первые строки файла' });
    await preview.getByText('Третий день нет горячей воды').waitFor();

    // The name of this column says nothing: the page asks, in words and at the field.
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('alert')
      .getByRole('link', { name: /Укажите столбец с текстом/ })
      .click();
    const text = page.getByRole('combobox', { name: 'Текст сообщения' });
    await expectFocus(text);
    await checkStep(page);
    await text.selectOption('Что случилось');
    await page.getByText('«Яма у дома, просим заделать до снега»').waitFor();

    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: /Создано 2.дела/ }).waitFor();
    expect(await counts(page)).toMatch(
      /4\s+строк прочитано\s+2\s+принято\s+1\s+повторы: уже были\s+1\s+не приняты/,
    );
    await expectFocus(page.getByRole('heading', { name: /Создано/ }));
    await page.getByText('«31.02.2026» — не дата').waitFor();
    await checkStep(page);
    expect(errors).toEqual([]);
  });

  it('its refused rows are saved, its cases open, the rest is told in tabs', async () => {
    const { page, errors } = await open();
    await page.getByRole('link', { name: file.name }).first().click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Скачать непринятые строки' }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('Выгрузка ПОС 24.11.2026 — не принято.csv');
    expect(await readFile(await saved.path(), 'utf8')).toContain('"Не горит фонарь во дворе"');
    await page.getByRole('tab', { name: 'С замечаниями 1' }).click();
    await page.getByText('Телефон: значение не принято').waitFor();
    await page.getByRole('tab', { name: 'С замечаниями 1' }).press('ArrowLeft');
    await page.getByText('та же запись уже есть в строке 2').waitFor();
    await page.getByRole('tab', { name: 'С замечаниями 1' }).click();
    await page.getByRole('link', { name: /^№/ }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText('Третий день нет горячей воды').first().waitFor();
    expect(errors).toEqual([]);
  });

  it('the same file again: says so, adds nothing', async () => {
    const { page } = await open({ width: 390, theme: 'dark' });
    await checkStep(page);
    await choose(page);
    await page.getByText('Этот файл уже загружали').waitFor();
    await expectValue(page.getByRole('combobox', { name: 'Текст сообщения' }), 'Что случилось');
    await checkStep(page);
    await page.getByRole('button', { name: /^Загрузить/ }).click();
    await page.getByRole('heading', { name: 'Новых дел нет' }).waitFor();
    await checkStep(page);
  });

  it('a file that is no table is refused in place, with what to do', async () => {
    const { page } = await open({ vi: { size: '200' } });
    const pdf = { name: 'письмо.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') };
    await page.locator('input[type=file]').setInputFiles(pdf);
    await page.getByRole('alert').getByText('Это не таблица').waitFor();
    await checkStep(page);
  });

  it('another file: the first one is forgotten', async () => {
    const { page } = await open({ width: 390 });
    await choose(page);
    await page.getByRole('button', { name: 'Другой файл' }).click();
    await page.getByText('Перетащите сюда файл').waitFor();
    await page.getByText('Остановлено').first().waitFor();
    await checkStep(page);
  });

  it('is not for those without the right', async () => {
    const other = await signInAs(speakToSite(site), 'executor');
    const { page } = await openPage(browser, site, { cookie: other });
    await page.goto('/staff/import');
    await page.getByText('Этот раздел вам не открыт').waitFor();
    expect(await page.getByRole('link', { name: 'Загрузка данных' }).count()).toBe(0);
  });
});

describe('a run under way', () => {
  it('shows how far it is and stops when asked', async () => {
    const { page, errors } = await open();
    const rows = Array.from({ length: 5000 }, (_, id) =>
      JSON.stringify({ id, text: `Не убран снег у дома ${id}` }),
    );
    const many = { name: 'снег.jsonl', mimeType: 'text/plain', buffer: Buffer.from(rows.join('\n')) };
    await page.locator('input[type=file]').setInputFiles(many);
    await page.getByRole('button', { name: /^Загрузить/ }).click();
    const bar = page.getByRole('progressbar', { name: 'Ход загрузки' });
    await bar.waitFor();
    await page.getByText(/Создаём дела: [1-9]/).waitFor();
    await checkStep(page);
    await page.getByRole('button', { name: 'Остановить' }).click();
    await page.getByRole('heading', { name: /Остановлено: создано/ }).waitFor();
    // Started again it adds the rest: nothing is made twice.
    await page.getByRole('link', { name: 'Запустить этот файл снова' }).click();
    await page.getByRole('button', { name: /^Загрузить/ }).click();
    await page.getByRole('heading', { name: /Создано/ }).waitFor();
    const { rows: made } = await site.app.pool.query(
      "SELECT count(*) AS all, count(DISTINCT external_id) AS different FROM cases.contact WHERE external_source = 'sneg'",
    );
    expect(made).toEqual([{ all: 5000, different: 5000 }]);
    expect(errors).toEqual([]);
  });
});

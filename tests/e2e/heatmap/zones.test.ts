import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { DAY } from '../../../shared/time.ts';
import { drawPicture } from '../../support/pictures.ts';
import { plantCases } from '../../support/plant.ts';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { patience, typedDayIn } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

let page: Page;
let errors: string[];

const back = (days: number): string => new Date(Date.now() - days * DAY).toISOString();

const town = openTown(async () => {
  const roads = { district_id: 'sinarsky.trubny', block: 'roads', fact_id: 'roads.pavement.pothole' };
  await plantCases(
    town.server,
    Array.from({ length: 8 }, (_, at) => ({
      ...roads,
      registered_at: back(6 - at / 4),
      // Two days were given: half of the week's messages wait beyond twice their term.
      due_at: at < 4 ? back(4.5) : new Date(Date.now() + 20 * DAY).toISOString(),
    })),
  );
  ({ page, errors } = await openPage(town.browser, town.site, {
    cookie: await signInAs(town.server, 'chair'),
  }));
});

const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const button = (name: string) => page.getByRole('button', { name });
const dialog = (name: string) => page.getByRole('dialog', { name });

test('a zone opens by rule and tells why', async () => {
  await page.goto('/staff/zones');
  await heading('Красные зоны').waitFor({ timeout: patience });
  await page.getByText('Красных зон нет').waitFor({ timeout: patience });
  await button('Пересчитать').press('Enter');
  const zone = page.getByRole('link', { name: /^Синарский район/u });
  await zone.waitFor({ timeout: patience });
  await page.getByText('дела дольше двух сроков').first().waitFor();
  await checkAxe(page);
  await zone.press('Enter');
  await page.getByRole('table', { name: 'Слагаемые балла' }).waitFor({ timeout: patience });
});

test('it is worked: owner, cause, plan, claimed exit', async () => {
  await button('Назначить владельца').press('Enter');
  await dialog('Владелец зоны').getByRole('combobox', { name: 'Сотрудник' }).fill('Пробный');
  await page.getByRole('option').first().click({ timeout: patience });
  await page.keyboard.press('Control+Enter');
  await dialog('Владелец зоны').waitFor({ state: 'hidden', timeout: patience });
  // Open to whoever owns the zone: the page learns of the owner a moment after the dialog has gone.
  const isClosed = () => button('Причина и план').getAttribute('aria-disabled');
  await expect.poll(isClosed, { timeout: patience }).toBeNull();
  await button('Причина и план').press('Enter');
  const plan = dialog('Причина и план');
  await plan.getByLabel('Причина').fill('Подрядчик не вышел на участок');
  await plan.getByLabel('Что будет сделано').fill('Засыпать ямы силами дорожной службы');
  await plan.getByLabel('Выход до').fill(typedDayIn(10));
  await page.keyboard.press('Control+Enter');
  await plan.waitFor({ state: 'hidden', timeout: patience });
  await page.getByText('в работе', { exact: true }).waitFor({ timeout: patience });
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'after.jpg', mimeType: 'image/jpeg', buffer: await drawPicture('jpeg') });
  await page.getByText('Доказательство приложено').waitFor({ timeout: patience });
  await button('Заявить выход').press('Enter');
  await dialog('Заявить выход').getByLabel('Что сделано').fill('Ямы засыпаны');
  await page.keyboard.press('Control+Enter');
  await page.getByText('выход заявлен', { exact: true }).waitFor({ timeout: patience });
  await checkAxe(page);
});

test('the data closes it', async () => {
  const { pool } = town.site.app;
  // The cases were answered yesterday, within the days that are over, and six days have been counted below the bar.
  await pool.query(
    "UPDATE cases.case_file SET status = 'answered', answered_at = now() - interval '1 day', outcome = 'solved'",
  );
  await pool.query(
    `INSERT INTO zones.point (place_kind, place_key, block, day, score, zone, heat)
     SELECT place_kind, place_key, block, day - past, 20, 'green', heat FROM zones.point, generate_series(1, 6) AS past`,
  );
  await page.goto('/staff/zones');
  await button('Пересчитать').press('Enter');
  await page.getByText('Красных зон нет').waitFor({ timeout: patience });
  await page.getByRole('link', { name: 'Закрыты данными' }).press('Enter');
  await page.getByRole('link', { name: /^Синарский район/u }).press('Enter');
  await page.getByText('закрыта данными', { exact: true }).waitFor({ timeout: patience });
  expect(await button('Заявить выход').count()).toBe(0);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await scrollsSideways(page)).toBe(false);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('a view of performance opens the cases of a cell by keyboard', async () => {
  await page.goto('/staff/indicators');
  await page.getByRole('tab', { name: 'К1–К20' }).press('ArrowRight');
  await expect.poll(() => page.url(), { timeout: patience }).toContain('view=equity');
  const cell = page.getByRole('link', { name: /Срок ответа, медиана: .*отвеченные дела: 8\s+дел$/u });
  await cell.first().press('Enter');
  await heading('Дела').waitFor({ timeout: patience });
  expect(errors).toEqual([]);
});

test('a chart says its numbers in a table by keyboard, in print, and gives itself as a file', async () => {
  await page.goto('/staff/indicators');
  const card = page.getByRole('listitem').filter({ hasText: 'К2. Срок ответа' });
  await card
    .getByRole('img', { name: /^Срок ответа по месяцам: последнее: / })
    .waitFor({ timeout: patience });
  const twin = card.locator('table');
  expect(await twin.isVisible()).toBe(false);
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => twin.isVisible(), { timeout: patience }).toBe(true);
  await page.emulateMedia({ media: 'screen' });
  await card.getByText('Таблицей').press('Enter');
  await twin.getByRole('columnheader', { name: 'Обычный разброс' }).waitFor({ timeout: patience });
  // The months since the first with a number, four at least, under the head.
  const rows = await twin.getByRole('row').count();
  expect(rows).toBeGreaterThanOrEqual(5);
  expect(rows).toBeLessThanOrEqual(13);
  await checkAxe(page);
  const file = page.waitForEvent('download');
  await card.getByRole('button', { name: 'PNG' }).press('Enter');
  expect((await file).suggestedFilename()).toBe('Срок ответа по месяцам.png');
  expect(errors).toEqual([]);
});

test('an indicator opens the cases of its number', async () => {
  await page.goto('/staff/indicators');
  await page.getByText('К2. Срок ответа').waitFor({ timeout: patience });
  await page.getByText('К2. Срок ответа').press('Enter');
  await page.getByText('от регистрации до окончательного ответа').waitFor({ timeout: patience });
  await checkAxe(page);
  await page.getByRole('link', { name: /^8\s+дел\s+показателя Срок ответа/u }).press('Enter');
  await heading('Дела').waitFor({ timeout: patience });
  const rows = page.getByRole('table', { name: 'Дела по отбору' }).getByRole('rowheader');
  await expect.poll(() => rows.count(), { timeout: patience }).toBe(8);
  expect(errors).toEqual([]);
});

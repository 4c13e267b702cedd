import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { submitCase } from '../../support/site/cases.ts';
import { makeExecutors, patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** «Анализ» by keys: a topic that grows, the group of its messages, the house they come from; on a phone too. */

const MANY = 6;
let page: Page;
let errors: string[];

const town = openTown(async () => {
  await makeExecutors(town.server);
  for (let at = 0; at < MANY; at += 1)
    await submitCase(town.server, {
      text: `На дороге яма, пробил колесо. Машина стоит, день ${at}.`,
      place: { address: 'ул. Титова, 14' },
    });
  const { pool } = town.site.app;
  // Yesterday: the usual period is of days that are over.
  await pool.query(
    "UPDATE cases.case_file SET block = 'roads', fact_id = 'roads.pavement.pothole', registered_at = now() - interval '1 day'",
  );
  // A history of half a year, in which nobody told of it.
  const old = await submitCase(town.server, { text: 'Когда откроют каток?' });
  await pool.query(
    "UPDATE cases.case_file SET registered_at = now() - interval '300 days' WHERE number = $1",
    [old.number],
  );
  ({ page, errors } = await openPage(town.browser, town.site, {
    cookie: await signInAs(town.server, 'chair'),
  }));
});

const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const view = (name: string) =>
  page.getByRole('navigation', { name: 'Что показать' }).getByRole('link', { name });
const rows = () => page.getByRole('table', { name: 'Дела по отбору' }).getByRole('rowheader');

test('a topic that grows tells why and opens its cases', async () => {
  await page.goto('/staff');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyN');
  await heading('Анализ').waitFor({ timeout: patience });
  const list = page.getByRole('list', { name: 'Растущие темы' });
  await list.waitFor({ timeout: patience });
  await list.getByText('Почему').press('Enter');
  await list.getByText(/^Случайно столько бывает/u).waitFor({ timeout: patience });
  await checkAxe(page);
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('Enter');
  await heading('Дела').waitFor({ timeout: patience });
  await expect.poll(() => rows().count(), { timeout: patience }).toBe(MANY);
  await page.goBack();
});

test('messages that say alike are one group; their house stands first among objects', async () => {
  await view('О чём пишут').press('Enter');
  const group = page.getByRole('link', { name: /^«.*(яма|колесо).*»$/u });
  await group.waitFor({ timeout: patience });
  await checkAxe(page);
  await group.press('Enter');
  await expect.poll(() => rows().count(), { timeout: patience }).toBe(MANY);
  await page.goBack();
  await view('Причины').press('Enter');
  await page.getByRole('heading', { name: 'Причин пока не названо' }).waitFor({ timeout: patience });
  await checkAxe(page);
  await view('Полнота полей').press('Enter');
  // Sent with an address and a phone, and nobody sent a picture.
  const photo = page.getByRole('link', {
    name: new RegExp(`^0.% — Всего, Фото, 0 из ${MANY} поступивших`, 'u'),
  });
  await photo.waitFor({ timeout: patience });
  await checkAxe(page);
  await photo.press('Enter');
  await expect.poll(() => rows().count(), { timeout: patience }).toBe(MANY);
  await page.locator('.chip', { hasText: 'Без фото' }).waitFor({ timeout: patience });
  await page.goBack();
  await view('Возраст дел').press('Enter');
  // The one of half a year ago is open to this day: a week of its own, and the oldest on every Sunday since.
  const oldest = page.getByRole('link', { name: /^1 — открыто на конец [0-9.]+, 13.недель и.больше$/u });
  await oldest.last().waitFor({ timeout: patience });
  await page.getByRole('img', { name: /^Открытые дела на конец недели по возрасту/u }).waitFor();
  await checkAxe(page);
  await oldest.last().press('Enter');
  await expect.poll(() => rows().count(), { timeout: patience }).toBe(1);
  await page.locator('.chip', { hasText: 'Открыты на конец' }).waitFor({ timeout: patience });
  await page.goBack();
  await view('Объекты').press('Enter');
  await page.getByRole('link', { name: 'ул. Титова, 14', exact: true }).press('Enter', { timeout: patience });
  await heading('Ул. Титова, 14').waitFor({ timeout: patience });
});

test('the file is saved by E; a phone shows every part without a sideways scroll', async () => {
  await page.goto('/staff/analysis');
  await page.getByRole('list', { name: 'Растущие темы' }).waitFor({ timeout: patience });
  const saved = page.waitForEvent('download', { timeout: patience });
  await page.keyboard.press('KeyE');
  expect((await saved).suggestedFilename()).toMatch(/^Растущие темы .*\.xlsx$/u);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const query of [
    '',
    '?view=causes',
    '?view=clusters',
    '?view=objects',
    '?view=ageing',
    '?view=fullness',
    '?from=2020-01-01&to=2020-01-07',
  ]) {
    await page.goto(`/staff/analysis${query}`);
    await heading('Анализ').waitFor({ timeout: patience });
    await page.waitForLoadState('networkidle');
    expect(await scrollsSideways(page), query).toBe(false);
    await checkAxe(page);
  }
  await page.getByRole('heading', { name: 'По этому отбору дел нет' }).waitFor({ timeout: patience });
  expect(errors).toEqual([]);
});

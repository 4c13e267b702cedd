import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { submitCase } from '../../support/site/cases.ts';
import { expectFocus, makeExecutors, patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openCard, openTown } from '../../support/site/town.ts';

/** Passports of objects by keys alone: from the card of a case, by the words of an address, from those with most cases. */

const place = { address: 'ул. Титова, 14' };
const texts = [
  'На дороге огромная яма, пробил колесо.',
  'Не вывозят мусор вторую неделю.',
  'Во дворе не горит фонарь.',
];

let page: Page;
let errors: string[];
const numbers: string[] = [];

const town = openTown(async () => {
  await makeExecutors(town.server);
  for (const text of texts) numbers.push((await submitCase(town.server, { text, place })).number);
  await submitCase(town.server, { text: 'Течёт крыша.', place: { address: 'ул. Титова, 16' } });
  // The usual period is of days that are over.
  await town.site.app.pool.query(
    "UPDATE cases.case_file SET registered_at = registered_at - interval '1 day'",
  );
  ({ page, errors } = await openPage(town.browser, town.site, {
    cookie: await signInAs(town.server, 'operator'),
  }));
});

const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const rows = () => page.getByRole('table', { name: 'Дела по отбору' }).getByRole('rowheader');

test('an address typed leads to the passport; its cases are walked by J and opened by Enter, and back', async () => {
  await page.goto('/staff');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyB');
  await heading('Объекты').waitFor({ timeout: patience });
  await page.getByRole('link', { name: 'ул. Титова, 14', exact: true }).waitFor({ timeout: patience });
  await checkAxe(page);
  await page.keyboard.press('KeyF');
  const field = page.getByRole('combobox', { name: 'Адрес, остановка или микрорайон' });
  await expectFocus(field);
  await page.keyboard.type('титова 14');
  await page.getByRole('option', { name: /^ул. Титова, 14/u }).waitFor({ timeout: patience });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await heading('Ул. Титова, 14').waitFor({ timeout: patience });
  await expect.poll(() => rows().count(), { timeout: patience }).toBe(texts.length);
  await checkAxe(page);
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('Enter');
  await page.getByText('Состояние', { exact: true }).waitFor({ timeout: patience });
  await page.goBack();
  await heading('Ул. Титова, 14').waitFor({ timeout: patience });
});

test('the card of a case leads to the passport of its house; the yard has the neighbour’s too', async () => {
  await openCard(page, numbers[0]!);
  await page.getByRole('link', { name: 'Паспорт объекта' }).focus();
  await page.keyboard.press('Enter');
  await heading('Ул. Титова, 14').waitFor({ timeout: patience });
  const codes = page.getByRole('region', { name: 'Коды для таблички' });
  await codes.getByRole('img', { name: 'Код: жителям' }).waitFor({ timeout: patience });
  expect(await codes.getByRole('link').first().getAttribute('href')).toMatch(
    /\/map\?at=56\.\d+,61\.\d+,17$/u,
  );
  await page.getByRole('link', { name: 'двор: ул. Титова, 14' }).focus();
  await page.keyboard.press('Enter');
  await heading('Двор: ул. Титова, 14').waitFor({ timeout: patience });
  await page.getByRole('link', { name: `Всего дел: ${texts.length + 1}` }).focus();
  await page.keyboard.press('Enter');
  await heading('Дела').waitFor({ timeout: patience });
  await page.getByText('двор: ул. Титова, 14').waitFor({ timeout: patience });
  await expect.poll(() => rows().count(), { timeout: patience }).toBe(texts.length + 1);
});

test('a palette finds passports; what is filtered away may be brought back', async () => {
  await page.keyboard.press('Control+KeyK');
  await page.keyboard.type('титова 14');
  await page.getByRole('option', { name: /Паспорт: ул. Титова, 14/u }).click({ timeout: patience });
  await heading('Ул. Титова, 14').waitFor({ timeout: patience });
  await page.getByLabel('Состояние').selectOption({ label: 'закрытые' });
  await page.getByRole('heading', { name: 'По этому отбору дел нет' }).waitFor({ timeout: patience });
  await page.getByRole('button', { name: 'Сбросить отбор' }).press('Enter');
  await expect.poll(() => rows().count(), { timeout: patience }).toBe(texts.length);
});

test('paper has the codes and no controls; a phone shows all without a sideways scroll', async () => {
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByLabel('Состояние').isVisible()).toBe(false);
  expect(await page.getByText('Напечатано', { exact: false }).isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 390, height: 844 });
  for (const address of [page.url(), '/staff/objects', '/staff/objects/house%3Aul-titova%3A2']) {
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await scrollsSideways(page), address).toBe(false);
    await checkAxe(page);
  }
  await page.getByRole('heading', { name: 'Об этом месте ещё не писали' }).waitFor({ timeout: patience });
  expect(errors).toEqual([]);
});

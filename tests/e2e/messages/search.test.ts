import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { checkAxe } from '../../support/site/browser.ts';
import { readCard, submitCase } from '../../support/site/cases.ts';
import { patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** The list of cases: what was typed with a mistake is found and told of, all of it is changed at once and put back. */

let operator: string;
let page: Page;
const numbers: string[] = [];

const town = openTown(async () => {
  operator = await signInAs(town.server, 'operator');
  for (const text of [
    'Сосульки над входом в подъезд.',
    'Опасные сосульки на крыше школы.',
    'Не горит фонарь.',
  ])
    numbers.push((await submitCase(town.server, { text })).number);
  page = await town.seat(operator);
});

test('a mistyped word is found, marked and told of', async () => {
  await page.goto('/staff/cases');
  await page.getByRole('heading', { level: 1, name: 'Дела' }).waitFor();
  await page.keyboard.press('KeyF');
  await page.keyboard.type('сосулки');
  await page.getByText('Показано по: сосульки').waitFor({ timeout: patience });
  expect(await page.locator('mark').allTextContents()).toEqual(['Сосульки', 'сосульки']);
  await checkAxe(page);
});

test('all of a filter is checked, changed and put back', async () => {
  await page.goto(`/staff/cases?q=${encodeURIComponent('сосульки')}`);
  await page.getByRole('checkbox', { name: new RegExp(numbers[0]!, 'u') }).check();
  await page.getByRole('button', { name: 'Выбрать все по отбору: 2 дела' }).click();
  await page.getByText('Выбраны все по отбору: 2 дела').waitFor();
  await page.getByRole('button', { name: 'Важность' }).click();
  await page.getByRole('radio', { name: 'Срочные' }).check();
  await page.getByRole('button', { name: 'Проверить все по отбору' }).click();
  await page.getByText('Изменится 2 дела.').waitFor({ timeout: patience });
  await checkAxe(page);
  await page.getByRole('button', { name: 'Изменить 2 дела' }).click();
  await page.getByText('Важность изменена: 2 дела').waitFor({ timeout: patience });
  await checkAxe(page);
  expect((await readCard(town.server, numbers[1]!, operator)).importance).toBe('high');
  await page.getByRole('button', { name: 'Вернуть как было' }).click();
  await page.getByText('Возвращено: 2 дела').waitFor({ timeout: patience });
  expect((await readCard(town.server, numbers[1]!, operator)).importance).toBe('normal');
});

test('a case tells why its reader sees it', async () => {
  await page.goto(`/staff/cases/${numbers[0]}`);
  await page.getByRole('button', { name: 'Почему я это вижу' }).click();
  await page.getByText('Роль дана на все блоки').waitFor({ timeout: patience });
  await checkAxe(page);
});

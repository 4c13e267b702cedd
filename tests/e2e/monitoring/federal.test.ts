import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { keepShot } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A file of the federal system is brought, looked at line by line, taken in, brought again, and what differs is decided. */

const town = openTown();
const localDay = (shift: number): string =>
  new Intl.DateTimeFormat('ru', { timeZone: 'Asia/Yekaterinburg' }).format(
    new Date(Date.now() + shift * 86_400_000),
  );

const file = (due: string): Buffer =>
  Buffer.from(
    [
      '№ инцидента;Ссылка на пост;Содержание письма;Дата;Статус;Срок',
      `Р-1;https://vk.com/wall-9_1;На Титова, 14 не вывозят мусор;${localDay(0)};Новый;${due}`,
      `Р-2;https://vk.com/wall-9_2;Автобус 12 не пришёл;${localDay(0)};В раздумьях;`,
    ].join('\r\n'),
  );

async function bring(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto('/staff/federal');
  await page.getByRole('button', { name: /^Выбрать файл/u }).waitFor({ timeout: patience });
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('KeyU');
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByRole('heading', { name }).waitFor({ timeout: patience });
}

test('a file is looked at, taken in, and what differs is decided by a person', { retry: 1 }, async () => {
  const operator = await signInAs(town.server, 'operator');
  const page = await town.seat(operator, 1440);
  await page.goto('/staff/federal');
  await page.getByText('Файлов ещё не было').waitFor({ timeout: patience });
  await page.getByText('не подтверждено').waitFor();
  await checkAxe(page);
  await keepShot(page, 'federal-start-1440');

  await bring(page, 'Инциденты за день.csv', file(localDay(3)));
  expect(await page.getByRole('combobox', { name: 'Номер инцидента' }).inputValue()).toBe('№ инцидента');
  await page.getByRole('combobox', { name: 'Текст сообщения' }).selectOption('Содержание письма');
  await page.getByRole('button', { name: 'Посмотреть, что станет' }).press('Enter');
  await page.getByText('Новых 1, приняты прежде 0.').waitFor({ timeout: patience });
  await page.getByText('Статус «В раздумьях» незнаком: допишите его в набор столбцов').waitFor();
  await page.getByText('станет инцидентом').first().waitFor();
  await checkAxe(page);
  await keepShot(page, 'federal-preview-1440');
  await page.getByRole('button', { name: 'Принять файл' }).press('Enter');
  await page.getByText('Стало инцидентами 1, приняты прежде 0.').waitFor({ timeout: patience });

  await bring(page, 'Инциденты за день ещё раз.csv', file(localDay(3)));
  // The columns were agreed once.
  expect(await page.getByRole('combobox', { name: 'Текст сообщения' }).inputValue()).toBe(
    'Содержание письма',
  );
  await page.getByRole('button', { name: 'Посмотреть, что станет' }).press('Enter');
  await page.getByText('Новых 0, приняты прежде 1.').waitFor({ timeout: patience });
  await page.getByRole('button', { name: 'Принять файл' }).press('Enter');
  await page.getByText('Новых нет, приняты прежде: 1.').waitFor({ timeout: patience });

  const phone = await town.seat(operator, 390);
  await bring(phone, 'Новый срок.csv', file(localDay(5)));
  await phone.getByRole('button', { name: 'Посмотреть, что станет' }).press('Enter');
  await phone
    .getByText('Новых 0, приняты прежде 1, из них с расхождениями 1.')
    .waitFor({ timeout: patience });
  expect(await scrollsSideways(phone)).toBe(false);
  await keepShot(phone, 'federal-preview-390');
  await phone.getByRole('button', { name: 'Принять файл' }).press('Enter');
  const row = phone.getByRole('listitem', { name: '№ Р-1 в федеральной системе' });
  await row.getByRole('button', { name: /^Взять из файла/u }).waitFor({ timeout: patience });
  await checkAxe(phone);
  expect(await scrollsSideways(phone)).toBe(false);
  await keepShot(phone, 'federal-differences-390');
  await row.getByRole('button', { name: /^Взять из файла/u }).press('Enter');
  await row.getByText(/^Взято из файла/u).waitFor({ timeout: patience });
  await row.getByRole('link', { name: /^И-/u }).press('Enter');
  // The line of the list under an open card is out of sight on a phone.
  await phone.getByText('не вывозят мусор').filter({ visible: true }).first().waitFor({ timeout: patience });
});

import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { takeToWork } from '../../../shared/contract/messages/cases-answers.ts';
import { triageCase } from '../../../shared/contract/messages/cases-triage.ts';
import { type ModelServer, startModelServer } from '../../support/model-server.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { readCard, submitCase } from '../../support/site/cases.ts';
import { makeExecutors } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** Danger first, abuse folded, words hidden until a reason is given; a draft of a model that an administrator names. */

const POTHOLE = 'roads.pavement.pothole';
let model: ModelServer;

const town = openTown(async () => {
  model = await startModelServer();
  await makeExecutors(town.server);
});
afterAll(async () => {
  await model?.close();
});

/** Pictures for a person to look at: `SHOTS=folder`. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
}

test('an operator meets danger first, reads abuse on request, and whole words for a reason', async () => {
  await submitCase(town.server, { text: 'Не горит фонарь у дома, Титова 14' });
  await submitCase(town.server, { text: 'Какие дебилы и уроды чистят снег на Мира 5?' });
  const { number } = await submitCase(town.server, {
    text: 'В подъезде пахнет газом, Кирова 3. Кравцова Мария Петровна, тел. 8 912 345-67-89.',
  });
  await town.server.drain();
  const cookie = await signInAs(town.server, 'operator');
  const page = await town.seat(cookie);
  await page.goto('/staff/inbox');
  const rows = page.getByRole('option');
  await rows.first().getByText('Опасность: запах газа').waitFor();
  await page.getByText('по словам: «пахнет газом»').waitFor();
  await page.getByText('Скрыто в тексте: имя, телефон.').waitFor();
  expect(await page.getByText('Кравцова').count()).toBe(0);
  await checkAxe(page);
  await picture(page, 'inbox-1440');
  await page.getByRole('option').filter({ hasText: 'Текст свёрнут: брань' }).click();
  await page.getByRole('button', { name: 'Прочитать' }).press('Enter');
  await page.getByText('чистят снег на Мира 5', { exact: false }).last().waitFor();

  await page.goto(`/staff/cases/${number}`);
  await page.getByRole('button', { name: 'Показать текст целиком' }).press('Enter');
  await page.getByRole('dialog', { name: 'Зачем показать текст целиком?' }).waitFor();
  await checkAxe(page);
  await page.keyboard.press('Digit1');
  await page.getByText('Кравцова Мария Петровна').waitFor();
  await page.getByRole('button', { name: 'Верно' }).press('Enter');
  await page.getByText('Подтверждено человеком').waitFor();
  await checkAxe(page);
  await picture(page, 'case-1440');

  const phone = await town.seat(cookie, 390);
  await phone.goto(`/staff/cases/${number}`);
  await phone.getByText('Скрыто в тексте: имя, телефон.').waitFor();
  expect(await scrollsSideways(phone)).toBe(false);
  await picture(phone, 'case-390');
  await phone.goto('/staff/inbox');
  await phone.getByText('Опасность: запах газа').first().waitFor();
  expect(await scrollsSideways(phone)).toBe(false);
  await picture(phone, 'inbox-390');
}, 240_000);

test('an administrator names a model; an executor edits its draft into the answer', async () => {
  const admin = await town.seat(await signInAs(town.server, 'admin'));
  await admin.goto('/staff/helper');
  await admin.getByRole('textbox', { name: 'Адрес' }).fill(`${model.url}/v1`);
  await admin.getByRole('textbox', { name: 'Название модели' }).fill('своя');
  await admin.getByRole('checkbox', { name: 'Предлагать черновики' }).check();
  await admin.getByRole('button', { name: 'Сохранить' }).press('Enter');
  await admin.getByText('включены').waitFor();
  await admin.getByRole('button', { name: 'Проверить: спросить о пробной фразе' }).press('Enter');
  await admin.getByText('Модель ответила: «Краткий текст.»').waitFor();
  await checkAxe(admin);
  await picture(admin, 'helper-1440');
  await admin.setViewportSize({ width: 390, height: 844 });
  expect(await scrollsSideways(admin)).toBe(false);
  await picture(admin, 'helper-390');

  const operator = await signInAs(town.server, 'operator');
  const { number } = await submitCase(town.server, { factId: POTHOLE });
  const { id, version } = await readCard(town.server, number, operator);
  await town.server.call(triageCase, { params: { id }, body: { version, factId: POTHOLE } }, operator);
  const card = await readCard(town.server, number, operator);
  const cookie = await signInAs(town.server, 'executor', { slug: 'helped', unitId: card.executorUnitId! });
  await town.server.call(takeToWork, { params: { id }, body: { version: card.version } }, cookie);
  const page = await town.seat(cookie);
  await page.goto(`/staff/cases/${number}`);
  await page.getByRole('button', { name: 'Черновик модели' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Черновик ответа от модели' });
  await dialog.getByRole('button', { name: 'Написать черновик' }).press('Enter');
  const draft = dialog.getByRole('textbox', { name: 'Черновик' });
  await draft.fill('Яму засыпали 25 ноября.');
  await dialog.getByText('Проверьте каждое слово').waitFor();
  await checkAxe(page);
  await picture(page, 'draft-1440');
  await dialog.getByRole('button', { name: 'Вставить в ответ' }).press('Enter');
  await page.waitForFunction(() =>
    [...document.querySelectorAll('textarea')].some(({ value }) => value === 'Яму засыпали 25 ноября.'),
  );
}, 240_000);

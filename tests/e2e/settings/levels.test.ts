import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience, typedDayIn } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** The city asks for a level over the pack's, and a resident reads what a topic needs before anything is sent. */

let desk: Page;
let phone: Page;

const town = openTown(async () => {
  const admin = await signInAs(town.server, 'admin');
  desk = await town.seat(admin);
  phone = await town.seat(admin, 390);
});

test('a level is set with its day and reason, an appeal is never asked for more than the law asks', async () => {
  await desk.goto('/staff/directories?tab=levels');
  await desk.getByRole('button', { name: /Выплаты и помощь/u }).waitFor({ timeout: patience });
  await checkAxe(desk);
  await desk.getByRole('button', { name: 'Назначить уровень' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Уровень входа' });
  await dialog.getByLabel('Что подают').selectOption('appeal');
  await dialog.getByLabel('Что нужно').selectOption('esia_verified');
  await dialog.getByLabel('С какого дня').fill(typedDayIn(0));
  await dialog.getByLabel('Почему, для жителей').fill('так решил город');
  await dialog.getByLabel('Закон или документ города').fill('постановление № 1');
  await dialog.getByLabel('Зачем меняете, для журнала').fill('Проверяем, что закон держит');
  await desk.keyboard.press('Control+Enter');
  await dialog
    .getByText(/нельзя ограничить сильнее, чем велит закон/u)
    .first()
    .waitFor({ timeout: patience });
  await checkAxe(desk);
  await dialog.getByLabel('Что подают').selectOption('message');
  await dialog.getByLabel('Категория').selectOption('roads.pavement');
  await desk.keyboard.press('Control+Enter');
  await desk.getByText(/город; в образце — хватит контакта/u).waitFor({ timeout: patience });
  await checkAxe(desk);
});

test('it reads on a phone', async () => {
  await phone.goto('/staff/directories?tab=levels');
  await phone.getByText(/город; в образце — хватит контакта/u).waitFor({ timeout: patience });
  await checkAxe(phone);
  expect(await scrollsSideways(phone)).toBe(false);
});

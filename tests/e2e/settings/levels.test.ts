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

test('a level is set with its day and reason, of appeals the law alone names it', async () => {
  await desk.goto('/staff/directories?tab=levels');
  await desk.getByRole('button', { name: /Выплаты и помощь/u }).waitFor({ timeout: patience });
  await checkAxe(desk);
  await desk.getByRole('button', { name: 'Назначить уровень' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Уровень входа' });
  // The law names the level of appeals: the dialog does not offer what is always refused.
  expect(await dialog.getByLabel('Что подают').count()).toBe(0);
  await dialog.getByLabel('Категория').selectOption('roads.pavement');
  await dialog.getByLabel('Что нужно').selectOption('esia_verified');
  await dialog.getByLabel('С какого дня').fill(typedDayIn(0));
  await dialog.getByLabel('Почему, для жителей').fill('так решил город');
  await dialog.getByLabel('Закон или документ города').fill('постановление № 1');
  await dialog.getByLabel('Зачем меняете, для журнала').fill('Просьба отдела дорог на месяц');
  await desk.keyboard.press('Control+Enter');
  await desk.getByText(/город; в образце — хватит контакта/u).waitFor({ timeout: patience });
  await checkAxe(desk);
});

test('the dialog of a category starts from what is in force, and a day to come is told', async () => {
  const row = desk.getByRole('row', { name: /город; в образце — хватит контакта/u });
  await row.getByRole('button').click();
  const dialog = desk.getByRole('dialog', {
    name: /^Уровень входа: .+ Сейчас Госуслуги, подтверждённая запись$/u,
  });
  await dialog.waitFor({ timeout: patience });
  expect(await dialog.getByLabel('Что нужно').inputValue()).toBe('esia_verified');
  expect(await dialog.getByLabel('Почему, для жителей').inputValue()).toBe('так решил город');
  expect(await dialog.getByLabel('Закон или документ города').inputValue()).toBe('постановление № 1');
  await dialog.getByLabel('Что нужно').selectOption('phone');
  await dialog.getByLabel('С какого дня').fill(typedDayIn(3));
  await dialog.getByLabel('Зачем меняете, для журнала').fill('Хватит телефона: просьба отдела');
  await checkAxe(desk);
  await desk.keyboard.press('Control+Enter');
  await desk.getByText(`Уровень назначен с ${typedDayIn(3)}`).waitFor({ timeout: patience });
});

test('it reads on a phone', async () => {
  await phone.goto('/staff/directories?tab=levels');
  await phone.getByText(/город; в образце — хватит контакта/u).waitFor({ timeout: patience });
  await checkAxe(phone);
  expect(await scrollsSideways(phone)).toBe(false);
});

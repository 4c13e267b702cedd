import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { changeGround, listGrounds, recordGroundResult } from '../../../shared/contract/group/counted.ts';
import { toast } from '../../support/group/group-steps.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { submitCase } from '../../support/site/cases.ts';
import { dayIn, patience, typedDayIn } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** What a resident said is taken into account by a decree, from the desk to the resident's own page and the page of the year. */

let desk: Page;
let phone: Page;
let chair: string;
let sent: { number: string; trackToken: string };

const town = openTown(async () => {
  chair = await signInAs(town.server, 'chair');
  sent = await submitCase(town.server, { text: 'Яма на дороге у остановки' });
  await town.server.drain();
  desk = await town.seat(chair);
  phone = await town.seat(undefined, 390);
});

test('a decree is written down by the keyboard, and a message is taken in by its number', async () => {
  await desk.goto('/staff/counted');
  await desk.getByText('Пока ничего не учтено').waitFor({ timeout: patience });
  await checkAxe(desk);
  await desk.keyboard.press('KeyN');
  const dialog = desk.getByRole('dialog', { name: 'Где учли сказанное жителями' });
  await dialog.getByLabel('Что это').selectOption('act');
  await dialog.getByLabel('Название документа').fill('Постановление о ремонте дорог');
  await dialog.getByLabel('Номер').fill('12');
  await dialog.getByLabel('От какого дня').fill(typedDayIn(-1));
  await checkAxe(desk);
  await desk.keyboard.press('Control+Enter');
  await desk
    .getByRole('heading', { level: 1, name: /Постановление о ремонте дорог № 12/u })
    .waitFor({ timeout: patience });
  await desk.getByRole('button', { name: 'Учесть…' }).click();
  const link = desk.getByRole('dialog', { name: 'Учесть при решении' });
  await link.getByLabel('Номер дела').fill(sent.number);
  await desk.keyboard.press('Control+Enter');
  await desk.getByRole('link', { name: new RegExp(sent.number, 'u') }).waitFor({ timeout: patience });
  await checkAxe(desk);
});

test('a selection tells how many cases it has before letters are set going', async () => {
  await desk.keyboard.press('KeyM');
  const dialog = desk.getByRole('dialog', { name: 'Учесть все дела отбора' });
  await dialog.getByLabel('Тема').selectOption('roads');
  await dialog.getByLabel('Сообщили с').fill(typedDayIn(-3));
  expect(await dialog.getByText(/^В отборе/u).count()).toBe(0);
  await dialog.getByLabel('по', { exact: true }).fill(typedDayIn(0));
  await dialog.getByText('В отборе 1 дело.').waitFor({ timeout: patience });
  await checkAxe(desk);
  await dialog.getByLabel('Тема').selectOption('energy');
  await dialog.getByText('В этом отборе нет дел, которые вы видите.').waitFor({ timeout: patience });
  await desk.route('**/api/cases?*', (route) => route.abort());
  await dialog.getByLabel('Район').selectOption({ index: 1 });
  await dialog.getByText('Не узнали, сколько дел в отборе.').waitFor({ timeout: patience });
  await desk.unroute('**/api/cases?*');
  await dialog.getByRole('button', { name: 'Повторить' }).click();
  await dialog.getByText('В этом отборе нет дел').waitFor({ timeout: patience });
  await desk.keyboard.press('Escape');
  await desk.getByRole('button', { name: 'Не сохранять' }).click();
});

test('it stands on the card of the case, is undone with a reason there and made anew', async () => {
  await desk.goto(`/staff/cases/${sent.number}`);
  const section = desk.getByRole('region', { name: 'Учтено при решении' });
  await section.getByRole('link', { name: /№ 12/u }).waitFor({ timeout: patience });
  await section.getByRole('button', { name: /^Снять/u }).click();
  const dialog = desk.getByRole('dialog', { name: 'Снять связь с решением' });
  await dialog.getByLabel('Почему связь неверна').fill('Не та улица');
  await desk.keyboard.press('Control+Enter');
  await toast(desk, 'Связь снята');
  await section.getByRole('button', { name: 'Учесть при решении…' }).click();
  const again = desk.getByRole('dialog', { name: 'Учесть при решении' });
  await again.getByLabel(/^Решение, документ/u).selectOption({ index: 1 });
  await desk.keyboard.press('Control+Enter');
  await section.getByRole('link', { name: /№ 12/u }).waitFor({ timeout: patience });
  await checkAxe(desk);
});

test('its author reads so on a phone, and everybody what changed', async () => {
  await phone.goto(`/m/${sent.number}?k=${sent.trackToken}`);
  const own = phone.getByRole('region', { name: 'Ваше сообщение учтено' });
  await own.getByText(/Постановление о ремонте дорог № 12/u).waitFor({ timeout: patience });
  await checkAxe(phone);
  expect(await scrollsSideways(phone)).toBe(false);
});

test('the page of the year tells what changed, prints, and reads on a phone and a desk', async () => {
  const { grounds } = await town.server.call(listGrounds, { query: {} }, chair);
  const params = { id: grounds[0]!.id };
  const words = 'Ямы у остановок закрыли по письмам жителей';
  const shown = await town.server.call(
    changeGround,
    { params, body: { version: grounds[0]!.version, words, isShown: true } },
    chair,
  );
  const result = { version: shown.version, words: 'Закрыто двенадцать ям', on: dayIn(0) };
  await town.server.call(recordGroundResult, { params, body: result }, chair);
  const year = dayIn(-1).slice(0, 4);
  await phone.goto(`/changed/${year}`);
  await phone.getByRole('heading', { level: 3, name: words }).waitFor({ timeout: patience });
  await checkAxe(phone);
  expect(await scrollsSideways(phone)).toBe(false);
  const wide = await town.seat();
  await wide.goto('/changed');
  await wide
    .getByRole('heading', { level: 1, name: /Что изменилось благодаря жителям/u })
    .waitFor({ timeout: patience });
  await wide.getByRole('button', { name: 'Печать' }).waitFor({ timeout: patience });
  await checkAxe(wide);
});

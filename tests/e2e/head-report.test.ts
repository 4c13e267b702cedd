import { hashPassword } from 'better-auth/crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { writePassword } from '../../server/modules/identity/password.ts';
import { checkAxe, scrollsSideways } from '../support/browser.ts';
import { type Group, makeGroup } from '../support/group.ts';
import { patience } from '../support/journey.ts';
import { plantCases } from '../support/plant.ts';
import { signInAs } from '../support/sign-in.ts';
import { openTown } from '../support/town.ts';

/** The report to the head: composed, signed with a password, checked by anyone, read on a phone, answered with a task. */

const password = 'верный пароль 1';
let group: Group;
let chair: Page;
let head: Page;

const town = openTown(async () => {
  group = await makeGroup(town.server);
  const { services, pool } = town.site.app;
  await writePassword(services.database, group.ids.chair, await hashPassword(password), new Date());
  await pool.query(
    "UPDATE identity.person SET surname = 'Дорожный', short_name = 'Дорожный Л.' WHERE id = $1",
    [group.ids.member],
  );
  await plantCases(town.server, [{ block: 'roads', fact_id: 'roads.pavement.pothole' }]);
  chair = await town.seat(group.cookies.chair);
  head = await town.seat(await signInAs(town.server, 'head'), 390);
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('the chair composes it and signs with the password', async () => {
  await chair.goto('/staff/reports');
  await button(chair, 'Собрать отчёт').click({ timeout: patience });
  await chair.keyboard.press('Control+Enter');
  await button(chair, 'Подписать').click({ timeout: patience });
  const dialog = chair.getByRole('dialog', { name: 'Подписать отчёт' });
  await dialog.getByLabel('Ваш пароль').fill('мимо');
  await chair.keyboard.press('Control+Enter');
  await dialog.getByText('Пароль не подходит').waitFor({ timeout: patience });
  await checkAxe(chair);
  await dialog.getByLabel('Ваш пароль').fill(password);
  await chair.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'hidden', timeout: patience });
  const link = chair.getByRole('link', { name: 'Страница проверки' });
  await link.waitFor({ timeout: patience });
  await checkAxe(chair);
  await button(chair, 'Отправить главе').click();
  await chair.getByText('у главы', { exact: true }).waitFor({ timeout: patience });
  const stranger = await town.seat();
  await stranger.goto((await link.getAttribute('href'))!);
  await stranger.getByText('ОГ-1/').first().waitFor({ timeout: patience });
});

test('the head reads it on a phone and answers with a task that is under control', async () => {
  await head.goto('/head');
  await button(head, 'Резолюция').click({ timeout: patience });
  const dialog = head.getByRole('dialog', { name: 'Резолюция' });
  await dialog.getByLabel('Текст резолюции').fill('Навести порядок на дорогах');
  await button(head, 'Поручение').click();
  await dialog.getByLabel('Что сделать').fill('Закрыть ямы на улице Титова');
  await dialog.getByRole('combobox', { name: 'Исполнитель' }).fill('Дорожный');
  await head.getByRole('option').first().click({ timeout: patience });
  await dialog.getByLabel('По чему видно, что сделано').fill('Фото каждой ямы');
  await head.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'hidden', timeout: patience });
  await head.getByText('Закрыть ямы на улице Титова').waitFor({ timeout: patience });
  await checkAxe(head);
  expect(await scrollsSideways(head)).toBe(false);
  await chair.goto('/staff/assignments');
  await chair.getByText('Закрыть ямы на улице Титова').first().waitFor({ timeout: patience });
});

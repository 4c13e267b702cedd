import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type Group, makeGroup } from '../../support/group/group.ts';
import { reportDone, toast } from '../../support/group/group-steps.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { makeUnit, readCard, submitCase } from '../../support/site/cases.ts';
import { patience, typedDayIn } from '../../support/site/journey.ts';
import { openTown } from '../../support/site/town.ts';

/** An assignment by a paper that is no decision: issued by the keyboard, linked, reported. Its further way: month.test.ts. */

let group: Group;
let secretary: Page;
let member: Page;
let sent: { number: string; trackToken: string };

const town = openTown(async () => {
  group = await makeGroup(town.server);
  const { pool } = town.site.app;
  await pool.query(
    "UPDATE identity.person SET surname = 'Дорожный', given_name = 'Лев', short_name = 'Дорожный Л.' WHERE id = $1",
    [group.ids.member],
  );
  const unitId = await makeUnit(town.server, 'Дорожная служба', 'roads-service');
  sent = await submitCase(town.server, { text: 'Яма на дороге у остановки' });
  const { id } = await readCard(town.server, sent.number, group.cookies.chair);
  await town.server.drain();
  await pool.query("UPDATE cases.case_file SET status = 'in_work', executor_unit_id = $2 WHERE id = $1", [
    id,
    unitId,
  ]);
  secretary = await town.seat(group.cookies.secretary);
  member = await town.seat(group.cookies.member, 390);
});

test('the secretary issues it by the keyboard and says whose message it answers for', async () => {
  await secretary.goto('/staff/assignments');
  await secretary.getByRole('heading', { name: 'Здесь пусто' }).waitFor({ timeout: patience });
  await checkAxe(secretary);
  await secretary.keyboard.press('KeyA');
  const dialog = secretary.getByRole('dialog', { name: 'Новое поручение' });
  await dialog.getByLabel('Документ', { exact: true }).fill('Резолюция главы № 5');
  await dialog.getByLabel('Дата документа').fill(typedDayIn(-1));
  await dialog.getByLabel('Срок', { exact: true }).fill(typedDayIn(10));
  await dialog.getByLabel('Что сделать').fill('Закрыть ямы у остановок');
  await dialog.getByLabel('Измеримый результат').fill('Фото каждого места');
  await dialog.getByRole('combobox', { name: 'Ответственный' }).fill('Дорожный');
  await dialog.getByRole('option', { name: /Дорожный/u }).click({ timeout: patience });
  await checkAxe(secretary);
  await secretary.keyboard.press('Control+Enter');
  await secretary
    .getByRole('heading', { level: 1, name: /^Поручение П-1\//u })
    .waitFor({ timeout: patience });
  await secretary.getByRole('button', { name: 'Связать' }).click();
  const link = secretary.getByRole('dialog', { name: 'Связать поручение' });
  await link.getByLabel('Номер дела').fill(sent.number);
  await secretary.keyboard.press('Control+Enter');
  await secretary.getByRole('link', { name: new RegExp(sent.number, 'u') }).waitFor({ timeout: patience });
  await checkAxe(secretary);
});

test('the executor finds it in their day on a phone, acknowledges, reports; without evidence no report goes', async () => {
  await member.goto('/staff');
  const mine = member.getByRole('region', { name: 'Мои поручения' });
  await mine.getByRole('link', { name: 'Закрыть ямы у остановок' }).click({ timeout: patience });
  await member.getByRole('button', { name: 'Ознакомлен(а)' }).click({ timeout: patience });
  await toast(member, 'Ознакомление отмечено');
  await reportDone(member, 'Закрыли две ямы', ['Закрыто ям', '2']);
  await checkAxe(member);
  expect(await scrollsSideways(member)).toBe(false);
});

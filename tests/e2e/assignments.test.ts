import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { localDay } from '../../shared/text/dates.ts';
import { checkAxe, scrollsSideways } from '../support/browser.ts';
import { makeUnit, readCard, submitCase } from '../support/cases.ts';
import { type Group, makeGroup } from '../support/group.ts';
import { patience } from '../support/journey.ts';
import { openTown } from '../support/town.ts';

/** An assignment from its issue to the residents: evidence returned once, accepted, answers proposed, a draft post, «учтено». */

let group: Group;
let secretary: Page;
let member: Page;
let sent: { number: string; trackToken: string };

const zone = 'Asia/Yekaterinburg';
const daysAhead = (days: number): string => {
  const day = localDay(Date.now() + days * 86_400_000, zone);
  return day.split('-').toReversed().join('.');
};

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

const toast = (page: Page, words: string) =>
  page.locator('.toast', { hasText: words }).waitFor({ timeout: patience });

test('the secretary issues it by the keyboard and says whose message it answers for', async () => {
  await secretary.goto('/staff/assignments');
  await secretary.getByRole('heading', { name: 'Здесь пусто' }).waitFor({ timeout: patience });
  await checkAxe(secretary);
  await secretary.keyboard.press('KeyA');
  const dialog = secretary.getByRole('dialog', { name: 'Новое поручение' });
  await dialog.getByLabel('Документ', { exact: true }).fill('Резолюция главы № 5');
  await dialog.getByLabel('Дата документа').fill(daysAhead(-1));
  await dialog.getByLabel('Срок', { exact: true }).fill(daysAhead(10));
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

/** A report by the phone: words, a measured number. */
async function report(text: string, count: string): Promise<void> {
  await member.getByRole('button', { name: 'Отчитаться' }).click();
  const dialog = member.getByRole('dialog', { name: /Отчёт по поручению/u });
  await dialog.getByLabel('Что сделано').fill(text);
  await dialog.getByRole('button', { name: 'Отчитаться' }).click();
  await dialog.getByText('Приложите доказательство').waitFor();
  await dialog.getByLabel('Что измерено').fill('Закрыто ям');
  await dialog.getByLabel('Сколько').fill(count);
  await dialog.getByRole('button', { name: 'Добавить' }).click();
  await checkAxe(member);
  await dialog.getByRole('button', { name: 'Отчитаться' }).click();
  await toast(member, 'Отчёт отправлен секретарю');
}

test('the executor finds it in their day on a phone, acknowledges, reports; without evidence no report goes', async () => {
  await member.goto('/staff');
  const mine = member.getByRole('region', { name: 'Мои поручения' });
  await mine.getByRole('link', { name: 'Закрыть ямы у остановок' }).click({ timeout: patience });
  await member.getByRole('button', { name: 'Ознакомлен(а)' }).click({ timeout: patience });
  await toast(member, 'Ознакомление отмечено');
  await report('Закрыли две ямы', '2');
  expect(await scrollsSideways(member)).toBe(false);
});

test('returned once with a reason, reported anew, accepted by a key', async () => {
  await secretary.reload();
  await secretary.getByText('Закрыли две ямы').first().waitFor({ timeout: patience });
  await secretary.keyboard.press('KeyB');
  const dialog = secretary.getByRole('dialog', { name: 'Вернуть отчёт' });
  await dialog.getByLabel('Чего не хватает').fill('Ям пять, а не две');
  await secretary.keyboard.press('Control+Enter');
  await toast(secretary, 'Возвращено');
  await member.reload();
  await member.getByText('Ям пять, а не две').first().waitFor({ timeout: patience });
  await report('Закрыли все пять ям', '5');
  await secretary.reload();
  await secretary.getByText('Закрыли все пять ям').first().waitFor({ timeout: patience });
  await secretary.keyboard.press('KeyA');
  await toast(secretary, 'Исполнение принято');
});

test('residents’ answers go to approval, a post is ready, the resident reads that theirs counted', async () => {
  await secretary.getByRole('button', { name: 'Предложить ответы: 1' }).click({ timeout: patience });
  const dialog = secretary.getByRole('dialog', { name: /Ответы жителям/u });
  expect(await dialog.getByLabel('Ответ', { exact: true }).inputValue()).toContain('Закрыли все пять ям');
  await checkAxe(secretary);
  await secretary.keyboard.press('Control+Enter');
  await toast(secretary, 'На согласование: 1');
  const post = secretary.getByLabel('Черновик публикации');
  expect(await post.inputValue()).toMatch(/^Вы сообщили — мы сделали[\s\S]*Закрыто ям: 5/u);
  const { rows } = await town.site.app.pool.query(
    'SELECT state FROM cases.answer JOIN cases.case_file AS file ON file.id = case_id WHERE number = $1',
    [sent.number],
  );
  expect(rows).toEqual([{ state: 'review' }]);
  await secretary.goto(`/staff/assignments?part=use&number=${sent.number}`);
  await secretary.getByText('Закрыли все пять ям').waitFor({ timeout: patience });
  await checkAxe(secretary);

  const resident = await town.seat(undefined, 390);
  await resident.goto(`/m/${sent.number}?k=${sent.trackToken}`);
  const part = resident.getByRole('region', { name: 'Ваше сообщение учтено' });
  await part.getByText(/Резолюция главы от .*: исполнено/u).waitFor({ timeout: patience });
  await checkAxe(resident);
  await resident.goto(`/m/${sent.number}`);
  await resident.getByRole('heading', { level: 1 }).waitFor({ timeout: patience });
  expect(await resident.getByText('Ваше сообщение учтено').count()).toBe(0);
});

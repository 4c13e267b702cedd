import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { issueToSuccessor, listUnissued } from '../../../shared/contract/group/assignments-moves.ts';
import { addMember, getComposition } from '../../../shared/contract/group/working-group.ts';
import { addItem } from '../../../shared/contract/group/working-group-agenda.ts';
import { markAttendance } from '../../../shared/contract/group/working-group-attendance.ts';
import {
  createMeeting,
  getMeeting,
  type MeetingCard,
} from '../../../shared/contract/group/working-group-meetings.ts';
import { signProtocol } from '../../../shared/contract/group/working-group-protocol.ts';
import { type Group, makeGroup } from '../../support/group/group.ts';
import { toast } from '../../support/group/group-steps.ts';
import { password, sendToReview } from '../../support/group/protocol.ts';
import { signInStaff } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';
import { differences } from './meeting/compare.ts';

/** So long a screen has for its answer, milliseconds. */
const patience = 20_000;

/** Members of the group, all of whom vote from phones. */
const MEMBERS = 40;

let group: Group;
const phones: { id: string; cookie: string }[] = [];
const names: Readonly<Record<string, string>> = {
  chair: 'Гордеев А.М.',
  deputy: 'Мельникова Е.Н.',
  secretary: 'Лаптева О.С.',
  member: 'Дьяконов И.Р.',
  second: 'Шарипов Р.Ф.',
};

const town = openTown(async () => {
  group = await makeGroup(town.server);
  const secretary = group.cookies.secretary;
  const { acts } = await town.server.call(getComposition, { query: {} }, secretary);
  for (let at = 5; at < MEMBERS; at += 1) {
    const { personId, cookie } = await signInStaff(town.server, 'member', { slug: `phone-${at}` });
    const body = {
      personId,
      role: 'member' as const,
      position: 'Начальник отдела',
      fromDay: '2021-05-21',
      actId: acts[0]!.id,
    };
    await town.server.call(addMember, { body }, secretary);
    phones.push({ id: personId, cookie });
  }
  for (const seat of ['deputy', 'secretary', 'member', 'second'] as const)
    phones.push({ id: group.ids[seat], cookie: group.cookies[seat] });
  const { pool } = town.site.app;
  for (const [at, { id }] of phones.entries())
    await pool.query('UPDATE working_group.membership SET person_name = $2 WHERE person_id = $1', [
      id,
      `Участников ${String.fromCharCode(1040 + (at % 28))}.${String.fromCharCode(1040 + Math.floor(at / 28))}.`,
    ]);
  for (const [seat, name] of Object.entries(names))
    await pool.query('UPDATE working_group.membership SET person_name = $2 WHERE person_id = $1', [
      group.ids[seat as keyof Group['ids']],
      name,
    ]);
});

/** A secretary who counts what they press. */
function counter(page: Page) {
  let presses = 0;
  return {
    page,
    count: () => presses,
    key: async (name: string) => {
      presses += 1;
      await page.keyboard.press(name);
    },
    click: async (name: string | RegExp) => {
      presses += 1;
      await page.getByRole('button', { name }).first().click({ timeout: patience });
    },
  };
}

async function prepare(): Promise<MeetingCard> {
  const secretary = group.cookies.secretary;
  const { server } = town;
  const day = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10);
  const body = { day, startsAt: '00:00', place: 'каб. 305', usesQuorum: true, usesVotes: true };
  let card = await server.call(createMeeting, { body }, secretary);
  const params = { id: card.id };
  for (const title of ['О сообщениях за ноябрь', 'О ремонте на ул. Титова, 12–28', 'Об освещении переходов'])
    card = await server.call(
      addItem,
      { params, body: { version: card.version, title, speakerId: group.ids.member, minutes: 5 } },
      secretary,
    );
  for (const { id } of phones)
    card = await server.call(
      markAttendance,
      { params, body: { version: card.version, personId: id, mark: 'present' } },
      secretary,
    );
  const late = {
    version: card.version,
    personId: group.ids.chair,
    mark: 'absent' as const,
    reason: 'задерживается',
  };
  return server.call(markAttendance, { params, body: late }, secretary);
}

type Hand = ReturnType<typeof counter>;

async function decide(hand: Hand, item: number, text: string, who?: string): Promise<void> {
  await hand.key('KeyD');
  const row = hand.page.getByRole('form', { name: `Решение по вопросу ${item}` });
  await row.getByLabel('Решили').fill(text);
  if (who) {
    await row.getByLabel('Ответственный').selectOption({ label: who });
    await row.getByLabel('Срок').fill('15.12.2026');
    await row.getByLabel('Измеримый результат').fill('Фото до и после');
  }
  await row.getByLabel('Решили').press('Enter');
  await toast(hand.page, 'Решение записано');
  await row.waitFor({ state: 'detached' });
}

/** Everybody votes on their own phone, 390 wide. */
async function voteFromPhones(url: string): Promise<number> {
  let voted = 0;
  for (const { cookie } of phones) {
    const phone = await town.seat(cookie, 390);
    await phone.goto(url);
    const mine = phone.getByRole('region', { name: 'Мой голос' });
    // The secretary writes hands down; their own among them.
    if (cookie === group.cookies.secretary) {
      await phone.close();
      continue;
    }
    await mine.getByRole('radio', { name: 'за' }).check({ timeout: patience });
    await mine.getByRole('button', { name: 'Подать голос' }).click();
    await mine.getByText('Ваш голос подан').waitFor({ timeout: patience });
    voted += 1;
    await phone.context().close();
  }
  return voted;
}

test('a meeting with everything that happens to meetings', async () => {
  const { server } = town;
  const made = await prepare();
  const params = { id: made.id };
  const read = () => server.call(getMeeting, { params }, group.cookies.secretary);
  const hand = counter(await town.seat(group.cookies.secretary));
  const { page } = hand;
  const url = `/staff/working-group/meetings/${made.id}`;
  await page.goto(url);
  await hand.click(/Открыть: председательствует Мельникова/u);
  await hand.key('Control+Enter');
  await toast(page, 'Заседание открыто');

  await decide(hand, 1, 'Принять доклад к сведению');
  await hand.key('KeyV');
  await page.getByText('Голосуют за 1.1').waitFor({ timeout: patience });
  const voted = await voteFromPhones(url);
  await hand.click(/^Записать: за 1/u);

  // The chair comes late, and takes over.
  await page.getByRole('button', { name: /Гордеев А\.М\./u }).click();
  const mark = page.getByRole('form', { name: /Отметка: Гордеев/u });
  await mark.getByLabel('Отметка').selectOption('present');
  await mark.getByRole('button', { name: 'Отметить' }).click();
  await toast(page, 'Отмечено');
  await page.locator('h2, h3').first().click();
  await hand.key('KeyH');
  await page.getByRole('dialog', { name: 'Передать ведение' }).waitFor({ timeout: patience });
  await hand.key('Control+Enter');
  await toast(page, 'Ведение передано');

  await hand.click(/^Следующий вопрос/u);
  await page.getByRole('article', { name: 'Вопрос 2' }).waitFor({ timeout: patience });
  await decide(hand, 2, 'Закрыть движение на сутки', names.member);
  await hand.key('KeyV');
  const panel = page.getByRole('region', { name: 'Голосование за решение 2.1' });
  await panel.getByText('Не все за').click();
  for (const box of (await panel.getByRole('group', { name: 'Против' }).getByRole('checkbox').all()).slice(
    0,
    30,
  ))
    await box.check();
  await hand.click(/^Записать: за 10, против 30/u);
  await page.getByText('не принято 10:30').waitFor({ timeout: patience });
  await decide(hand, 2, 'Закончить ремонт картами', names.second);
  await hand.key('KeyV');
  await hand.click(/^Записать: за 40/u);
  await page.getByText('принято 40:0').waitFor({ timeout: patience });

  await hand.click(/^Перенести вопрос 3/u);
  await page.getByRole('dialog').getByLabel('Причина').fill('Нет сметы');
  await hand.key('Control+Enter');
  await toast(page, 'Вопрос перенесён');
  await hand.key('KeyM');
  await page.getByRole('dialog').getByLabel('Вопрос').fill('О гололёде у школы');
  await hand.key('Control+Enter');
  await toast(page, 'Внесено в «Разное»');
  await hand.click(/^Следующий вопрос/u);
  await page.getByRole('article', { name: 'Вопрос 4' }).waitFor({ timeout: patience });
  await decide(hand, 4, 'Посыпать дорожки');
  await hand.key('KeyV');
  await hand.click(/^Записать: за 40/u);
  await page.getByText('принято 40:0').waitFor({ timeout: patience });
  await hand.click(/^Закрыть заседание/u);
  await toast(page, 'Заседание закрыто');

  // The executor is dismissed before the signature; the assignment waits by name and a successor receives it.
  const review = await sendToReview(server, group, await read());
  await town.site.app.pool.query('UPDATE identity.person SET is_active = false WHERE id = $1', [
    group.ids.second,
  ]);
  await server.call(
    signProtocol,
    { params, body: { version: review.version, password } },
    group.cookies.chair,
  );
  await server.drain();
  const { decisions } = await server.call(listUnissued, { params }, group.cookies.secretary);
  const given = await server.call(
    issueToSuccessor,
    { params: { id: decisions[0]!.decisionId }, body: { responsibleId: group.ids.member, reason: 'Уволен' } },
    group.cookies.secretary,
  );
  // What was postponed comes back the month after by itself.
  const body = { day: '2026-12-22', startsAt: '10:00' };
  const next = await server.call(createMeeting, { body }, group.cookies.secretary);
  const card = await read();
  const { rows } = await town.site.app.pool.query(
    'SELECT content FROM working_group.protocol_version WHERE meeting_id = $1 ORDER BY version DESC LIMIT 1',
    [made.id],
  );
  const file = await fetch(
    new URL(`/api/working-group/meetings/${made.id}/protocol/file?format=html`, town.site.url),
    {
      headers: { cookie: group.cookies.secretary },
    },
  );
  const figures = {
    voted,
    presses: hand.count(),
    presided: card.presided.map(({ name }) => name),
    unissued: decisions.length,
    successor: given.responsibleId === group.ids.member,
    back: next.agenda.map(({ title }) => title),
    compared: differences(card, rows[0].content, await file.text()),
  };
  if (process.env.MEETING_FIGURES) writeFileSync(process.env.MEETING_FIGURES, JSON.stringify(figures));
  expect(figures.compared.wrong).toEqual([]);
  expect(figures).toMatchObject({
    voted: MEMBERS - 2,
    unissued: 1,
    successor: true,
    back: ['Об освещении переходов'],
  });
});

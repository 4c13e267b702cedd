import { afterAll, beforeAll, expect, it } from 'vitest';
import { inviteMembers } from '../../../../shared/contract/group/working-group-attendance.ts';
import { cancelMeeting, createMeeting } from '../../../../shared/contract/group/working-group-meetings.ts';
import { type Group, makeGroup, makeMeeting } from '../../../../tests/support/group/group.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';

/** The agenda and the notice of a meeting as papers. */

let server: TestServer;
let group: Group;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-18T06:00:00Z');
  group = await makeGroup(server);
  await server.app.pool.query(
    "UPDATE working_group.membership SET person_name = 'Мельникова Е.Н.' WHERE person_id = $1",
    [group.ids.member],
  );
});
afterAll(() => server.close());

const open = (id: string, paper: string, format = 'html', cookie = group.cookies.member) =>
  server.inject({
    method: 'GET',
    url: `/api/working-group/meetings/${id}/${paper}?format=${format}`,
    headers: { cookie },
  });
const wordsOf = (html: string): string =>
  html
    .replace(/<style>.*<\/style>/su, '')
    .replaceAll(/<[^>]+>/gu, ' ')
    .replaceAll(/[\s\u00a0]+/gu, ' ');

it('say when, where and what about, who reports and for how long; the notice asks for a word', async () => {
  const guests = [{ name: 'Лугова Мария Сергеевна', position: 'Эксперт по дорогам' }];
  const { id, version } = await makeMeeting(server, group, { guests, usesVotes: true });
  await server.call(inviteMembers, { params: { id }, body: { version } }, group.cookies.secretary);
  const agenda = wordsOf((await open(id, 'agenda')).body);
  for (const words of [
    'ПОВЕСТКА ДНЯ заседания рабочей группы',
    'Центром управления региона г. Каменск-Уральский Дата и время: 24.11.2026, 10:00. Заседание № 1.',
    'Место проведения: каб. 305. Форма проведения: очная.',
    '1. О ремонте дорог. Докладывает Мельникова Е.Н., начальник отдела, 10 минут.',
    '1.1. О ямах во дворах.',
    'Приглашены: Лугова М.С., эксперт по дорогам.',
    'Секретарь рабочей группы',
  ])
    expect(agenda).toContain(words);
  const notice = wordsOf((await open(id, 'notice')).body);
  for (const words of [
    'ИЗВЕЩЕНИЕ о заседании рабочей группы 18.11.2026 № __________ г. Каменск-Уральский',
    'Извещаем, что 24 ноября 2026 г. в 10:00 состоится заседание',
    '№ 1.',
    'Просим подтвердить получение извещения.',
  ])
    expect(notice).toContain(words);
  for (const paper of ['agenda', 'notice'])
    expect((await open(id, paper, 'docx')).rawPayload.subarray(0, 2).toString()).toBe('PK');
});

it('say until when votes are taken by the clock of the city, and announce nothing that has begun', async () => {
  const voteUntil = '2026-11-25T20:30:00Z';
  const settings = { form: 'absentee' as const, usesVotes: true, voteUntil };
  const card = await makeMeeting(server, group, settings);
  expect(wordsOf((await open(card.id, 'notice')).body)).toContain('Голоса принимаются до 26.11.2026, 01:30.');
  const gone = { params: { id: card.id }, body: { version: card.version, reason: 'нет вопросов' } };
  await server.call(cancelMeeting, gone, group.cookies.secretary);
  const refused = await open(card.id, 'notice');
  expect(refused.statusCode).toBe(409);
  expect(refused.json().detail).toContain('уже началось или отменено');
  expect((await open(card.id, 'agenda')).statusCode).toBe(200);
});

it('are not made of an empty agenda', async () => {
  const body = { day: '2026-12-22', startsAt: '10:00' };
  const { id } = await server.call(createMeeting, { body }, group.cookies.secretary);
  for (const paper of ['agenda', 'notice']) expect((await open(id, paper)).statusCode).toBe(409);
});

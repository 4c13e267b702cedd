import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changeItem,
  listProposals,
  moveItem,
  removeItem,
  takeProposals,
} from '../../../../shared/contract/group/working-group-agenda.ts';
import {
  acknowledgeInvitation,
  inviteMembers,
} from '../../../../shared/contract/group/working-group-attendance.ts';
import {
  addPaper,
  cancelMeeting,
  changeMeeting,
  createMeeting,
  listMeetings,
  planYear,
  removeMeeting,
  removePaper,
} from '../../../../shared/contract/group/working-group-meetings.ts';
import { readCalendar } from '../../../../tests/support/group/calendar.ts';
import { type Group, makeGroup, makeMeeting, readMeeting } from '../../../../tests/support/group/group.ts';
import { drawPicture } from '../../../../tests/support/pictures.ts';
import { asSystem, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { sendFile } from '../../../../tests/support/uploads.ts';
import { watchMonth } from './month-watch.ts';

let server: TestServer;
let group: Group;
let secretary: string;
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://otklik.example' });
  server.setNow('2026-11-12T05:00:00Z');
  group = await makeGroup(server);
  secretary = group.cookies.secretary;
});
afterAll(() => server.close());

const letters = async (purpose: string) => {
  const { rows } = await server.app.pool.query<{
    recipient: string;
    subject: string;
    text: string;
    ics: string | null;
  }>(
    `SELECT recipient, subject, text, convert_from(content, 'UTF8') AS ics FROM outbox.letter
     LEFT JOIN outbox.attachment ON letter_id = letter.id
     WHERE purpose = $1 ORDER BY letter.id`,
    [purpose],
  );
  return rows;
};

describe('the plan', () => {
  it('gives one meeting to every month ahead, moved off days off, and adds none the second time', async () => {
    const body = { year: 2027, ordinal: 4, weekday: 2, startsAt: '10:00', place: 'каб. 305' };
    expect(await server.call(planYear, { body }, secretary)).toEqual({ made: 12, year: 2027 });
    expect(await server.call(planYear, { body }, secretary)).toEqual({ made: 0, year: 2027 });
    const { meetings, months } = await server.call(listMeetings, { query: { year: 2027 } }, secretary);
    expect(months.map(({ state }) => state)).toEqual(Array.from({ length: 12 }, () => 'planned'));
    // 23 February is a holiday.
    expect(meetings.find(({ day }) => day.startsWith('2027-02'))!.day).toBe('2027-02-24');
    expect(meetings.every(({ state, number }) => state === 'planned' && number === null)).toBe(true);
  });

  it('takes a planned meeting off while nobody was told of it', async () => {
    const { meetings } = await server.call(listMeetings, { query: { year: 2027 } }, secretary);
    const last = await readMeeting(server, group, meetings[0]!.id);
    const input = { params: { id: last.id }, query: { version: last.version } };
    expect(await server.call(removeMeeting, input, secretary)).toEqual({ done: true });
    expect((await server.fail(removeMeeting, input, secretary)).code).toBe('lib.not-found');
  });
});

describe('the month', () => {
  it('is warned of on the 20th once, and a breach at its end once, by letters to chair, deputy, secretary', async () => {
    const watch = async (iso: string) => {
      server.setNow(iso);
      await asSystem(server, watchMonth);
      return (await letters('meeting-regularity')).map(({ subject }) => subject);
    };
    // The months before this system knew of meetings: only the last one is told of.
    const before = await watch('2026-11-19T10:00:00Z');
    expect(before).toEqual(Array.from({ length: 3 }, () => 'Нарушение: 10.2026 без заседания'));
    const warned = (await watch('2026-11-19T20:00:00Z')).slice(3);
    expect(warned).toEqual(Array.from({ length: 3 }, () => 'Заседание за 11.2026 не проведено'));
    expect(await watch('2026-11-25T10:00:00Z')).toHaveLength(6);
    const breach = (await watch('2026-11-30T20:00:00Z')).slice(6);
    expect(breach).toEqual(Array.from({ length: 3 }, () => 'Нарушение: 11.2026 без заседания'));
    const { months, nextBy } = await server.call(listMeetings, { query: { year: 2026 } }, secretary);
    expect(months[10]!.state).toBe('breach');
    expect(nextBy).toBe('2026-12-31');
    server.setNow('2026-11-12T05:00:00Z');
  });
});

describe('an agenda', () => {
  it('is a numbered tree, rearranged by steps, with speakers of the group alone', async () => {
    const card = await makeMeeting(server, group);
    const shown = ({ agenda }: typeof card) => agenda.map(({ number, title }) => `${number} ${title}`);
    expect(shown(card)).toEqual([
      '1 О ремонте дорог',
      '1.1 О ямах во дворах',
      '2 О решениях прошлого заседания',
    ]);
    const params = { id: card.id, itemId: card.agenda[2]!.id };
    const moved = await server.call(
      moveItem,
      { params, body: { version: card.version, to: 'up' } },
      secretary,
    );
    expect(shown(moved)[0]).toBe('1 О решениях прошлого заседания');
    const edge = await server.fail(
      moveItem,
      { params, body: { version: moved.version, to: 'up' } },
      secretary,
    );
    expect(edge.code).toBe('lib.conflict');
    const stranger = {
      version: moved.version,
      title: 'О чём-то',
      speakerId: '019a0000-0000-7000-8000-000000000000',
    };
    expect((await server.fail(changeItem, { params, body: stranger }, secretary)).fields).toHaveProperty(
      'speakerId',
    );
    const parent = moved.agenda.find(({ title }) => title === 'О ремонте дорог')!;
    const left = await server.call(
      removeItem,
      { params: { id: card.id, itemId: parent.id }, query: { version: moved.version } },
      secretary,
    );
    expect(shown(left)).toEqual(['1 О решениях прошлого заседания', '2 О ямах во дворах']);
  });

  it('is proposed from overdue cases, mass problems and promises; what is taken is not proposed again', async () => {
    await submitCase(server);
    await server.app.pool.query(
      "UPDATE cases.case_file SET block = 'roads', due_at = '2026-11-01T00:00:00Z', status = 'in_work'",
    );
    const card = await makeMeeting(server, group);
    const { proposals } = await server.call(listProposals, { params: { id: card.id } }, secretary);
    const roads = proposals.find(({ source, sourceId }) => source === 'overdue' && sourceId === 'roads')!;
    expect(roads).toMatchObject({ title: 'О просроченных делах: «Дороги»', isTaken: false });
    expect(roads.note).toContain('1\u00a0дело');
    const take = (version: number) => ({
      params: { id: card.id },
      body: { version, picks: [{ source: roads.source, sourceId: roads.sourceId }] },
    });
    const taken = await server.call(takeProposals, take(card.version), secretary);
    expect(taken.agenda.at(-1)).toMatchObject({ title: roads.title, source: 'overdue', sourceId: 'roads' });
    expect((await server.fail(takeProposals, take(taken.version), secretary)).code).toBe('lib.conflict');
  });

  it('is proposed from papers and measures whose day has passed, and from none that is closed or still has time', async () => {
    const { pool } = server.app;
    await pool.query(`
      INSERT INTO interaction.paper (id, direction, kind, partner, partner_name, number, dated_on, subject, due_on, closed_on, closed_words, made_at, made_by_name)
      SELECT gen_random_uuid(), 'in', 'task', 'cur', 'ЦУР', number, '2026-01-10', 'О ' || number, due_on, closed_on, CASE WHEN closed_on IS NOT NULL THEN 'снято' END, now(), 'С.С.'
      FROM (VALUES ('late', date '2026-01-20', null), ('answered', '2026-01-20', date '2026-01-19'), ('ahead', '2099-01-20', null))
        AS given(number, due_on, closed_on)`);
    await pool.query(`
      INSERT INTO roadmap.measure (id, place, section, title, from_day, due_on, readiness, evidence, done_on, made_at, made_by_name)
      SELECT gen_random_uuid(), 900, 'Раздел', title, '2026-01-10', due_on, readiness, 'акт', done_on, now(), 'С.С.'
      FROM (VALUES ('мера late', date '2026-01-20', 40, null), ('мера done', '2026-01-20', 100, date '2026-01-19'),
        ('мера ahead', '2099-01-20', 0, null)) AS given(title, due_on, readiness, done_on)`);
    const card = await makeMeeting(server, group);
    const { proposals } = await server.call(listProposals, { params: { id: card.id } }, secretary);
    const told = (source: string) =>
      proposals.filter((one) => one.source === source).map(({ title, note }) => `${title} (${note})`);
    expect(told('paper')).toEqual([
      'Об ответе на документ № late: О late (ЦУР, ждут нашего ответа, срок 20.01.2026 прошёл)',
    ]);
    expect(told('measure')).toEqual([
      'О мероприятии дорожной карты: мера late (ответственный не назначен, срок 20.01.2026 прошёл, готово на 40 %)',
    ]);
    const picks = proposals
      .filter(({ source }) => source === 'paper' || source === 'measure')
      .map(({ source, sourceId }) => ({ source, sourceId }));
    const taken = await server.call(
      takeProposals,
      { params: { id: card.id }, body: { version: card.version, picks } },
      secretary,
    );
    expect(taken.agenda.map(({ source }) => source)).toEqual(expect.arrayContaining(['paper', 'measure']));
  });
});

describe('papers', () => {
  it('are read by whoever reads the group and by nobody else, and are gone when taken off', async () => {
    const card = await makeMeeting(server, group);
    const sent = (await sendFile(server, await drawPicture('jpeg'), { cookie: secretary })).body;
    const body = { version: card.version, fileId: sent.fileId, token: sent.token, title: 'Перечень очагов' };
    const withPaper = await server.call(addPaper, { params: { id: card.id }, body }, secretary);
    expect(withPaper.papers).toMatchObject([{ title: 'Перечень очагов', kind: 'jpeg' }]);
    const open = async (cookie?: string) =>
      (
        await server.inject({
          method: 'GET',
          url: `/api/files/${sent.fileId}/display`,
          headers: { ...(cookie && { cookie }) },
        })
      ).statusCode;
    expect(await open(group.cookies.member)).toBe(200);
    expect(await open(await signInAs(server, 'executor'))).toBe(404);
    expect(await open()).toBe(404);
    const params = { id: card.id, fileId: sent.fileId };
    await server.call(removePaper, { params, query: { version: withPaper.version } }, secretary);
    expect(await open(group.cookies.member)).toBe(404);
  });
});

describe('an invitation', () => {
  it('goes to every member with agenda and calendar, gives the number, is acknowledged once, is moved and cancelled', async () => {
    const card = await makeMeeting(server, group, { day: '2026-11-26' });
    const params = { id: card.id };
    const invited = await server.call(inviteMembers, { params, body: { version: card.version } }, secretary);
    expect(invited).toMatchObject({ sent: 5, number: 1, state: 'agenda_sent', papersBy: '2026-11-23' });
    const first = (await letters('meeting-invitation')).slice(-5);
    expect(first[0]!.subject).toBe('Заседание рабочей группы № 1, 26.11.2026 в 10:00');
    expect(first[0]!.text).toContain('1.1. О ямах во дворах');
    expect(first[0]!.text).toContain(`https://otklik.example/staff/working-group/meetings/${card.id}`);
    expect(first[0]!.ics).toContain('METHOD:REQUEST');
    // Ten in the morning by local time is five by Greenwich.
    expect(first[0]!.ics).toContain('DTSTART:20261126T050000Z');
    expect(first[0]!.ics).toContain(`UID:${card.id}@otklik`);
    const organizers = new Set(first.map(({ ics }) => readCalendar(ics!).get('ORGANIZER')));
    expect([...organizers]).toEqual(['CN="Пробный С.":mailto:group-secretary@demo.invalid']);

    const seen = await server.call(acknowledgeInvitation, { params }, group.cookies.member);
    expect(
      seen.attendance.find(({ personId }) => personId === group.ids.member)!.acknowledgedAt,
    ).not.toBeNull();
    expect((await server.fail(acknowledgeInvitation, { params }, group.cookies.member)).code).toBe(
      'lib.conflict',
    );

    const { version } = await readMeeting(server, group, card.id);
    const later = { version, day: '2026-11-27', startsAt: '11:00', place: 'каб. 305' };
    const moved = await server.call(changeMeeting, { params, body: later }, secretary);
    expect(moved.state).toBe('agenda_draft');
    const again = await server.call(inviteMembers, { params, body: { version: moved.version } }, secretary);
    expect(again.number).toBe(1);
    expect(again.attendance.every(({ acknowledgedAt }) => acknowledgedAt === null)).toBe(true);
    expect((await letters('meeting-invitation')).at(-1)!.ics).toContain('SEQUENCE:1');

    const cancelled = await server.call(
      cancelMeeting,
      { params, body: { version: again.version, reason: 'нет кворума' } },
      secretary,
    );
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelReason: 'нет кворума' });
    const late = await server.fail(acknowledgeInvitation, { params }, group.cookies.deputy);
    expect(late.detail).toContain('подтверждать нечего');
    const last = (await letters('meeting-invitation')).at(-1)!;
    expect(last.ics).toContain('METHOD:CANCEL');
    expect(last.ics).toContain('SEQUENCE:2');
    const gone = readCalendar(last.ics!);
    expect(gone.get('STATUS')).toBe('CANCELLED');
    // The same event of the same organizer, or calendars keep what they have.
    const before = readCalendar(first[0]!.ics!);
    for (const name of ['UID', 'ORGANIZER']) expect(gone.get(name)).toBe(before.get(name));
    expect(last.text).toContain('нет кворума');
  });

  it('needs an agenda; a stale hand is refused', async () => {
    const body = { day: '2026-12-24', startsAt: '10:00' };
    const empty = await server.call(createMeeting, { body }, secretary);
    const input = { params: { id: empty.id }, body: { version: empty.version } };
    expect((await server.fail(inviteMembers, input, secretary)).detail).toContain('Повестка пуста');
    const stale = { params: { id: empty.id }, body: { version: 99 } };
    expect((await server.fail(inviteMembers, stale, secretary)).code).toBe('lib.changed-meanwhile');
  });

  it('of an absentee vote says until when votes are taken', async () => {
    const body = { day: '2026-12-24', startsAt: '10:00', form: 'absentee' as const };
    expect((await server.fail(createMeeting, { body }, secretary)).fields).toHaveProperty('usesVotes');
    const voting = { ...body, usesVotes: true };
    expect((await server.fail(createMeeting, { body: voting }, secretary)).fields).toHaveProperty(
      'voteUntil',
    );
    const early = { ...voting, voteUntil: '2026-12-20T10:00:00Z' };
    expect((await server.fail(createMeeting, { body: early }, secretary)).fields).toHaveProperty('voteUntil');
  });
});

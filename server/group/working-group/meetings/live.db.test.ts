import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addItem } from '../../../../shared/contract/group/working-group-agenda.ts';
import { markAttendance } from '../../../../shared/contract/group/working-group-attendance.ts';
import {
  addDecision,
  addSpeaker,
  changeDecision,
  changeSpeech,
  endMeeting,
  giveOpinion,
  nextItem,
  openMeeting,
  removeDecision,
  writeHeard,
} from '../../../../shared/contract/group/working-group-live.ts';
import { listMeetings, type MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import {
  beginMeeting,
  type Group,
  makeGroup,
  makeMeeting,
  markAll,
  openAs,
} from '../../../../tests/support/group/group.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';

let server: TestServer;
let group: Group;
let secretary: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T05:00:00Z');
  group = await makeGroup(server);
  secretary = group.cookies.secretary;
});
afterAll(() => server.close());

const refuseOpen = (card: MeetingCard, presidingId: string) =>
  server.fail(
    openMeeting,
    { params: { id: card.id }, body: { version: card.version, presidingId } },
    secretary,
  );

const begin = (more?: Parameters<typeof beginMeeting>[2], marks?: Parameters<typeof beginMeeting>[3]) =>
  beginMeeting(server, group, more, marks);

describe('opening', () => {
  it('lets the deputy preside only where the chair’s absence is recorded', async () => {
    const made = await makeMeeting(server, group);
    const marked = await markAll(server, group, made.id, { deputy: 'present', secretary: 'present' });
    expect((await refuseOpen(marked, group.ids.deputy)).detail).toContain('не записано');
    const absent = await markAll(server, group, made.id, { chair: 'absent' });
    expect((await refuseOpen(absent, group.ids.chair)).detail).toContain('отсутствие');
    const opened = await openAs(server, group, absent, group.ids.deputy);
    expect(opened.presiding).toMatchObject({ personId: group.ids.deputy, role: 'deputy' });
    expect(opened).toMatchObject({ state: 'running', currentItemId: opened.agenda[0]!.id });
  });

  it('refuses without a quorum where the meeting asks for one', async () => {
    const made = await makeMeeting(server, group, { usesQuorum: true });
    const few = await markAll(server, group, made.id, { chair: 'present', secretary: 'present' });
    expect((await refuseOpen(few, group.ids.chair)).detail).toContain('нужно 3');
    const enough = await markAll(server, group, made.id, { second: 'substituted' });
    expect((await openAs(server, group, enough)).quorum).toMatchObject({ present: 3, isMet: true });
  });

  it('wants a reason for absence, and a substitute only where the composition names one', async () => {
    const made = await makeMeeting(server, group);
    const mark = (personId: string, mark: 'absent' | 'substituted') =>
      server.fail(
        markAttendance,
        { params: { id: made.id }, body: { version: made.version, personId, mark } },
        secretary,
      );
    expect((await mark(group.ids.member, 'absent')).fields).toHaveProperty('reason');
    expect((await mark(group.ids.member, 'substituted')).fields).toHaveProperty('mark');
    expect((await mark(group.ids.chair, 'substituted')).fields).toHaveProperty('mark');
  });
});

describe('the record of a meeting', () => {
  it('keeps what was heard, who spoke in turn, what was decided; items stay frozen', async () => {
    let card = await begin();
    const params = { id: card.id, itemId: card.agenda[0]!.id };
    const act = async (reply: Promise<MeetingCard>) => {
      card = await reply;
      return card;
    };
    await act(
      server.call(
        writeHeard,
        { params, body: { version: card.version, heard: 'Осмотрели 62 м².' } },
        secretary,
      ),
    );
    for (const name of ['Пробный С.', 'Иванов И.И.'])
      await act(server.call(addSpeaker, { params, body: { version: card.version, name } }, secretary));
    const [first, second] = card.agenda[0]!.speeches;
    const speak = (speechId: string, body: { act: 'speak' | 'finish' | 'write' | 'remove'; text?: string }) =>
      act(
        server.call(
          changeSpeech,
          { params: { id: card.id, speechId }, body: { version: card.version, ...body } },
          secretary,
        ),
      );
    await speak(first!.id, { act: 'speak' });
    await speak(second!.id, { act: 'speak', text: 'Согласовать вскрытие.' });
    expect(card.agenda[0]!.speeches.map(({ state }) => state)).toEqual(['done', 'speaking']);
    await speak(first!.id, { act: 'remove' });
    const frozen = { version: card.version, title: 'Ещё вопрос' };
    expect(
      (await server.fail(addItem, { params: { id: card.id }, body: frozen }, secretary)).detail,
    ).toContain('заморожена');

    const decision = {
      text: 'Закончить ремонт картами',
      responsibleId: group.ids.member,
      dueOn: '2026-12-15',
    };
    await act(
      server.call(
        addDecision,
        { params, body: { version: card.version, ...decision, expectedResult: '62 м² покрытия, фото' } },
        secretary,
      ),
    );
    const [made] = card.agenda[0]!.decisions;
    expect(made).toMatchObject({ number: '1.1', responsibleId: group.ids.member, dueOn: '2026-12-15' });
    const change = {
      params: { id: card.id, decisionId: made!.id },
      body: { ...decision, version: card.version },
    };
    const early = { ...change, body: { ...change.body, dueOn: '2026-11-23' } };
    expect((await server.fail(changeDecision, early, secretary)).fields).toHaveProperty('dueOn');
    await act(server.call(changeDecision, change, secretary));

    await act(server.call(nextItem, { params: { id: card.id }, body: { version: card.version } }, secretary));
    expect(card.agenda.map(({ state }) => state)).toEqual(['done', 'current', 'waiting']);
    expect(card.agenda[0]!.speeches[0]!.state).toBe('done');
    await act(
      server.call(
        nextItem,
        { params: { id: card.id }, body: { version: card.version, itemId: params.itemId } },
        secretary,
      ),
    );
    expect(card.currentItemId).toBe(params.itemId);
    await act(
      server.call(
        removeDecision,
        { params: { id: card.id, decisionId: made!.id }, query: { version: card.version } },
        secretary,
      ),
    );
    await act(
      server.call(
        endMeeting,
        {
          params: { id: card.id },
          body: { version: card.version, rest: { fate: 'withdrawn', reason: 'Нет докладчика' } },
        },
        secretary,
      ),
    );
    expect(card).toMatchObject({ state: 'held', currentItemId: null });
    const { months } = await server.call(listMeetings, {}, secretary);
    expect(months[10]).toMatchObject({ state: 'held' });
  });

  it('binds members alone: nobody outside the composition answers for a decision', async () => {
    const card = await begin();
    const body = {
      version: card.version,
      text: 'Сделать',
      responsibleId: '019a0000-0000-7000-8000-000000000000',
    };
    const params = { id: card.id, itemId: card.agenda[0]!.id };
    expect((await server.fail(addDecision, { params, body }, secretary)).fields).toHaveProperty(
      'responsibleId',
    );
  });
});

describe('a special opinion', () => {
  it('is of who took part, is changed and taken back by its author alone', async () => {
    const card = await begin();
    const params = { id: card.id, itemId: card.agenda[0]!.id };
    const say = (text: string, cookie: string) =>
      server.call(giveOpinion, { params, body: { text } }, cookie);
    await say('Против картования', group.cookies.member);
    const kept = await say('Против ямочного ремонта', group.cookies.member);
    expect(kept.agenda[0]!.opinions).toMatchObject([{ text: 'Против ямочного ремонта' }]);
    const absent = await server.fail(giveOpinion, { params, body: { text: 'Нет' } }, group.cookies.second);
    expect(absent.code).toBe('lib.forbidden');
    expect((await say('', group.cookies.member)).agenda[0]!.opinions).toEqual([]);
    const { rows } = await server.app.pool.query(
      "SELECT payload FROM audit.record WHERE action = 'working-group.give-opinion' AND object_id = $1 ORDER BY seq",
      [card.id],
    );
    const told = rows.map(({ payload }) => JSON.parse(payload).data);
    expect(told.map(({ item, isTakenBack }) => [item, isTakenBack])).toEqual([
      [params.itemId, false],
      [params.itemId, false],
      [params.itemId, true],
    ]);
  });

  it('is of an item of this very meeting, and each member has their own', async () => {
    const other = await begin();
    const card = await begin();
    const params = { id: card.id, itemId: card.agenda[0]!.id };
    const foreign = { ...params, itemId: other.agenda[0]!.id };
    const body = { text: 'Против' };
    const refused = await server.fail(giveOpinion, { params: foreign, body }, group.cookies.member);
    expect(refused.code).toBe('lib.not-found');
    await server.call(giveOpinion, { params, body: { text: 'Моё' } }, group.cookies.member);
    await server.call(giveOpinion, { params, body: { text: 'Моё тоже' } }, group.cookies.chair);
    const left = await server.call(giveOpinion, { params, body: { text: '' } }, group.cookies.member);
    expect(left.agenda[0]!.opinions).toMatchObject([{ text: 'Моё тоже' }]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeItem } from '../../../../shared/contract/group/working-group-agenda.ts';
import type { ItemFate } from '../../../../shared/contract/group/working-group-items.ts';
import {
  addDecision,
  disposeItem,
  endMeeting,
  nextItem,
  raiseItem,
} from '../../../../shared/contract/group/working-group-live.ts';
import {
  cancelMeeting,
  createMeeting,
  type MeetingCard,
  removeMeeting,
} from '../../../../shared/contract/group/working-group-meetings.ts';
import {
  beginMeeting,
  type Group,
  makeGroup,
  makeMeeting,
  readMeeting,
} from '../../../../tests/support/group/group.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';

/** What becomes of items of a meeting under way: considered, withdrawn, postponed and back next time, raised under «Разное». */

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

const read = (id: string) => readMeeting(server, group, id);

async function disposing(id: string, at: number, fate: ItemFate, reason = 'Нет сметы') {
  const { version, agenda } = await read(id);
  return { params: { id, itemId: agenda[at]!.id }, body: { version, fate, reason } };
}
const dispose = async (...given: Parameters<typeof disposing>) =>
  server.call(disposeItem, await disposing(...given), secretary);
const refuse = async (...given: Parameters<typeof disposing>) =>
  server.fail(disposeItem, await disposing(...given), secretary);

const make = (day: string) =>
  server.call(createMeeting, { body: { day, startsAt: '10:00', place: 'каб. 305' } }, secretary);

async function drop({ id }: MeetingCard): Promise<void> {
  const { version } = await read(id);
  await server.call(removeMeeting, { params: { id }, query: { version } }, secretary);
}

describe('an item', () => {
  it('is withdrawn with a reason, whatever lies within it too; nobody goes to it until it is put back', async () => {
    const { id } = await beginMeeting(server, group);
    expect((await refuse(id, 0, 'withdrawn', '')).fields).toHaveProperty('reason');
    const off = await dispose(id, 0, 'withdrawn');
    expect(off.agenda.map(({ state, reason }) => [state, reason])).toEqual([
      ['withdrawn', 'Нет сметы'],
      ['withdrawn', 'Нет сметы'],
      ['waiting', ''],
    ]);
    expect(off.currentItemId).toBeNull();
    const jump = { params: { id }, body: { version: off.version, itemId: off.agenda[0]!.id } };
    expect((await server.fail(nextItem, jump, secretary)).detail).toContain('верните');
    expect((await refuse(id, 0, 'postponed')).detail).toContain('уже снят');
    const back = await dispose(id, 0, 'waiting', '');
    expect(back.agenda.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
    expect((await refuse(id, 0, 'waiting', '')).detail).toContain('и так');
  });

  it('that has been decided on is neither withdrawn nor postponed', async () => {
    const { id, version, agenda } = await beginMeeting(server, group);
    const params = { id, itemId: agenda[0]!.id };
    await server.call(addDecision, { params, body: { version, text: 'Закрыть ямы' } }, secretary);
    expect((await refuse(id, 0, 'postponed')).detail).toContain('записаны решения');
  });

  it('postponed stands on the agenda of the next meeting by itself, and goes on to the one after where that is cancelled', async () => {
    const { id } = await beginMeeting(server, group);
    await dispose(id, 2, 'postponed');
    const later = await make('2027-01-26');
    expect(later.agenda).toMatchObject([
      {
        title: 'О решениях прошлого заседания',
        source: 'postponed',
        speakerId: group.ids.member,
        minutes: 10,
        sourceLabel: expect.stringMatching(/перенесён с заседания № \d+ 24\.11\.2026, вопрос 2/u),
      },
    ]);
    expect((await read(id)).agenda[2]!.backOn).toEqual({
      meetingId: later.id,
      number: null,
      day: '2027-01-26',
    });
    // A meeting nearer than that takes nothing that stands already.
    const near = await make('2026-12-22');
    expect(near.agenda).toEqual([]);
    const removal = {
      params: { id: later.id, itemId: later.agenda[0]!.id },
      query: { version: (await read(later.id)).version },
    };
    expect((await server.fail(removeItem, removal, secretary)).detail).toContain('перенесён решением');
    const cancelled = { version: (await read(later.id)).version, reason: 'Нет кворума' };
    await server.call(cancelMeeting, { params: { id: later.id }, body: cancelled }, secretary);
    expect((await read(near.id)).agenda.map(({ source }) => source)).toEqual(['postponed']);
    // Put back where it came from, it leaves the later agenda.
    await dispose(id, 2, 'waiting', '');
    expect((await read(near.id)).agenda).toEqual([]);
    await drop(near);
  });

  it('raised under «Разное» follows the last, only while the meeting is under way', async () => {
    const made = await makeMeeting(server, group);
    const raise = (card: MeetingCard) => ({
      params: { id: card.id },
      body: { version: card.version, title: 'О гололёде у школы', speakerId: group.ids.second },
    });
    expect((await server.fail(raiseItem, raise(made), secretary)).detail).toContain('пока идёт');
    await drop(made);
    const card = await beginMeeting(server, group);
    const told = await server.call(raiseItem, raise(card), secretary);
    expect(told.agenda.at(-1)).toMatchObject({
      number: '3',
      title: 'О гололёде у школы',
      raisedAt: '2026-11-24T05:00:00.000Z',
      speakerId: group.ids.second,
      state: 'waiting',
    });
  });
});

describe('the end of a meeting', () => {
  it('names what nobody came to, and takes a fate for the rest', async () => {
    const { id, version } = await beginMeeting(server, group);
    const params = { id };
    const bare = await server.fail(endMeeting, { params, body: { version } }, secretary);
    expect(bare.detail).toContain('вопрос 1.1, вопрос 2');
    const rest = { fate: 'postponed' as const, reason: 'Не хватило времени' };
    const held = await server.call(endMeeting, { params, body: { version, rest } }, secretary);
    expect(held.agenda.map(({ state }) => state)).toEqual(['done', 'postponed', 'postponed']);
    expect(held.checks.find(({ text }) => text === 'Все вопросы рассмотрены')!.isDone).toBe(true);
    const next = await make('2026-12-29');
    expect(next.agenda.map(({ title }) => title)).toEqual([
      'О ямах во дворах',
      'О решениях прошлого заседания',
    ]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { foreignPage, heardPage } from '../../../../tests/support/networks/heard-posts.ts';
import {
  type AskedIncident,
  hourAt,
  openTimedIncidents,
  type PutTerm,
  type TimedIncidents,
} from '../../../../tests/support/networks/timed-incidents.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { watchLate, watchTime } from './watch-time.ts';

/** Answers that are late, or never come: incidents, terms and replies as rows. */

let server: TestServer;
let desk: TimedIncidents;

beforeAll(async () => {
  server = await startTestServer();
  desk = await openTimedIncidents(server);
});
beforeEach(() => desk.clear());
afterAll(() => server.close());

const late = (replyId: string) => asSystem(server, (ctx) => watchLate(ctx, { replyId }));
const watch = () => asSystem(server, (ctx) => watchTime(ctx));

describe('an answer', () => {
  test('half an hour after its term is a signal, with the answer as its evidence', async () => {
    const asked = await desk.ask();
    await desk.term(asked.incident, { ended: '07:30' });
    const id = await desk.reply(asked, { out: '07:30' });
    await late(id);
    await late(id);
    expect(await desk.signals()).toEqual([
      {
        facts: { kind: 'late', took: 150, term: 120, isAnswered: true },
        cause: `late:${asked.incident}:answer:${Date.parse(hourAt('05:00'))}`,
        event_at: '2026-11-24T07:30:00.000Z',
        state: 'new',
        incident_id: asked.incident,
        page_id: heardPage.id,
        evidence: [`reply ${id}`],
      },
    ]);
  });

  test.each<[string, PutTerm]>([
    ['less than half an hour after it', { ended: '07:29' }],
    ['whose term was ended by something else', { ended: '07:41' }],
    ['within it', { due: '08:00', ended: '07:40' }],
    ['where nobody was waited for by it', { ended: '07:40', isVoid: true }],
    ['of a look', { kind: 'look', ended: '07:40' }],
  ])('%s is none', async (_, given) => {
    const asked = await desk.ask();
    await desk.term(asked.incident, given);
    await late(await desk.reply(asked, { out: given.ended === '07:29' ? '07:29' : '07:40' }));
    expect(await desk.signals()).toEqual([]);
  });

  test('is held to the terms of its own incident, the earliest of them', async () => {
    const [asked, other] = [await desk.ask(), await desk.ask()];
    await desk.term(other.incident, { ended: '07:40' });
    const id = await desk.reply(asked);
    await late(id);
    expect(await desk.signals()).toEqual([]);
    await desk.term(asked.incident, { kind: 'follow-up', from: '05:30', ended: '07:40' });
    await desk.term(asked.incident, { from: '05:10', ended: '07:40' });
    await late(id);
    expect(await desk.signals()).toMatchObject([{ facts: { took: 150, term: 110 } }]);
  });
});

describe('no answer', () => {
  test('for twice the term is a signal, with the last words as evidence; once, and told anew when it is answered', async () => {
    const asked = await desk.ask();
    await desk.term(asked.incident);
    server.setNow(hourAt('08:59'));
    await watch();
    expect(await desk.signals()).toEqual([]);
    server.setNow(hourAt('09:00'));
    await watch();
    await watch();
    expect(await desk.signals()).toMatchObject([
      {
        facts: { kind: 'late', took: 240, term: 120, isAnswered: false },
        event_at: '2026-11-24T09:00:00.000Z',
        incident_id: asked.incident,
        page_id: heardPage.id,
        evidence: [`post ${asked.post}`],
      },
    ]);
    await server.asOwner(
      `UPDATE incidents.term SET ended_at = '${hourAt('09:30')}' WHERE incident_id = '${asked.incident}'`,
    );
    await late(await desk.reply(asked, { out: '09:30' }));
    expect((await desk.signals()).map(({ facts }) => facts)).toEqual([
      { kind: 'late', took: 270, term: 120, isAnswered: true },
    ]);
  });

  test('is told of its own incident alone, each by its own last words; told twice it says nothing new', async () => {
    const [asked, other] = [await desk.ask(), await desk.ask(foreignPage)];
    for (const { incident } of [asked, other]) await desk.term(incident);
    await watch();
    const pages = (await desk.signals()).map((row) => [row.incident_id, row.page_id]);
    expect(new Map(pages as [string, string][])).toEqual(
      new Map([
        [asked.incident, heardPage.id],
        [other.incident, foreignPage.id],
      ]),
    );
    const evidenceOf = async ({ incident }: AskedIncident) =>
      (await desk.signals()).flatMap((row) => (row.incident_id === incident ? row.evidence : []));
    expect(await evidenceOf(asked)).toEqual([`post ${asked.post}`]);
    expect(await evidenceOf(other)).toEqual([`post ${other.post}`]);
    await server.asOwner(
      `UPDATE incidents.term SET ended_at = '${hourAt('09:30')}' WHERE incident_id = '${asked.incident}'`,
    );
    const id = await desk.reply(asked, { out: '09:30' });
    await late(id);
    const told = () =>
      desk.hearing.ask(
        `SELECT incident_id, facts ->> 'isAnswered' AS answered, version FROM conflicts.signal ORDER BY facts ->> 'isAnswered'`,
        [],
      );
    const grown = await told();
    expect(grown).toMatchObject([
      { incident_id: other.incident, answered: 'false', version: 1 },
      { incident_id: asked.incident, answered: 'true' },
    ]);
    await late(id);
    expect(await told()).toEqual(grown);
  });

  test('that somebody dismissed stays dismissed, whatever comes', async () => {
    const asked = await desk.ask();
    await desk.term(asked.incident);
    await watch();
    await server.asOwner(
      `UPDATE conflicts.signal SET state = 'dismissed', dismiss_reason = 'Знаем', decided_at = now(), decided_by_name = 'Пробный'`,
    );
    await server.asOwner(
      `UPDATE incidents.term SET ended_at = '${hourAt('09:30')}' WHERE incident_id = '${asked.incident}'`,
    );
    await late(await desk.reply(asked, { out: '09:30' }));
    expect((await desk.signals()).map(({ facts }) => facts)).toMatchObject([{ isAnswered: false }]);
  });

  test.each<[string, PutTerm]>([
    ['to a look', { kind: 'look' }],
    ['where the term has ended', { ended: '08:00' }],
  ])('%s is none', async (_, given) => {
    const asked = await desk.ask();
    await desk.term(asked.incident, given);
    await watch();
    expect(await desk.signals()).toEqual([]);
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { heardPage } from '../../../../tests/support/networks/heard-posts.ts';
import {
  hourAt,
  openTimedIncidents,
  type PutReply,
  type TimedIncidents,
} from '../../../../tests/support/networks/timed-incidents.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { watchTime, watchTimeJob } from './watch-time.ts';

/** Promises whose day has passed: statements, incidents and replies as rows. */

let server: TestServer;
let desk: TimedIncidents;

beforeAll(async () => {
  server = await startTestServer();
  desk = await openTimedIncidents(server);
});
beforeEach(() => desk.clear());
afterAll(() => server.close());

const watch = () => asSystem(server, (ctx) => watchTime(ctx));

describe('a promised day', () => {
  const DAY = '2026-11-23';

  const done = [{ kind: 'state', isDone: true, from: 0, to: 1 }];

  interface Promised {
    due?: string;
    incident?: string | null;
    place?: string | null;
    state?: string;
  }

  async function say(
    given: { at?: string; incident?: string | null; place?: string | null; claims?: object[] } = {},
  ): Promise<string> {
    const {
      at: saidAt = '2026-11-20T06:00:00Z',
      incident = null,
      place = 'ul-titova|14',
      claims = [],
    } = given;
    const id = randomUUID();
    const or = (value: string | null): string => (value === null ? 'NULL' : `'${value}'`);
    await server.asOwner(
      `INSERT INTO conflicts.statement (id, source, source_id, page_id, incident_id, said_at, category, fact_id, place_key, claims)
       VALUES ('${id}', 'post', '${randomUUID()}', '${heardPage.id}', ${or(incident)}, '${saidAt}', ${or(place && 'roads.pavement')},
         'roads.pavement.pothole', ${or(place)}, '${JSON.stringify(claims)}')`,
    );
    return id;
  }

  async function promise({
    due = hourAt('09:00'),
    state = 'waiting',
    ...of
  }: Promised = {}): Promise<string> {
    const id = await say(of);
    await server.asOwner(
      `INSERT INTO conflicts.promise (statement_id, promised_on, due_at, state) VALUES ('${id}', '${DAY}', '${due}', '${state}')`,
    );
    return id;
  }
  const stateOf = async (id: string) =>
    (await desk.hearing.ask('SELECT state FROM conflicts.promise WHERE statement_id = $1', [id]))[0]?.state;

  test('that passes in silence is broken, and a signal of its place and sphere', async () => {
    const id = await promise();
    await watch();
    expect(await stateOf(id)).toBe('broken');
    expect(await desk.signals()).toMatchObject([
      { facts: { kind: 'promise', promisedOn: DAY }, cause: `promise:${id}`, page_id: heardPage.id },
    ]);
    const [row] = await desk.hearing.ask('SELECT block, fact_id FROM conflicts.signal', []);
    expect(row).toEqual({ block: 'roads', fact_id: 'roads.pavement.pothole' });
  });

  test('is judged by what was said of its own place: of two that end at once each has its own end', async () => {
    const [kept, broken] = [await promise(), await promise({ place: 'ul-titova|16' })];
    await say({ at: '2026-11-22T06:00:00Z', claims: done });
    await watch();
    expect([await stateOf(kept), await stateOf(broken)]).toEqual(['kept', 'broken']);
    expect((await desk.signals()).map(({ cause }) => cause)).toEqual([`promise:${broken}`]);
  });

  test('of more than a run takes leaves the rest to the next one, which is called at once', async () => {
    const run = async (): Promise<string[]> => {
      const called: string[] = [];
      await asSystem(server, (ctx) =>
        watchTime({
          ...ctx,
          enqueue: ((job: { name: string }) => void called.push(job.name)) as typeof ctx.enqueue,
        }),
      );
      return called.filter((name) => name === watchTimeJob.name);
    };
    await promise();
    expect(await run()).toEqual([]);
    await server.asOwner(
      `WITH said AS (
         INSERT INTO conflicts.statement (id, source, source_id, said_at, claims)
         SELECT gen_random_uuid(), 'post', gen_random_uuid(), '2026-11-20T06:00:00Z', '[]' FROM generate_series(1, 200) RETURNING id)
       INSERT INTO conflicts.promise (statement_id, promised_on, due_at, state)
       SELECT id, '${DAY}', '${hourAt('08:00')}', 'waiting' FROM said`,
    );
    expect(await run()).toEqual([watchTimeJob.name]);
    expect(await run()).toEqual([]);
  });

  test('is not judged before its moment, nor once more', async () => {
    const [early, kept] = [await promise({ due: hourAt('09:01') }), await promise({ state: 'kept' })];
    await watch();
    expect([await stateOf(early), await stateOf(kept)]).toEqual(['waiting', 'kept']);
    expect(await desk.signals()).toEqual([]);
  });

  const moved = [{ kind: 'day', day: '2026-11-28', hour: null, role: 'end', sense: 'by', from: 0, to: 1 }];
  test.each<[string, string, Parameters<typeof say>[0]]>([
    ['kept', 'by a later word that it is done', { at: '2026-11-22T06:00:00Z', claims: done }],
    ['moved', 'by a later word of another day', { at: '2026-11-22T06:00:00Z', claims: moved }],
    ['broken', 'whatever was said before it', { at: '2026-11-20T06:00:00Z', claims: done }],
    [
      'broken',
      'whatever is said of another place',
      { at: '2026-11-22T06:00:00Z', place: 'ul-titova|16', claims: done },
    ],
  ])('is %s %s', async (state, _, later) => {
    const id = await promise();
    await say(later);
    await watch();
    expect(await stateOf(id)).toBe(state);
  });

  test.each<[string, string, PutReply]>([
    ['kept', 'by a final answer later', { out: '2026-11-21T06:00:00Z' }],
    [
      'moved',
      'by an interim one that names another day',
      { out: '2026-11-21T06:00:00Z', isInterim: true, promisedOn: '2026-11-28' },
    ],
    ['broken', 'by an interim one that names none', { out: '2026-11-21T06:00:00Z', isInterim: true }],
    ['broken', 'by a final answer at the very moment', { out: '2026-11-20T06:00:00Z' }],
  ])('of an incident is %s %s', async (state, _, given) => {
    const [asked, other] = [await desk.ask(), await desk.ask()];
    await desk.reply(other, { out: '2026-11-21T06:00:00Z' });
    await desk.reply(asked, given);
    const id = await promise({ incident: asked.incident, place: null });
    await watch();
    expect(await stateOf(id)).toBe(state);
  });
});

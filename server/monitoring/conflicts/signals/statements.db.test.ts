import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Hearing, openHearing } from '../../../../tests/support/networks/heard-posts.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { conflictPack } from '../rules/pack.ts';
import type { OfficialText, Statement } from './official-text.ts';
import { watchPromise } from './promises.ts';
import { dropStatement, keepStatement, readLater, readSamePlace, toStatement } from './statements.ts';
import { angerReader } from './watch-anger.ts';

/** What official words claim, kept among other words: of another place, another sphere, another source. */

let server: TestServer;
let hearing: Hearing;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  hearing = openHearing(server);
});
beforeEach(async () => {
  await server.asOwner('DELETE FROM conflicts.promise; DELETE FROM conflicts.statement');
});
afterAll(() => server.close());

interface Said {
  source?: 'post' | 'reply';
  sourceId?: string;
  at?: string;
  place?: string | null;
  category?: string | null;
  incident?: string | null;
  promise?: boolean;
}

/** Words as they are kept. */
async function put({
  source = 'post',
  sourceId = randomUUID(),
  at = '2026-11-20T09:00:00Z',
  place = 'ul-titova|14',
  category = 'roads.pavement',
  incident = null,
  promise = false,
}: Said = {}): Promise<Statement> {
  const id = randomUUID();
  const or = (value: string | null): string => (value === null ? 'NULL' : `'${value}'`);
  await server.asOwner(
    `INSERT INTO conflicts.statement (id, source, source_id, incident_id, said_at, category, place_key, claims)
     VALUES ('${id}', '${source}', '${sourceId}', ${or(incident)}, '${at}', ${or(category)}, ${or(place)}, '[]')`,
  );
  if (promise)
    await server.asOwner(
      `INSERT INTO conflicts.promise (statement_id, promised_on, due_at, state) VALUES ('${id}', '2026-11-28', '2026-11-28T19:00:00Z', 'waiting')`,
    );
  const row = await asSystem(server, ({ db }) =>
    db.selectFrom('conflicts.statement').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );
  return toStatement(row);
}

const official = (sourceId: string, text: string, given: Partial<OfficialText> = {}): OfficialText => ({
  source: 'post',
  sourceId,
  pageId: null,
  unitId: null,
  incidentId: null,
  saidAt: new Date('2026-11-24T08:00:00Z'),
  editedAt: null,
  text,
  known: { factId: null, address: null, districtId: null, streetId: null, house: null },
  ...given,
});
const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);
const kept = async () => ids((await hearing.ask('SELECT id FROM conflicts.statement', [])) as never);
const promised = async () =>
  (await hearing.ask('SELECT statement_id FROM conflicts.promise', [])).map(({ statement_id: id }) => id);

describe('words that were said', () => {
  test('later are those of the same place and sphere, or of the same incident, in their order', async () => {
    const [incident, other] = [randomUUID(), randomUUID()];
    const own = await put({ incident });
    const later = (day: number) => `2026-11-${day}T09:00:00Z`;
    const ofIncident = await put({ at: later(23), place: 'ul-mira|1', incident });
    const ofPlace = await put({ at: later(22) });
    await put({ at: later(22), place: 'ul-mira|1' });
    await put({ at: later(22), category: 'waste.removal' });
    await put({ at: later(22), place: null, category: null, incident: other });
    await put({ at: own.said_at.toISOString() });
    await put({ at: later(19), incident });
    const found = await asSystem(server, (ctx) => readLater(ctx, own));
    expect(ids(found)).toEqual([ofPlace.id, ofIncident.id]);
  });

  test('of the same place are those of its sphere within the days, before and after, the latest first', async () => {
    const own = await put();
    const [before, after] = [
      await put({ at: '2026-11-18T09:00:00Z' }),
      await put({ at: '2026-11-22T09:00:00Z' }),
    ];
    await put({ at: '2026-11-18T08:59:59Z' });
    await put({ at: '2026-11-22T09:00:01Z' });
    await put({ place: 'ul-mira|1' });
    await put({ category: 'waste.removal' });
    const read = (statement: Statement) => asSystem(server, (ctx) => readSamePlace(ctx, statement, 2));
    expect(ids(await read(own))).toEqual([after.id, before.id]);
    await put({ place: null, category: 'light' });
    expect(await read(await put({ place: null, category: 'light' }))).toEqual([]);
    await put({ place: 'ul-mira|2', category: null });
    expect(await read(await put({ place: 'ul-mira|2', category: null }))).toEqual([]);
  });

  test('and stand as a reply by now are dropped with their promise; no others are', async () => {
    const dropped = await put({ promise: true });
    const others = [
      await put({ promise: true }),
      await put({ source: 'reply', sourceId: dropped.source_id, promise: true }),
    ];
    await asSystem(server, (ctx) => dropStatement(ctx, 'post', dropped.source_id));
    expect((await kept()).toSorted()).toEqual(ids(others).toSorted());
    expect((await promised()).toSorted()).toEqual(ids(others).toSorted());
  });

  test('and claim nothing any more go, where they promised nothing; no others do', async () => {
    const empty = await put();
    const others = [await put(), await put({ source: 'reply', sourceId: empty.source_id })];
    const found = await asSystem(server, (ctx) =>
      keepStatement(ctx, official(empty.source_id, 'Следим за погодой.')),
    );
    expect(found).toBeNull();
    expect((await kept()).toSorted()).toEqual(ids(others).toSorted());
  });

  test('of something done and of something that is not yet are of a moment at which something was done', async () => {
    const keep = (text: string, given: Partial<OfficialText> = {}) =>
      asSystem(server, (ctx) => keepStatement(ctx, official(given.sourceId ?? randomUUID(), text, given)));
    const both = 'Яму у дома Победы, 20 засыпали вчера вечером. У дома 22 к работам ещё не приступали.';
    const saidAt = new Date('2026-11-24T08:00:00Z');
    const first = await keep(both);
    expect(first?.done_at).toEqual(saidAt);
    const later = { sourceId: first?.source_id ?? '', editedAt: new Date('2026-11-24T08:30:00Z') };
    expect((await keep(both, later))?.done_at).toEqual(saidAt);
    const notYet = await keep('У дома Победы, 20 к работам ещё не приступали.', later);
    expect(notYet).toMatchObject({ id: first?.id, done_at: null });
  });
});

describe('a promise is watched', () => {
  const day = { kind: 'day', day: '2026-11-28', hour: null, role: 'end', sense: 'by', from: 0, to: 1 };
  const watch = async (said: Said): Promise<boolean> => {
    const statement = await put(said);
    const claims = [day] as Statement['claims'];
    await asSystem(server, (ctx) =>
      watchPromise(ctx, { ...statement, claims }, official(statement.source_id, 'До 28 ноября'), null),
    );
    return (await promised()).includes(statement.id);
  };

  test.each<[string, Said, boolean]>([
    ['where its place and sphere are known', {}, true],
    ['where somebody was answered', { place: null, category: null, incident: randomUUID() }, true],
    ['not where its sphere is not known', { category: null }, false],
    ['not where its place is not known', { place: null }, false],
  ])('%s', async (_, said, isWatched) => {
    expect(await watch(said)).toBe(isWatched);
  });
});

test('anger is read by the words of the rules in force, also when they change', async () => {
  await asSystem(server, async (ctx) => {
    const rules = conflictPack.on('2026-11-24');
    const word = (version: string, words: string) =>
      angerReader(ctx, { ...rules, version, anger: { ...rules.anger, words, unless: 'небывалое' } });
    expect(word('one', 'самовар')('Опять самовар')).toBe(true);
    expect(word('one', 'самовар')('Опять трамвай')).toBe(false);
    expect(word('two', 'трамвай')('Опять трамвай')).toBe(true);
    expect(word('two', 'трамвай')('Опять самовар')).toBe(false);
  });
});

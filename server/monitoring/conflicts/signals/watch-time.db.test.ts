import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Hearing,
  heardPage,
  openHearing,
  putHeardPages,
  seenFact,
} from '../../../../tests/support/networks/heard-posts.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { watchLate, watchTime, watchTimeJob } from './watch-time.ts';

/** Answers that are late and promises whose day has passed: incidents, terms and replies as rows. */

let server: TestServer;
let hearing: Hearing;
let serial = 0;

beforeAll(async () => {
  server = await startTestServer();
  hearing = openHearing(server);
  await putHeardPages(server);
});
beforeEach(async () => {
  server.setNow('2026-11-24T09:00:00Z');
  await server.asOwner(`TRUNCATE conflicts.signal, conflicts.promise CASCADE; DELETE FROM conflicts.statement;
    UPDATE incidents.term SET ended_at = started_at, is_void = true`);
});
afterAll(() => server.close());

const at = (clock: string): string => `2026-11-24T${clock}:00Z`;

interface Asked {
  incident: string;
  post: string;
}

/** An incident of one comment, posted at 08:55. */
async function ask(): Promise<Asked> {
  serial += 1;
  const told = hearing.fresh();
  await hearing.hear([seenFact(told)]);
  const [incident, post] = [randomUUID(), String((await hearing.rowOf(told.id))?.id)];
  await server.asOwner(
    `INSERT INTO incidents.incident (id, number, title, status, importance, origin, offer, opened_at, last_posted_at)
     VALUES ('${incident}', 'И-${serial}', 'Яма', 'sorted', 'normal', 'own-page', '{}', now(), now());
     INSERT INTO incidents.member (post_id, incident_id, at, by_name) VALUES ('${post}', '${incident}', now(), 'Отклик')`,
  );
  return { incident, post };
}

interface Term {
  kind?: string;
  from?: string;
  due?: string;
  ended?: string | null;
  isVoid?: boolean;
}

const term = (
  incident: string,
  { kind = 'answer', from = '05:00', due = '07:00', ended = null, isVoid = false }: Term = {},
) =>
  server.asOwner(
    `INSERT INTO incidents.term (incident_id, kind, started_at, rule_id, rule_version, due_at, ended_at, is_void)
     VALUES ('${incident}', '${kind}', '${at(from)}', 'rule', '1', '${at(due)}', ${ended === null ? 'NULL' : `'${at(ended)}'`}, ${isVoid})`,
  );

interface Reply {
  out?: string;
  isInterim?: boolean;
  promisedOn?: string | null;
}

async function reply(
  { incident, post }: Asked,
  { out = '07:40', isInterim = false, promisedOn = null }: Reply = {},
): Promise<string> {
  const id = randomUUID();
  await server.asOwner(
    `INSERT INTO incidents.reply (id, incident_id, post_id, page_id, text, state, is_interim, promised_on, made_by, made_by_name, made_at,
       approved_by, published_at, published_url)
     VALUES ('${id}', '${incident}', '${post}', '${heardPage.id}', 'Ответ', 'published', ${isInterim}, ${promisedOn === null ? 'NULL' : `'${promisedOn}'`},
       'staff:1', 'Пробный', now(), 'staff:2', '${out.length > 5 ? out : at(out)}', '')`,
  );
  return id;
}

const signals = () =>
  hearing.ask(
    `SELECT signal.facts, signal.cause, signal.event_at, signal.state, signal.incident_id, signal.page_id,
       (SELECT json_agg(evidence.kind || ' ' || evidence.target_id) FROM conflicts.evidence WHERE signal_id = signal.id) AS evidence
     FROM conflicts.signal ORDER BY signal.event_at, signal.cause`,
    [],
  );
const late = (replyId: string) => asSystem(server, (ctx) => watchLate(ctx, { replyId }));
const watch = () => asSystem(server, (ctx) => watchTime(ctx));

describe('an answer', () => {
  test('half an hour after its term is a signal, with the answer as its evidence', async () => {
    const asked = await ask();
    await term(asked.incident, { ended: '07:30' });
    const id = await reply(asked, { out: '07:30' });
    await late(id);
    await late(id);
    expect(await signals()).toEqual([
      {
        facts: { kind: 'late', took: 150, term: 120, isAnswered: true },
        cause: `late:${asked.incident}:answer:${Date.parse(at('05:00'))}`,
        event_at: '2026-11-24T07:30:00.000Z',
        state: 'new',
        incident_id: asked.incident,
        page_id: heardPage.id,
        evidence: [`reply ${id}`],
      },
    ]);
  });

  test.each<[string, Term]>([
    ['less than half an hour after it', { ended: '07:29' }],
    ['whose term was ended by something else', { ended: '07:41' }],
    ['within it', { due: '08:00', ended: '07:40' }],
    ['where nobody was waited for by it', { ended: '07:40', isVoid: true }],
    ['of a look', { kind: 'look', ended: '07:40' }],
  ])('%s is none', async (_, given) => {
    const asked = await ask();
    await term(asked.incident, given);
    await late(await reply(asked, { out: given.ended === '07:29' ? '07:29' : '07:40' }));
    expect(await signals()).toEqual([]);
  });

  test('is held to the terms of its own incident, the earliest of them', async () => {
    const [asked, other] = [await ask(), await ask()];
    await term(other.incident, { ended: '07:40' });
    const id = await reply(asked);
    await late(id);
    expect(await signals()).toEqual([]);
    await term(asked.incident, { kind: 'follow-up', from: '05:30', ended: '07:40' });
    await term(asked.incident, { from: '05:10', ended: '07:40' });
    await late(id);
    expect(await signals()).toMatchObject([{ facts: { took: 150, term: 110 } }]);
  });
});

describe('no answer', () => {
  test('for twice the term is a signal, with the last words as evidence; once, and told anew when it is answered', async () => {
    const asked = await ask();
    await term(asked.incident);
    server.setNow(at('08:59'));
    await watch();
    expect(await signals()).toEqual([]);
    server.setNow(at('09:00'));
    await watch();
    await watch();
    expect(await signals()).toMatchObject([
      {
        facts: { kind: 'late', took: 240, term: 120, isAnswered: false },
        event_at: '2026-11-24T09:00:00.000Z',
        incident_id: asked.incident,
        page_id: heardPage.id,
        evidence: [`post ${asked.post}`],
      },
    ]);
    await server.asOwner(
      `UPDATE incidents.term SET ended_at = '${at('09:30')}' WHERE incident_id = '${asked.incident}'`,
    );
    await late(await reply(asked, { out: '09:30' }));
    expect((await signals()).map(({ facts }) => facts)).toEqual([
      { kind: 'late', took: 270, term: 120, isAnswered: true },
    ]);
  });

  test('is told of its own incident alone, each by its own last words; told twice it says nothing new', async () => {
    const [asked, other] = [await ask(), await ask()];
    for (const { incident } of [asked, other]) await term(incident);
    await watch();
    const evidenceOf = async ({ incident }: Asked) =>
      (await signals()).flatMap((row) => (row.incident_id === incident ? row.evidence : []));
    expect(await evidenceOf(asked)).toEqual([`post ${asked.post}`]);
    expect(await evidenceOf(other)).toEqual([`post ${other.post}`]);
    await server.asOwner(
      `UPDATE incidents.term SET ended_at = '${at('09:30')}' WHERE incident_id = '${asked.incident}'`,
    );
    const id = await reply(asked, { out: '09:30' });
    await late(id);
    const told = () =>
      hearing.ask(
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
    const asked = await ask();
    await term(asked.incident);
    await watch();
    await server.asOwner(
      `UPDATE conflicts.signal SET state = 'dismissed', dismiss_reason = 'Знаем', decided_at = now(), decided_by_name = 'Пробный'`,
    );
    await server.asOwner(
      `UPDATE incidents.term SET ended_at = '${at('09:30')}' WHERE incident_id = '${asked.incident}'`,
    );
    await late(await reply(asked, { out: '09:30' }));
    expect((await signals()).map(({ facts }) => facts)).toMatchObject([{ isAnswered: false }]);
  });

  test.each<[string, Term]>([
    ['to a look', { kind: 'look' }],
    ['where the term has ended', { ended: '08:00' }],
  ])('%s is none', async (_, given) => {
    const asked = await ask();
    await term(asked.incident, given);
    await watch();
    expect(await signals()).toEqual([]);
  });
});

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

  async function promise({ due = at('09:00'), state = 'waiting', ...of }: Promised = {}): Promise<string> {
    const id = await say(of);
    await server.asOwner(
      `INSERT INTO conflicts.promise (statement_id, promised_on, due_at, state) VALUES ('${id}', '${DAY}', '${due}', '${state}')`,
    );
    return id;
  }
  const stateOf = async (id: string) =>
    (await hearing.ask('SELECT state FROM conflicts.promise WHERE statement_id = $1', [id]))[0]?.state;

  test('that passes in silence is broken, and a signal of its place and sphere', async () => {
    const id = await promise();
    await watch();
    expect(await stateOf(id)).toBe('broken');
    expect(await signals()).toMatchObject([
      { facts: { kind: 'promise', promisedOn: DAY }, cause: `promise:${id}`, page_id: heardPage.id },
    ]);
    const [row] = await hearing.ask('SELECT block, fact_id FROM conflicts.signal', []);
    expect(row).toEqual({ block: 'roads', fact_id: 'roads.pavement.pothole' });
  });

  test('is judged by what was said of its own place: of two that end at once each has its own end', async () => {
    const [kept, broken] = [await promise(), await promise({ place: 'ul-titova|16' })];
    await say({ at: '2026-11-22T06:00:00Z', claims: done });
    await watch();
    expect([await stateOf(kept), await stateOf(broken)]).toEqual(['kept', 'broken']);
    expect((await signals()).map(({ cause }) => cause)).toEqual([`promise:${broken}`]);
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
       SELECT id, '${DAY}', '${at('08:00')}', 'waiting' FROM said`,
    );
    expect(await run()).toEqual([watchTimeJob.name]);
    expect(await run()).toEqual([]);
  });

  test('is not judged before its moment, nor once more', async () => {
    const [early, kept] = [await promise({ due: at('09:01') }), await promise({ state: 'kept' })];
    await watch();
    expect([await stateOf(early), await stateOf(kept)]).toEqual(['waiting', 'kept']);
    expect(await signals()).toEqual([]);
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

  test.each<[string, string, Reply]>([
    ['kept', 'by a final answer later', { out: '2026-11-21T06:00:00Z' }],
    [
      'moved',
      'by an interim one that names another day',
      { out: '2026-11-21T06:00:00Z', isInterim: true, promisedOn: '2026-11-28' },
    ],
    ['broken', 'by an interim one that names none', { out: '2026-11-21T06:00:00Z', isInterim: true }],
    ['broken', 'by a final answer at the very moment', { out: '2026-11-20T06:00:00Z' }],
  ])('of an incident is %s %s', async (state, _, given) => {
    const [asked, other] = [await ask(), await ask()];
    await reply(other, { out: '2026-11-21T06:00:00Z' });
    await reply(asked, given);
    const id = await promise({ incident: asked.incident, place: null });
    await watch();
    expect(await stateOf(id)).toBe(state);
  });
});

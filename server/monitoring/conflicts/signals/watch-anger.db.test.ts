import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  foreignPage,
  type Hearing,
  heardPage,
  openHearing,
  putHeardPages,
  seenFact,
} from '../../../../tests/support/networks/heard-posts.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import type { SeenPost } from '../../../base/networks/index.ts';
import { readPosts } from '../../posts/index.ts';
import { growSignal } from './raise.ts';
import { watchAnger } from './watch-anger.ts';

/** Several people angry at once: within what, how soon, and what becomes of a signal as more of them come. */

let server: TestServer;
let hearing: Hearing;
let serial = 0;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T12:00:00Z');
  hearing = openHearing(server);
  await putHeardPages(server);
});
beforeEach(async () => {
  await server.asOwner(
    "TRUNCATE conflicts.signal CASCADE; UPDATE posts.post SET posted_at = '2026-01-01T00:00:00Z'",
  );
});
afterAll(() => server.close());

const at = (clock: string, day = 24): Date => new Date(`2026-11-${day}T${clock}:00Z`);

interface Told extends Partial<SeenPost> {
  page?: typeof heardPage;
}

/** A comment by its author and hour; its id. */
async function comment(
  authorId: string,
  clock: string,
  { page = heardPage, ...given }: Told = {},
): Promise<string> {
  serial += 1;
  const post = hearing.fresh({
    authorId,
    threadId: 'ice',
    parentId: 'ice',
    text: `Позор! Лёд никто не чистит, ${serial}`,
    postedAt: at(clock),
    ...given,
  });
  await hearing.hear([seenFact(post)], page);
  return String((await hearing.rowOf(post.id))?.id);
}
const watch = (...ids: string[]) =>
  asSystem(server, async (ctx) => watchAnger(ctx, await readPosts(ctx, ids)));
/** A comment, and whoever watches looks at it. */
async function tell(...given: Parameters<typeof comment>): Promise<string> {
  const id = await comment(...given);
  await watch(id);
  return id;
}

const signals = () =>
  hearing.ask(
    `SELECT signal.id, facts, cause, scope_key, event_at, last_at, signal.version, page_id, incident_id,
       (SELECT count(*)::int FROM conflicts.evidence WHERE signal_id = signal.id) AS evidence
     FROM conflicts.signal ORDER BY event_at, cause`,
    [],
  );
const three = async (given: (author: string) => Told = () => ({})): Promise<string[]> => {
  const ids: string[] = [];
  for (const [author, clock] of [
    ['ann', '09:00'],
    ['bob', '09:30'],
    ['cat', '11:00'],
  ] as const)
    ids.push(await tell(author, clock, given(author)));
  return ids;
};

describe('a signal', () => {
  test('is three people within two hours, with the first of them as its cause', async () => {
    const [first] = await three();
    expect(await signals()).toEqual([
      {
        id: expect.any(String),
        facts: { kind: 'anger', people: 3, comments: 3, minutes: 120, scope: 'talk' },
        cause: `anger:vk|ice:${first}`,
        scope_key: 'vk|ice',
        event_at: '2026-11-24T11:00:00.000Z',
        last_at: '2026-11-24T11:00:00.000Z',
        version: 1,
        page_id: heardPage.id,
        incident_id: null,
        evidence: 3,
      },
    ]);
  });

  test.each<[string, (author: string) => Told]>([
    ['a minute more than two hours', (author) => (author === 'cat' ? { postedAt: at('11:01') } : {})],
    ['one of them is not known', (author) => (author === 'cat' ? { authorId: '' } : {})],
    ['one of them is the page', (author) => (author === 'cat' ? { isOwn: true } : {})],
    ['one writes to the page alone', (author) => (author === 'bob' ? { kind: 'message' } : {})],
    ['one is not angry', (author) => (author === 'bob' ? { text: 'Когда почистят?' } : {})],
    [
      'each under a post of its own, on a page that is not ours',
      (author) => ({ page: foreignPage, threadId: author, parentId: author }),
    ],
  ])('is none where %s', async (_, given) => {
    await three(given);
    expect(await signals()).toEqual([]);
  });

  test('is of our page where each wrote under a post of its own', async () => {
    await three((author) => ({ threadId: author, parentId: author }));
    expect(await signals()).toMatchObject([{ facts: { scope: 'page' }, scope_key: heardPage.id }]);
  });

  test('is of an incident where what they wrote is of one, wherever it stands', async () => {
    const incident = randomUUID();
    await server.asOwner(
      `INSERT INTO incidents.incident (id, number, title, status, importance, origin, offer, opened_at, last_posted_at)
       VALUES ('${incident}', 'И-1', 'Лёд', 'sorted', 'normal', 'own-page', '{}', now(), now())`,
    );
    const ids: string[] = [];
    for (const [author, clock] of [
      ['ann', '09:00'],
      ['bob', '09:30'],
      ['cat', '10:00'],
    ] as const)
      ids.push(await comment(author, clock, { page: foreignPage, threadId: author, parentId: author }));
    for (const id of ids)
      await server.asOwner(
        `INSERT INTO incidents.member (post_id, incident_id, at, by_name) VALUES ('${id}', '${incident}', now(), 'Отклик')`,
      );
    await watch(...ids);
    expect(await signals()).toMatchObject([
      { facts: { scope: 'incident', people: 3 }, scope_key: incident, incident_id: incident },
    ]);
  });

  test('is of two networks two talks', async () => {
    await three((author) =>
      author === 'cat' ? { page: { ...foreignPage, network: 'ok' } } : { page: foreignPage },
    );
    expect(await signals()).toEqual([]);
  });

  test('counts nothing that was let go meanwhile', async () => {
    const ids = [await comment('ann', '09:00'), await comment('bob', '09:30'), await comment('cat', '10:00')];
    await server.asOwner(`UPDATE posts.post SET forgotten_at = now() WHERE id = '${ids[0]}'`);
    await watch(...ids);
    expect(await signals()).toEqual([]);
  });
});

describe('more of them', () => {
  const fourth = (given: Told = {}, clock = '11:30') => tell('dan', clock, given);

  test('are counted with it, once each, whoever writes and however late; none is raised beside it', async () => {
    await three();
    const id = await fourth();
    await watch(id);
    await tell('ann', '11:45');
    await tell('', '11:50');
    expect(await signals()).toMatchObject([
      {
        facts: { kind: 'anger', people: 4, comments: 6, minutes: 170, scope: 'talk' },
        last_at: '2026-11-24T11:50:00.000Z',
        event_at: '2026-11-24T11:00:00.000Z',
        version: 4,
        evidence: 6,
      },
    ]);
    // One that came late does not make its last moment an earlier one.
    await tell('eve', '08:30');
    expect(await signals()).toMatchObject([{ facts: { minutes: 200 }, last_at: '2026-11-24T11:50:00.000Z' }]);
  });

  test('after twelve hours of quiet begin anew', async () => {
    await three();
    await tell('dan', '23:00');
    expect(await signals()).toMatchObject([{ facts: { comments: 4 } }]);
    await tell('eve', '11:01', { postedAt: at('11:01', 25) });
    expect(await signals()).toMatchObject([{ facts: { comments: 4 } }]);
  });

  test.each<[string, string, number]>([
    [
      'of a talk whose signal was dismissed',
      "state = 'dismissed', dismiss_reason = 'Нет', decided_at = now()",
      3,
    ],
    ['of another talk', "scope_key = 'vk|other'", 3],
  ])('%s are not counted with it', async (_, set, comments) => {
    await three();
    await server.asOwner(`UPDATE conflicts.signal SET ${set}`);
    await fourth();
    expect(await signals()).toMatchObject([{ facts: { comments } }]);
  });

  async function taken(state: 'open' | 'closed'): Promise<string> {
    await three();
    const conflict = randomUUID();
    serial += 1;
    const closed = state === 'closed' ? "'solved', now(), '{}', now()" : 'NULL, NULL, NULL, NULL';
    await server.asOwner(
      `INSERT INTO conflicts.conflict (id, number, title, trigger, risk, state, outcome, closed_at, errors, reviewed_at, opened_at, opened_by_name,
         rule_id, rule_version, term_from, due_at)
       VALUES ('${conflict}', 'К-${serial}', 'Лёд', 'anger', 'medium', '${state}', ${closed}, now(), 'Пробный', 'rule', '1', now(), now());
       UPDATE conflicts.signal SET state = 'taken', conflict_id = '${conflict}', decided_at = now()`,
    );
    return conflict;
  }
  const history = (conflict: string) =>
    hearing.ask(
      `SELECT version, (SELECT array_agg(what ORDER BY serial) FROM conflicts.event WHERE conflict_id = id) AS told FROM conflicts.conflict WHERE id = $1`,
      [conflict],
    );

  test('are said in the history of the conflict it was taken into, once in a row', async () => {
    const conflict = await taken('open');
    await fourth();
    await tell('eve', '11:40');
    expect(await signals()).toMatchObject([{ facts: { comments: 5 } }]);
    expect(await history(conflict)).toEqual([{ version: 3, told: ['Недовольство растёт'] }]);
    const [signal] = await signals();
    const grow = (words: string, conflictId = conflict) =>
      asSystem(server, (ctx) =>
        growSignal(
          ctx,
          { id: String(signal?.id), conflictId },
          { facts: signal?.facts as never, lastAt: at('11:00'), words },
        ),
      );
    await grow('Ответили, но поздно');
    await grow('Недовольство растёт');
    expect(await history(conflict)).toMatchObject([
      { told: ['Недовольство растёт', 'Ответили, но поздно', 'Недовольство растёт'] },
    ]);
    // What another conflict was told last is its own.
    const other = await taken('open');
    await grow('Недовольство растёт', other);
    expect(await history(other)).toMatchObject([{ told: ['Недовольство растёт'] }]);
  });

  test('are not counted with a conflict that is closed', async () => {
    const conflict = await taken('closed');
    await fourth();
    expect(await signals()).toMatchObject([{ facts: { comments: 3 } }]);
    expect(await history(conflict)).toEqual([{ version: 1, told: null }]);
  });
});

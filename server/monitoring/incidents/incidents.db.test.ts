import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NetworkPage } from '../../../shared/contract/base/networks.ts';
import * as replies from '../../../shared/contract/monitoring/incident-replies.ts';
import * as contract from '../../../shared/contract/monitoring/incidents.ts';
import {
  addPage,
  deliverEvent,
  joinNetwork,
  makePost,
  readingOf,
  tellNetwork,
} from '../../../tests/support/networks/told-network.ts';
import { makeUnit } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { NetworkFailure, type SeenPost } from '../../base/networks/index.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { forgetWordsJob } from './retention.ts';

const network = tellNetwork();
let server: TestServer;
let page: NetworkPage;
let operator: string;
let chair: string;
let unitId: string;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  joinNetwork(server, network);
  page = await addPage(server, await signInAs(server, 'admin'));
  operator = await signInAs(server, 'operator');
  chair = await signInAs(server, 'chair');
  unitId = await makeUnit(server, 'Дорожная служба', 'roads-service');
});
afterAll(() => server.close());

let count = 0;
/** A comment of a stranger under our post, taken in: its incident. */
async function comment(given: Partial<SeenPost> = {}): Promise<contract.IncidentCard> {
  count += 1;
  const post = makePost({ id: `c-${count}`, authorId: `author-${count}`, ...given });
  expect(await deliverEvent(server, page, readingOf(`event-${count}`, { fact: 'seen', post }))).toBe(200);
  await server.drain();
  return find(post.id);
}

async function find(externalId: string): Promise<contract.IncidentCard> {
  const { rows } = await server.app.pool.query(
    `SELECT incident_id FROM incidents.member JOIN posts.post ON post.id = post_id WHERE external_id = '${externalId}'`,
  );
  return server.call(contract.readIncident, { params: { id: rows[0].incident_id } }, operator);
}

const read = (id: string, cookie = operator) =>
  server.call(contract.readIncident, { params: { id } }, cookie);

const sort = (card: contract.IncidentCard, given: object = {}) =>
  server.call(
    contract.sortIncident,
    {
      params: { id: card.id },
      body: {
        version: card.version,
        factId: card.offer.topics[0]!.factId,
        place: { address: 'Титова, 14' },
        importance: 'normal',
        unitId: null,
        ...given,
      },
    },
    operator,
  );

const draft = (card: contract.IncidentCard, given: object = {}, cookie = operator) =>
  server.call(
    replies.draftReply,
    {
      params: { id: card.id },
      body: {
        version: card.version,
        postId: card.talk.find(({ isMember }) => isMember)!.id,
        pageId: page.id,
        text: 'Здравствуйте! Воду дадут сегодня к 18:00.',
        ...given,
      },
    },
    cookie,
  );

const approve = (card: contract.IncidentCard, cookie = chair) =>
  server.call(
    replies.approveReply,
    { params: { id: card.id, reply: card.replies[0]!.id }, body: { version: card.version } },
    cookie,
  );

describe('what is written to a page of ours', () => {
  test('waits for a look half an hour of duty and for an answer eight working hours', async () => {
    const card = await comment({ text: 'Когда на Титова, 14 уберут ветки после опиловки?' });
    expect(card).toMatchObject({
      status: 'captured',
      number: expect.stringMatching(/^И-2026-11-\d{4}$/u),
      isSorted: false,
      can: expect.arrayContaining(['sort', 'dismiss', 'convert']),
    });
    expect(card.terms.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['answer', '2026-11-25T08:00:00.000Z'],
      ['look', '2026-11-24T09:30:00.000Z'],
    ]);
    expect(card.offer.address).toMatch(/Титова, 14/u);
    expect(card.talk[0]?.sights).toHaveLength(1);
  });

  test('is one incident, however often it is told', async () => {
    const card = await comment();
    const post = makePost({ id: `c-${count}`, authorId: `author-${count}` });
    for (const key of ['again-1', 'again-2', 'again-1'])
      await deliverEvent(server, page, readingOf(`${key}-${count}`, { fact: 'seen', post }));
    await server.drain();
    expect((await find(post.id)).id).toBe(card.id);
    expect((await read(card.id)).talk[0]?.sights).toHaveLength(1);
  });

  test('never becomes one where the page itself wrote it', async () => {
    const post = makePost({
      id: 'own-word',
      isOwn: true,
      authorId: '-1',
      text: 'Мы уже едем, на Титова аварийная бригада',
    });
    await deliverEvent(server, page, readingOf('own-word', { fact: 'seen', post }));
    await server.drain();
    const { rows } = await server.app.pool.query(
      "SELECT is_own, (SELECT count(*)::int FROM incidents.member WHERE post_id = post.id) AS n FROM posts.post WHERE external_id = 'own-word'",
    );
    expect(rows).toEqual([{ is_own: true, n: 0 }]);
  });

  test('keeps how it looked when it is edited, deleted and told out of order', async () => {
    const id = 'edited';
    const first = makePost({ id, text: 'На Титова, 14 нет воды', authorId: 'editor' });
    const edited = {
      ...first,
      text: 'На Титова, 14 воды нет вторые сутки',
      editedAt: new Date('2026-11-24T08:58:00Z'),
    };
    await deliverEvent(
      server,
      page,
      readingOf('gone', { fact: 'gone', id, at: new Date('2026-11-24T08:59:00Z'), by: 'author' }),
    );
    await deliverEvent(server, page, readingOf('edit', { fact: 'seen', post: edited }));
    await deliverEvent(server, page, readingOf('birth', { fact: 'seen', post: first, isBirth: true }));
    await server.drain();
    const card = await find(id);
    const shown = card.talk.find((post) => post.text.includes('вторые сутки'));
    expect(shown).toMatchObject({ goneAt: '2026-11-24T08:59:00.000Z', goneBy: 'author' });
    expect(shown?.sights.map(({ text }) => text).toSorted()).toEqual([first.text, edited.text].toSorted());
    // An absence from a list is no word of the network: only `restored` brings it back.
    await deliverEvent(
      server,
      page,
      readingOf('back', { fact: 'restored', id, at: new Date('2026-11-24T09:01:00Z') }),
    );
    await server.drain();
    expect((await find(id)).talk.find((post) => post.text.includes('вторые сутки'))?.goneAt).toBeNull();
  });

  test('of somebody else’s wall is nothing to us where no rule finds it', async () => {
    const other = await addPage(server, await signInAs(server, 'admin'), {
      externalId: '-77',
      isOwn: false,
      title: 'Двор',
    });
    const post = makePost({
      id: 'foreign',
      kind: 'post',
      threadId: 'foreign',
      parentId: null,
      pageId: '-77',
      text: 'Кто потерял ключи с синим брелоком?',
    });
    await deliverEvent(server, other, readingOf('foreign', { fact: 'seen', post }));
    await server.drain();
    const { rows } = await server.app.pool.query(
      "SELECT count(*)::int AS n FROM incidents.member JOIN posts.post ON post.id = post_id WHERE external_id = 'foreign'",
    );
    expect(rows).toEqual([{ n: 0 }]);
  });
});

describe('a person', () => {
  test('sorts it: whose, where, how urgent; the look is over, the term to answer is by the importance', async () => {
    const card = await sort(await comment(), { unitId, importance: 'high' });
    expect(card).toMatchObject({ status: 'sent', isSorted: true, unitId, importance: 'high' });
    const terms = Object.fromEntries(card.terms.map((term) => [term.kind, term]));
    expect(terms.look?.endedAt).toBe('2026-11-24T09:00:00.000Z');
    expect(terms.answer?.dueAt).toBe('2026-11-24T13:00:00.000Z');
  });

  test('dismisses it with a reason and takes that back; a broken term stays broken', async () => {
    const card = await comment();
    server.setNow('2026-11-24T10:00:00Z');
    const dismiss = { params: { id: card.id }, body: { version: card.version, reason: 'opinion' as const } };
    const gone = await server.call(contract.dismissIncident, dismiss, operator);
    expect(gone).toMatchObject({ status: 'dismissed', dismissReason: 'opinion', term: null });
    expect(gone.terms.find(({ kind }) => kind === 'look')).toMatchObject({ isBroken: true });
    expect((await server.fail(contract.dismissIncident, dismiss, operator)).code).toBe(
      'lib.changed-meanwhile',
    );
    const back = await server.call(
      contract.restoreIncident,
      { params: { id: card.id }, body: { version: gone.version } },
      operator,
    );
    expect(back).toMatchObject({ status: 'captured', dismissReason: null });
    server.setNow('2026-11-24T09:00:00Z');
  });

  test('merges two of one matter and takes it back; splits what does not belong', async () => {
    const one = await comment({ text: 'Титова, 14: нет горячей воды второй день' });
    const two = await comment({ text: 'Нет горячей воды на Титова, 14, когда дадут?' });
    expect(two.offer.like.map(({ id }) => id)).toContain(one.id);
    expect(two.offer.like.find(({ id }) => id === one.id)?.why.join()).toMatch(/место|слова/u);
    const merged = await server.call(
      contract.mergeIncident,
      { params: { id: two.id }, body: { version: two.version, intoId: one.id } },
      operator,
    );
    expect(merged).toMatchObject({ id: one.id, posts: 2 });
    const from = await read(two.id);
    expect(from).toMatchObject({ status: 'merged', mergedInto: { id: one.id } });
    const back = await server.call(
      contract.restoreIncident,
      { params: { id: two.id }, body: { version: from.version } },
      operator,
    );
    expect(back).toMatchObject({ status: 'captured', posts: 1, mergedInto: null });
    const again = await server.call(
      contract.mergeIncident,
      { params: { id: back.id }, body: { version: back.version, intoId: one.id } },
      operator,
    );
    const second = again.talk.find(({ isMember, text }) => isMember && text.includes('когда дадут'));
    const { kept, apart } = await server.call(
      contract.splitIncident,
      { params: { id: again.id }, body: { version: again.version, postIds: [second!.id] } },
      operator,
    );
    expect([kept.posts, apart.posts, apart.status]).toEqual([1, 1, 'captured']);
  });

  test('makes a case of it: words, link, place go over, and no term of 59-ФЗ begins', async () => {
    const card = await sort(await comment());
    const made = await server.call(
      contract.convertIncident,
      { params: { id: card.id }, body: { version: card.version } },
      operator,
    );
    expect(made).toMatchObject({ status: 'converted', caseNumber: expect.stringMatching(/^2026-11-/u) });
    const { rows } = await server.app.pool.query(
      'SELECT regime, channel, body FROM cases.case_file WHERE id = $1',
      [made.caseId],
    );
    expect(rows[0]).toMatchObject({ regime: 'open_source', channel: 'social_comment' });
    expect(rows[0].body).toContain('https://network.example/');
  });

  test('pastes a link; the same link again is the same incident, counters of followers aside', async () => {
    const body = {
      url: 'https://somewhere.example/post/1?utm_source=x',
      text: 'На Титова яма, уже два колеса пробили',
      authorName: 'Двор',
      postedAt: '2026-11-24T08:00:00Z',
    };
    const first = await server.call(contract.pasteIncident, { body }, operator);
    expect(first).toMatchObject({ isKnown: false, incident: { status: 'captured' } });
    const again = { ...body, url: 'https://somewhere.example/post/1' };
    expect(await server.call(contract.pasteIncident, { body: again }, operator)).toMatchObject({
      isKnown: true,
      incident: { id: first.incident.id },
    });
  });
});

describe('an answer', () => {
  test('is let out by another than its author, stands under the post, and ends the term', async () => {
    const card = await draft(await sort(await comment(), { unitId }));
    expect(card).toMatchObject({ status: 'approval', replies: [{ state: 'approval' }] });
    const chairs = await draft(await sort(await comment(), { unitId }), {}, chair);
    expect(
      (
        await server.fail(
          replies.approveReply,
          { params: { id: chairs.id, reply: chairs.replies[0]!.id }, body: { version: chairs.version } },
          chair,
        )
      ).detail,
    ).toMatch(/другой человек/u);
    await approve(card);
    await server.drain();
    const answered = await read(card.id);
    expect(answered).toMatchObject({
      status: 'published',
      replies: [{ state: 'published', publishedUrl: expect.stringMatching(/^https/u) }],
    });
    expect(answered.terms.find(({ kind }) => kind === 'answer')).toMatchObject({ isBroken: false });
    expect(network.said.at(-1)).toMatchObject({ page: '-1', to: { kind: 'comment' } });
  });

  test('goes on as a dialogue when its author writes again, with four working hours', async () => {
    const card = await approve(
      await draft(await sort(await comment({ authorId: 'talker', threadId: 'post-9' }))),
    );
    await server.drain();
    const post = makePost({
      id: 'next-word',
      authorId: 'talker',
      threadId: 'post-9',
      text: 'Спасибо! А отопление?',
    });
    await deliverEvent(server, page, readingOf('next-word', { fact: 'seen', post }));
    await server.drain();
    const dialogue = await read(card.id);
    expect(dialogue).toMatchObject({ status: 'dialogue', posts: 2 });
    expect(dialogue.term).toMatchObject({ kind: 'follow-up', dueAt: '2026-11-24T13:00:00.000Z' });
  });

  test('whose fate nobody knows goes to a person and is never said twice', async () => {
    const card = await draft(await sort(await comment()));
    network.isBlind = true;
    network.fail.next = { when: 'after', failure: new NetworkFailure('unknown', 'Ответ сети не получен') };
    const said = network.said.length;
    await approve(card);
    await server.drain();
    await server.drain();
    const lost = await read(card.id);
    expect(lost.replies[0]).toMatchObject({ state: 'unknown', can: ['settle'] });
    expect(network.said.length).toBe(said + 1);
    await server.call(
      replies.settleReply,
      {
        params: { id: card.id, reply: lost.replies[0]!.id },
        body: { version: lost.version, as: 'published', url: 'https://network.example/found' },
      },
      operator,
    );
    await server.drain();
    expect(await read(card.id)).toMatchObject({
      status: 'published',
      replies: [{ state: 'published', publishedUrl: 'https://network.example/found' }],
    });
    expect(network.said.length).toBe(said + 1);
    network.isBlind = false;
  });

  test('let out urgently by its author alone says why, and waits for another to look', async () => {
    const card = await sort(await comment());
    const refused = await server.fail(
      replies.draftReply,
      {
        params: { id: card.id },
        body: {
          version: card.version,
          postId: card.talk.find(({ isMember }) => isMember)!.id,
          pageId: page.id,
          text: 'Осторожно, провод!',
          as: 'urgent',
        },
      },
      operator,
    );
    expect(refused.fields).toHaveProperty('urgentReason');
    await draft(card, { as: 'urgent', urgentReason: 'Ночь, оборван провод' });
    await server.drain();
    const out = await read(card.id, chair);
    expect(out.replies[0]).toMatchObject({ state: 'published', isUrgent: true, can: ['review'] });
    const reviewed = await server.call(
      replies.reviewReply,
      { params: { id: card.id, reply: out.replies[0]!.id }, body: { version: out.version } },
      chair,
    );
    expect(reviewed.replies[0]?.reviewedBy).toBeTruthy();
  });

  test('that is interim names a day, and the final one is due by it', async () => {
    const card = await sort(await comment());
    await approve(await draft(card, { isInterim: true, promisedOn: '2026-11-27' }));
    await server.drain();
    const interim = await read(card.id);
    expect(interim).toMatchObject({
      status: 'interim',
      term: { kind: 'final', dueAt: '2026-11-27T18:59:59.000Z' },
    });
  });

  test.each([
    ['longer than the network takes', { text: 'а'.repeat(1001) }, 'text'],
    ['interim without a day', { isInterim: true }, 'promisedOn'],
    ['with a day that is not interim', { promisedOn: '2026-11-27' }, 'promisedOn'],
    ['under a post of another incident', { postId: '00000000-0000-4000-8000-000000000000' }, 'postId'],
    ['by a page that is none', { pageId: '00000000-0000-4000-8000-000000000000' }, 'pageId'],
  ])('%s is refused', async (_, given, field) => {
    const card = await sort(await comment());
    const problem = await server.fail(
      replies.draftReply,
      {
        params: { id: card.id },
        body: {
          version: card.version,
          postId: card.talk.find(({ isMember }) => isMember)!.id,
          pageId: page.id,
          text: 'Ответ',
          ...given,
        },
      },
      operator,
    );
    expect(Object.keys(problem.fields ?? {})).toContain(field);
  });
});

describe('words', () => {
  test('of a dismissed opinion go everywhere they stand when their term is over', async () => {
    const canary = 'Канарейкин мнение о погоде';
    const card = await comment({ text: canary, authorName: 'Кенарь Пробный', authorId: 'canary-author' });
    await server.call(
      contract.dismissIncident,
      { params: { id: card.id }, body: { version: card.version, reason: 'opinion' } },
      operator,
    );
    server.setNow('2026-12-02T09:00:00Z');
    await runMutation(
      server.app.services,
      { actor: { kind: 'system', name: 'test' }, requestId: 't', ip: '' },
      async (ctx) => ctx.enqueue(forgetWordsJob, {}),
    );
    await server.drain();
    const { rows: columns } = await server.asOwner(`
      SELECT table_schema, table_name, column_name FROM information_schema.columns
      JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
        AND data_type IN ('text', 'jsonb', 'json', 'ARRAY', 'character varying', 'tsvector')`);
    const asked = columns.map(
      ({ table_schema: schema, table_name: table, column_name: column }) =>
        `SELECT '${schema}.${table}.${column}' AS place FROM "${schema}"."${table}" WHERE "${column}"::text ~* 'канарейкин|canary-author|кенарь'`,
    );
    const { rows: found } = await server.asOwner(asked.join(' UNION '));
    expect(found).toEqual([]);
    const left = await read(card.id);
    expect(left.talk.find(({ isMember }) => isMember)).toMatchObject({ isForgotten: true, text: '' });
    server.setNow('2026-11-24T09:00:00Z');
  });

  test('of evidence are changed by nobody', async () => {
    await comment();
    await expect(server.asOwner("UPDATE posts.sight SET text = 'другое' WHERE serial = 1")).rejects.toThrow(
      /never changed/u,
    );
    await expect(server.asOwner('DELETE FROM posts.sight')).rejects.toThrow(/never changed/u);
  });
});

describe('who sees it', () => {
  test('an executor sees what was sent to their unit and nothing else', async () => {
    const executor = await signInAs(server, 'executor', { unitId });
    const theirs = await sort(await comment(), { unitId });
    const other = await comment();
    expect((await read(theirs.id, executor)).can).toEqual(
      expect.arrayContaining(['take', 'refuse', 'draft']),
    );
    expect((await server.fail(contract.readIncident, { params: { id: other.id } }, executor)).code).toBe(
      'lib.not-found',
    );
    const { incidents } = await server.call(contract.listIncidents, { query: { limit: 200 } }, executor);
    expect(incidents.map(({ id }) => id)).toContain(theirs.id);
    expect(incidents.map(({ id }) => id)).not.toContain(other.id);
    expect((await server.call(contract.countIncidents, {}, executor)).tabs.open).toBe(incidents.length);
  });

  test('the desk is paged by the term whole, nothing twice', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const reply: { incidents: { id: string }[]; next: string | null } = await server.call(
        contract.listIncidents,
        { query: { limit: 5, ...(cursor && { cursor }) } },
        operator,
      );
      seen.push(...reply.incidents.map(({ id }) => id));
      cursor = reply.next ?? undefined;
    } while (cursor);
    const { tabs } = await server.call(contract.countIncidents, {}, operator);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(tabs.open);
  });

  test('its evidence is a file that names what it holds by its print', async () => {
    const card = await comment({ text: 'Свет моргает на Титова, 14' });
    const reply = await server.inject({
      method: 'GET',
      url: `/api/incidents/${card.id}/evidence`,
      headers: { cookie: operator, 'x-otklik': '1' },
    });
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toMatch(/^WARC\/1\.1\r\nWARC-Type: warcinfo\r\n/u);
    expect(reply.body).toContain('Свет моргает на Титова, 14');
    expect(reply.body).toContain(card.talk.find(({ isMember }) => isMember)!.sights[0]!.sha256);
  });
});

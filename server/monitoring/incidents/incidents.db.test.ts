import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as acts from '../../../shared/contract/monitoring/incident-acts.ts';
import * as contract from '../../../shared/contract/monitoring/incidents.ts';
import { type IncidentDesk, openIncidentDesk } from '../../../tests/support/networks/incident-desk.ts';
import { addPage, deliverEvent, makePost, readingOf } from '../../../tests/support/networks/told-network.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

let desk: IncidentDesk;

beforeAll(async () => {
  desk = await openIncidentDesk();
});
afterAll(() => desk.server.close());

/** Incidents behind a number. */
const told = async (number: string): Promise<string[]> => {
  const query = { told: number, limit: 200 };
  const { incidents } = await desk.server.call(contract.listIncidents, { query }, desk.operator);
  return incidents.map(({ id }) => id);
};

describe('what is written to a page of ours', () => {
  test('waits for a look half an hour of duty and for an answer eight working hours', async () => {
    const card = await desk.comment({ text: 'Когда на Титова, 14 уберут ветки после опиловки?' });
    expect(card).toMatchObject({
      status: 'captured',
      number: expect.stringMatching(/^И-2026-11-\d{4}$/u),
      isSorted: false,
      can: expect.arrayContaining(['sort', 'dismiss', 'convert']),
    });
    const overdue = (at: string) => {
      desk.server.setNow(at);
      return told('overdue:2026-11-24:2026-11-24');
    };
    expect(await overdue('2026-11-24T09:30:00Z')).not.toContain(card.id);
    expect(await overdue('2026-11-24T09:30:01Z')).toContain(card.id);
    desk.server.setNow('2026-11-24T09:00:00Z');
    expect(card.terms.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['answer', '2026-11-25T08:00:00.000Z'],
      ['look', '2026-11-24T09:30:00.000Z'],
    ]);
    expect(card.offer.address).toMatch(/Титова, 14/u);
    expect(card.talk[0]?.sights).toHaveLength(1);
  });

  test('is one incident, however often it is told', async () => {
    const post = makePost({ id: 'told-again', authorId: 'teller' });
    const card = await desk.comment(post);
    for (const key of ['again-1', 'again-2', 'again-1'])
      await deliverEvent(desk.server, desk.page, readingOf(key, { fact: 'seen', post }));
    await desk.server.drain();
    expect((await desk.find(post.id)).id).toBe(card.id);
    expect((await desk.read(card.id)).talk[0]?.sights).toHaveLength(1);
  });

  test('is one without words too: a photo alone asks for a look', async () => {
    const card = await desk.comment({ text: '', pictures: ['https://network.example/photo.jpg'] });
    expect(card).toMatchObject({ status: 'captured', title: 'Без слов' });
  });

  test('never becomes one where the page itself wrote it', async () => {
    const post = makePost({
      id: 'own-word',
      isOwn: true,
      authorId: '-1',
      text: 'Мы уже едем, на Титова аварийная бригада',
    });
    await deliverEvent(desk.server, desk.page, readingOf('own-word', { fact: 'seen', post }));
    await desk.server.drain();
    const { rows } = await desk.server.app.pool.query(
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
      desk.server,
      desk.page,
      readingOf('gone', { fact: 'gone', id, at: new Date('2026-11-24T08:59:00Z'), by: 'author' }),
    );
    await deliverEvent(desk.server, desk.page, readingOf('edit', { fact: 'seen', post: edited }));
    await deliverEvent(
      desk.server,
      desk.page,
      readingOf('birth', { fact: 'seen', post: first, isBirth: true }),
    );
    await desk.server.drain();
    const card = await desk.find(id);
    const shown = card.talk.find((post) => post.text.includes('вторые сутки'));
    expect(shown).toMatchObject({ goneAt: '2026-11-24T08:59:00.000Z', goneBy: 'author' });
    expect(shown?.sights.map(({ text }) => text).toSorted()).toEqual([first.text, edited.text].toSorted());
    // An absence from a list is no word of the network: only `restored` brings it back.
    await deliverEvent(
      desk.server,
      desk.page,
      readingOf('back', { fact: 'restored', id, at: new Date('2026-11-24T09:01:00Z') }),
    );
    await desk.server.drain();
    expect((await desk.find(id)).talk.find((post) => post.text.includes('вторые сутки'))?.goneAt).toBeNull();
  });

  test('of somebody else’s wall is nothing to us where no rule finds it', async () => {
    const other = await addPage(desk.server, await signInAs(desk.server, 'admin'), {
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
    await deliverEvent(desk.server, other, readingOf('foreign', { fact: 'seen', post }));
    await desk.server.drain();
    const { rows } = await desk.server.app.pool.query(
      "SELECT count(*)::int AS n FROM incidents.member JOIN posts.post ON post.id = post_id WHERE external_id = 'foreign'",
    );
    expect(rows).toEqual([{ n: 0 }]);
  });
});

describe('the feed is searched', () => {
  test('by words in any form, a slip forgiven, of the post, its title and its place, and by number', async () => {
    const operator = await signInAs(desk.server, 'operator');
    const card = await desk.comment({
      text: 'Добрый день. Во дворе поставили карусель, а она уже шатается',
      authorId: 'carousel',
    });
    const other = await desk.comment({ text: 'На Титова, 14 подтопило подвал', authorId: 'cellar' });
    const find = async (q: string): Promise<string[]> => {
      const { incidents } = await desk.server.call(contract.listIncidents, { query: { q } }, operator);
      return incidents.map(({ id }) => id);
    };
    for (const q of [
      'карусели',
      'шатались',
      'двор карус',
      card.number,
      card.number.toLowerCase(),
      card.number.slice(-4),
    ])
      expect(await find(q), q).toEqual([card.id]);
    expect(await find('подвал Титова')).toEqual([other.id]);
    for (const q of ['карусель подвал', 'аттракцион', '%', "'", 'и-2026-11-9999'])
      expect(await find(q), q).toEqual([]);
    // Of the same matter is what says the same words, and not what another incident says.
    const again = await desk.comment({
      text: 'Подвал на Титова, 14 подтопило, воды по колено',
      authorId: 'wet',
    });
    expect(again.offer.like.find(({ id }) => id === other.id)?.why.join()).toMatch(/слова: подвал/u);
  });
});

describe('a person', () => {
  test('sorts it: whose, where, how urgent; the look is over, the term to answer is by the importance', async () => {
    const card = await desk.sort(await desk.comment(), { unitId: desk.unitId, importance: 'high' });
    expect(card).toMatchObject({ status: 'sent', isSorted: true, unitId: desk.unitId, importance: 'high' });
    const terms = Object.fromEntries(card.terms.map((term) => [term.kind, term]));
    expect(terms.look?.endedAt).toBe('2026-11-24T09:00:00.000Z');
    expect(terms.answer?.dueAt).toBe('2026-11-24T13:00:00.000Z');
    const take = { params: { id: card.id }, body: { version: card.version } };
    const taken = await desk.server.call(acts.takeIncident, take, desk.operator);
    expect(taken).toMatchObject({ status: 'accepted', unitId: desk.unitId });
    expect(taken.history[0]?.what).toBe('Принят в работу');
    expect((await desk.server.fail(acts.takeIncident, take, desk.operator)).code).toMatch(/^lib\./u);
  });

  test('dismisses it with a reason and takes that back; a broken term stays broken', async () => {
    const card = await desk.comment();
    desk.server.setNow('2026-11-24T10:00:00Z');
    const dismiss = { params: { id: card.id }, body: { version: card.version, reason: 'opinion' as const } };
    const gone = await desk.server.call(acts.dismissIncident, dismiss, desk.operator);
    expect(gone).toMatchObject({ status: 'dismissed', dismissReason: 'opinion', term: null });
    // Nobody answers it now: that term is none.
    expect(gone.terms).toMatchObject([{ kind: 'look', isBroken: true }]);
    expect((await desk.server.fail(acts.dismissIncident, dismiss, desk.operator)).code).toBe(
      'lib.changed-meanwhile',
    );
    const back = await desk.server.call(
      acts.restoreIncident,
      { params: { id: card.id }, body: { version: gone.version } },
      desk.operator,
    );
    expect(back).toMatchObject({ status: 'captured', dismissReason: null });
    desk.server.setNow('2026-11-24T09:00:00Z');
  });

  test('closes what nobody answered and opens it again: it waits for an answer, and is no dialogue', async () => {
    const card = await desk.sort(await desk.comment());
    const close = { params: { id: card.id }, body: { version: card.version, reason: 'Позвонили, всё есть' } };
    const closed = await desk.server.call(acts.closeIncident, close, desk.operator);
    expect(closed).toMatchObject({ status: 'closed', term: null });
    const again = { params: { id: card.id }, body: { version: closed.version } };
    const open = await desk.server.call(acts.restoreIncident, again, desk.operator);
    expect(open).toMatchObject({ status: 'sorted', closeReason: null });
  });

  test('merges two of one matter and takes it back; splits what does not belong', async () => {
    const one = await desk.comment({ text: 'Титова, 14: нет горячей воды второй день' });
    const two = await desk.comment({ text: 'Нет горячей воды на Титова, 14, когда дадут?' });
    expect(two.offer.like.map(({ id }) => id)).toContain(one.id);
    expect(two.offer.like.find(({ id }) => id === one.id)?.why.join()).toMatch(/место|слова/u);
    const merged = await desk.server.call(
      acts.mergeIncident,
      { params: { id: two.id }, body: { version: two.version, intoId: one.id } },
      desk.operator,
    );
    expect(merged).toMatchObject({ id: one.id, posts: 2 });
    const from = await desk.read(two.id);
    expect(from).toMatchObject({ status: 'merged', mergedInto: { id: one.id } });
    const back = await desk.server.call(
      acts.restoreIncident,
      { params: { id: two.id }, body: { version: from.version } },
      desk.operator,
    );
    expect(back).toMatchObject({ status: 'captured', posts: 1, mergedInto: null });
    const again = await desk.server.call(
      acts.mergeIncident,
      { params: { id: back.id }, body: { version: back.version, intoId: one.id } },
      desk.operator,
    );
    const second = again.talk.find(({ isMember, text }) => isMember && text.includes('когда дадут'));
    const { kept, apart } = await desk.server.call(
      acts.splitIncident,
      { params: { id: again.id }, body: { version: again.version, postIds: [second!.id] } },
      desk.operator,
    );
    expect([kept.posts, apart.posts, apart.status]).toEqual([1, 1, 'captured']);
    expect(kept.history[0]?.what).toBe('Отделено записей: 1');
  });

  test('makes a case of it: words, link, place go over, and no term of 59-ФЗ begins', async () => {
    // A point beside the address: where it was put, and not where its house stands.
    const point = { lat: 56.41, lon: 61.93 };
    const place = { ...point, address: 'Титова, 14' };
    const card = await desk.sort(await desk.comment(), { place });
    const made = await desk.server.call(
      acts.convertIncident,
      { params: { id: card.id }, body: { version: card.version } },
      desk.operator,
    );
    expect(made).toMatchObject({ status: 'converted', caseNumber: expect.stringMatching(/^2026-11-/u) });
    const { rows } = await desk.server.app.pool.query(
      'SELECT regime, channel, body, lat, lon FROM cases.case_file WHERE id = $1',
      [made.caseId],
    );
    expect(rows[0]).toMatchObject({ regime: 'open_source', channel: 'social_comment', ...point });
    expect(await told('received:2026-11-24:2026-11-24')).toContain(card.id);
    const alone = await told('received:2026-11-24:2026-11-24:alone');
    expect(alone).not.toContain(card.id);
    expect(alone.length).toBeGreaterThan(0);
    expect(rows[0].body).toContain('https://network.example/');
    // Nobody looks at what became a case: its author's next words are looked at anew.
    const author = { authorId: 'of-a-case', threadId: 'post-of-a-case' };
    const first = await desk.sort(await desk.comment(author));
    await desk.server.call(
      acts.convertIncident,
      { params: { id: first.id }, body: { version: first.version } },
      desk.operator,
    );
    const next = await desk.comment({ ...author, text: 'А когда приедут на Титова, 14?' });
    expect(next.id).not.toBe(first.id);
    expect(next.status).toBe('captured');
  });

  test('pastes a link; the same link again is the same incident, counters of followers aside', async () => {
    const body = {
      url: 'https://somewhere.example/post/1?utm_source=x',
      text: 'На Титова яма, уже два колеса пробили',
      authorName: 'Двор',
      postedAt: '2026-11-24T08:00:00Z',
    };
    const first = await desk.server.call(acts.pasteIncident, { body }, desk.operator);
    expect(first).toMatchObject({ isKnown: false, incident: { status: 'captured' } });
    const again = { ...body, url: 'https://somewhere.example/post/1' };
    expect(await desk.server.call(acts.pasteIncident, { body: again }, desk.operator)).toMatchObject({
      isKnown: true,
      incident: { id: first.incident.id },
    });
  });
});

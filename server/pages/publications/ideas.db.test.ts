import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listProposals, takeProposals } from '../../../shared/contract/group/working-group-agenda.ts';
import { getPriorities } from '../../../shared/contract/pages/priorities.ts';
import * as acts from '../../../shared/contract/pages/publications-acts.ts';
import { readEffect } from '../../../shared/contract/pages/publications-effect.ts';
import { listIdeas } from '../../../shared/contract/pages/publications-list.ts';
import * as onPages from '../../../shared/contract/pages/publications-variants.ts';
import { itemAt } from '../../../shared/lists.ts';
import { makeGroup, makeMeeting, readMeeting } from '../../../tests/support/group/group.ts';
import { deliverEvent, makePost, readingOf } from '../../../tests/support/networks/told-network.ts';
import {
  FRIDAY_TEN,
  openPublicationDesk,
  type PublicationDesk,
} from '../../../tests/support/pages/publication-desk.ts';
import { WEDNESDAY } from '../../../tests/support/pages/register-desk.ts';
import {
  type PlantedCase,
  plantSolved as plantSolvedIn,
  SOLVED_AT,
} from '../../../tests/support/pages/solved-case.ts';
import { plantCases } from '../../../tests/support/plant.ts';

let desk: PublicationDesk;
let server: PublicationDesk['server'];
let editor: string;
beforeAll(async () => {
  desk = await openPublicationDesk();
  ({ server, editor } = desk);
});
afterAll(() => server.close());

const database = () => server.app.services.database;
const plantSolved = (given?: object, released?: boolean | null) => plantSolvedIn(server, given, released);

const ideasOf = async ({ id }: PlantedCase) =>
  (await server.call(listIdeas, {}, editor)).ideas.filter((one) => one.id === id);
const begin = (id: string, given: object = {}) =>
  server.call(
    acts.beginFromSource,
    { body: { kind: 'case', id, pageIds: [desk.connected], ...given } },
    editor,
  );

describe('what there is to tell of', () => {
  test('what was solved within a month and everybody may read of, once', async () => {
    server.setNow(WEDNESDAY);
    const fresh = await plantSolved();
    expect(await ideasOf(fresh)).toEqual([
      {
        kind: 'case',
        id: fresh.id,
        title: `№ ${fresh.number}`,
        start: 'Яму заделали литым асфальтом',
        address: 'ул. Титова, 5',
        at: '2026-11-20T09:00:00.000Z',
        residents: 3,
        before: expect.any(String),
        after: expect.any(String),
      },
    ]);
    expect(await ideasOf(await plantSolved({ published_at: null }))).toEqual([]);
    expect(await ideasOf(await plantSolved({ outcome: 'explained' }))).toEqual([]);
    expect(await ideasOf(await plantSolved({ answered_at: '2026-10-26T06:59:59Z' }))).toEqual([]);
    const { id } = await begin(fresh.id);
    expect(await ideasOf(fresh)).toEqual([]);
    const card = await desk.read(id);
    await server.call(
      acts.cancelPublication,
      { params: { id }, body: { version: card.version, reason: 'Не о том' } },
      editor,
    );
    expect(await ideasOf(fresh)).toHaveLength(1);
  });

  test('a draft says what was done and nothing that leads to a person', async () => {
    server.setNow(WEDNESDAY);
    const { id, number } = await plantSolved();
    const card = await begin(id);
    expect(card).toMatchObject({
      state: 'draft',
      source: { kind: 'case', id, title: `№ ${number}` },
      // The card is shown to everybody once it goes out.
      pictures: [
        {
          alt: 'Слева фото до работ, справа после: ул. Титова, 5, 20.11.2026',
          isBorrowed: false,
          isReleased: false,
        },
      ],
    });
    const { rows } = await sql<{ kind: string; width: number; height: number; claimed: boolean }>`
      SELECT kind, width, height, claimed FROM files.v_file WHERE id = ${itemAt(card.pictures, 0).fileId}::uuid`.execute(
      database(),
    );
    expect(rows).toEqual([{ kind: 'jpeg', width: 1600, height: 1200, claimed: true }]);
    const apart = await begin((await plantSolved()).id, { pictures: 'photos' });
    expect(apart.pictures).toMatchObject([
      { alt: 'До, ул. Титова, 5', isBorrowed: true, isReleased: true },
      { alt: 'После, ул. Титова, 5', isBorrowed: true, isReleased: true },
    ]);
    expect(card.text).toMatch(
      /^Вы сообщили — мы сделали\n\nЯму заделали литым асфальтом\nул\. Титова, 5\n\n/u,
    );
    expect(card.text).toMatch(/сообщили 3\sжителя, от сообщения до результата — \d\sрабочих дн/u);
    for (const words of [card.text, card.brief]) expect(words).not.toMatch(/345|Иван|кв\./u);
  });

  test('what everybody may not read of is no piece; a photo that is not shown is not taken', async () => {
    const hidden = await plantSolved({ published_at: null });
    const body = { kind: 'case', id: hidden.id } as const;
    expect(await server.fail(acts.beginFromSource, { body }, editor)).toMatchObject({ status: 409 });
    const dark = await begin((await plantSolved({}, false)).id);
    expect(dark.pictures).toEqual([]);
  });

  test('a photo its case hides meanwhile does not go out', async () => {
    server.setNow(WEDNESDAY);
    const { id } = await plantSolved();
    const card = await begin(id, { dueAt: FRIDAY_TEN, pictures: 'photos' });
    const fileId = itemAt(card.pictures, 0).fileId;
    await database().updateTable('files.file').set({ released: false }).where('id', '=', fileId).execute();
    const refused = await server.fail(
      acts.submitPublication,
      { params: { id: card.id }, body: { version: card.version } },
      editor,
    );
    expect(refused).toMatchObject({
      status: 409,
      detail: expect.stringMatching(/Картинку 1 взяли из дела/u),
    });
  });
});

test('what its case hides, or has in work again meanwhile, is not told of', async () => {
  server.setNow(WEDNESDAY);
  for (const since of [{ published_at: null }, { outcome: null, answered_at: null }]) {
    const { id } = await plantSolved();
    const card = await begin(id, { dueAt: FRIDAY_TEN });
    await database().updateTable('cases.case_file').set(since).where('id', '=', id).execute();
    const asked = { params: { id: card.id }, body: { version: card.version } };
    expect(await server.fail(acts.submitPublication, asked, editor)).toMatchObject({ status: 409 });
  }
});

describe('priorities', () => {
  const tell = async (id: string, text: string) => {
    const post = makePost({
      id,
      kind: 'post',
      threadId: id,
      parentId: null,
      isOwn: true,
      text,
      postedAt: new Date(SOLVED_AT),
    });
    expect(await deliverEvent(server, desk.source, readingOf(`own-${id}`, { fact: 'seen', post }))).toBe(200);
    await server.drain();
  };
  const ask = () => server.call(getPriorities, {}, editor);

  test('of pages nothing is known of they say nothing; else what residents write of stands beside what pages told of', async () => {
    server.setNow('2026-12-20T07:00:00Z');
    expect(await ask()).toMatchObject({ posts: 0, topics: [] });
    server.setNow(WEDNESDAY);
    const of = (fact: string, count: number) =>
      Array.from({ length: count }, () => ({ fact_id: fact, registered_at: '2026-11-20T05:00:00Z' }));
    await plantCases(server, [
      ...of('roads.pavement.pothole', 40),
      ...of('safety.animals.stray', 20),
      ...of('education.conditions.heating', 19),
    ]);
    for (let at = 1; at <= 10; at += 1)
      await tell(
        `p${at}`,
        `Стая собак у школы на Титова, ${at}: отловили пять, остальных ищем. Звоните дежурному.`,
      );
    await tell('p9', 'Поздравляем с праздником!');
    const { posts, unsure, topics } = await ask();
    expect(posts - unsure).toBe(10);
    const topicOf = (received: number) => topics.find((one) => one.received === received);
    expect(topicOf(40)).toMatchObject({ posts: 0, postShare: 0, verdict: 'under' });
    expect(topicOf(20)).toMatchObject({ posts: 10, postShare: 1, verdict: 'even' });
    expect(topicOf(19)).toMatchObject({ posts: 0, verdict: 'few' });
    expect(topics[0]!.received).toBe(40);
    // What is told of too little is put to the working group, and nothing else of it.
    const group = await makeGroup(server);
    const { id } = await makeMeeting(server, group);
    const asked = await server.call(listProposals, { params: { id } }, group.cookies.secretary);
    const told = asked.proposals.filter(({ source }) => source === 'coverage');
    expect(told).toMatchObject([{ title: /приоритетах в социальных сетях: «.*ям/iu, isTaken: false }]);
    expect(told[0]!.note).toMatch(/40.сообщений жителей, 0.записей на страницах/u);
    const { version } = await readMeeting(server, group, id);
    const picks = [{ source: 'coverage' as const, sourceId: told[0]!.sourceId }];
    const taken = await server.call(
      takeProposals,
      { params: { id }, body: { version, picks } },
      group.cookies.secretary,
    );
    expect(taken.agenda.at(-1)).toMatchObject({ source: 'coverage', title: told[0]!.title });
  });
});

describe('once it is out', () => {
  test('whoever wrote and joined is told, once for all its pages', async () => {
    server.setNow(WEDNESDAY);
    const { id, number } = await plantSolved();
    const contact = (email: string, isJoiner: boolean) =>
      sql`INSERT INTO cases.contact (id, case_id, kind, regime, regime_reason, identity, is_joiner, email, received_at)
        VALUES (${randomUUID()}::uuid, ${id}::uuid, 'site_form', 'pos_message', '', 'none', ${isJoiner}, ${email}, ${SOLVED_AT})`.execute(
        database(),
      );
    await contact('author@demo.invalid', false);
    await contact('joiner@demo.invalid', true);
    const pages = { pageIds: [desk.connected, desk.byHand], dueAt: FRIDAY_TEN };
    const card = await desk.approve(await desk.submit(await begin(id, pages)));
    await desk.come();
    const out = await desk.read(card.id);
    const byHand = out.variants.find(({ state }) => state === 'manual');
    await server.call(
      onPages.proveVariant,
      {
        params: { id: byHand!.id },
        body: { version: out.version, url: 'https://ok.ru/topic/1', publishedAt: FRIDAY_TEN },
      },
      editor,
    );
    const { rows } = await sql<{ recipient: string; body: string }>`
      SELECT recipient, text AS body FROM outbox.letter WHERE purpose = 'case-told-of' ORDER BY recipient`.execute(
      database(),
    );
    expect(rows.map(({ recipient }) => recipient)).toEqual(['author@demo.invalid', 'joiner@demo.invalid']);
    expect(rows[0]!.body).toMatch(
      new RegExp(`№ ${number}: о результате написали на странице «Город»: https`, 'u'),
    );
    const told = await sql<{ text: string }>`
      SELECT text FROM cases.event WHERE case_id = ${id}::uuid AND kind = 'publication'`.execute(database());
    expect(told.rows).toHaveLength(1);
  });

  test('it is told whether fewer wrote of its topic, once the windows are over', async () => {
    server.setNow(WEDNESDAY);
    const fact = { fact_id: 'roads.pavement.pothole', district_id: null } as const;
    const { id } = await plantSolved(fact);
    const effect = async (publication: string) =>
      (await server.call(readEffect, { params: { id: publication } }, editor)).effect;
    const card = await desk.approve(await desk.submit(await begin(id, { dueAt: FRIDAY_TEN })));
    expect(await effect(card.id)).toBeNull();
    await desk.come();
    const day = (at: number) => new Date(Date.parse('2026-11-27T06:00:00Z') + at * 86_400_000).toISOString();
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => ({ ...fact, registered_at: day(from + (at % 28)) }));
    await plantCases(server, [...many(-28, 280), ...many(0, 140)]);
    expect(await effect(card.id)).toMatchObject({ verdict: 'soon', judgedOn: '2026-12-25', days: 28 });
    server.setNow('2026-12-25T07:00:00Z');
    expect(await effect(card.id)).toMatchObject({ verdict: 'fewer', after: 140 });
    expect(await effect((await desk.begin()).id)).toBeNull();
  });
});

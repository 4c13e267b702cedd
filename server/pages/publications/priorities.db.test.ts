import { afterAll, beforeAll, expect, test } from 'vitest';
import * as onPages from '../../../shared/contract/pages/publications-variants.ts';
import { deliverEvent, makePost, readingOf } from '../../../tests/support/networks/told-network.ts';
import {
  ofVariant,
  openPublicationDesk,
  type PublicationDesk,
} from '../../../tests/support/pages/publication-desk.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { readCoverage } from './priorities.ts';

/** What residents write of beside what pages tell of, in a span of time. */

let desk: PublicationDesk;
let server: PublicationDesk['server'];
beforeAll(async () => {
  desk = await openPublicationDesk();
  ({ server } = desk);
  server.setNow('2026-11-30T07:00:00Z');
});
afterAll(() => server.close());

const DOGS = 'Стая собак у школы на Титова: отловили пять, остальных ищем. Звоните дежурному.';
const PIT = 'На улице Титова, 14 заделали яму на дороге.';
const covered = (from: string, to: string) =>
  asSystem(server, (ctx) => readCoverage(ctx, { from: new Date(from), to: new Date(to) }));

/** A post of ours a person published, as the piece says it. */
async function publish(text: string, publishedAt: string, url: string): Promise<void> {
  const card = await desk.agreed({
    text,
    variants: [{ pageId: desk.byHand, dueAt: '2026-12-05T05:00:00Z' }],
  });
  await server.call(onPages.proveVariant, ofVariant(card, { url, publishedAt }), desk.editor);
}
/** The same as the program reads it on the connected page. */
async function show(id: string, text: string, postedAt: string, url: string): Promise<void> {
  const post = makePost({
    id,
    text,
    url,
    kind: 'post',
    threadId: id,
    parentId: null,
    isOwn: true,
    postedAt: new Date(postedAt),
  });
  expect(await deliverEvent(server, desk.source, readingOf(`own-${id}`, { fact: 'seen', post }))).toBe(200);
  await server.drain();
}
const messages = (fact: string | null, count: number, at: string, given: object = {}) =>
  Array.from({ length: count }, () => ({ fact_id: fact, registered_at: at, ...given }));

test('of a span in which no page of ours said anything nothing is told', async () => {
  await plantCases(server, messages('roads.pavement.pothole', 30, '2026-09-10T05:00:00Z'));
  expect(await covered('2026-09-01T00:00:00Z', '2026-10-01T00:00:00Z')).toBeNull();
});

test('a post counts from the first moment of a span, not at its end, once whether it was read or we said it', async () => {
  const [from, to] = ['2026-11-10T00:00:00Z', '2026-11-20T00:00:00Z'];
  await publish(PIT, from, 'https://ok.ru/topic/101');
  await publish(PIT, to, 'https://ok.ru/topic/102');
  await publish(PIT, '2026-11-09T23:59:59Z', 'https://ok.ru/topic/103');
  await publish(DOGS, '2026-11-12T05:00:00Z', 'https://ok.ru/topic/104');
  await show('seen', DOGS, '2026-11-12T05:00:00Z', 'https://ok.ru/topic/104');
  await show('vague', 'Доброе утро, город!', '2026-11-13T05:00:00Z', 'https://network.example/vague');
  expect(await covered(from, to)).toMatchObject({ posts: 3, unsure: 1 });
});

test('messages count by their topic, the most frequent first: of the span, none rejected, none of no topic', async () => {
  const [from, to] = ['2026-11-01T00:00:00Z', '2026-11-08T00:00:00Z'];
  await publish(PIT, '2026-11-02T05:00:00Z', 'https://ok.ru/topic/110');
  await publish(PIT, '2026-11-03T05:00:00Z', 'https://ok.ru/topic/111');
  await publish(DOGS, '2026-11-04T05:00:00Z', 'https://ok.ru/topic/112');
  await publish('Доброе утро, город!', '2026-11-05T05:00:00Z', 'https://ok.ru/topic/113');
  await plantCases(server, [
    ...messages('roads.pavement.pothole', 3, from),
    ...messages('roads.pavement.manhole', 2, '2026-11-07T23:59:59Z'),
    ...messages('safety.animals.stray', 4, '2026-11-05T05:00:00Z'),
    ...messages('education.conditions.heating', 1, '2026-11-05T05:00:00Z'),
    // Not of it.
    ...messages('safety.animals.stray', 1, to),
    ...messages('safety.animals.stray', 1, '2026-10-31T23:59:59Z'),
    ...messages('safety.animals.stray', 5, '2026-11-05T05:00:00Z', { status: 'rejected' }),
    ...messages(null, 7, '2026-11-05T05:00:00Z'),
  ]);
  const told = await covered(from, to);
  expect(told).toMatchObject({ posts: 4, unsure: 1 });
  expect(told?.topics).toMatchObject([
    { id: 'roads.pavement', received: 5, share: 0.5, posts: 2, postShare: 2 / 3 },
    { id: 'safety.animals', received: 4, share: 0.4, posts: 1, postShare: 1 / 3 },
    { id: 'education.conditions', received: 1, share: 0.1, posts: 0, postShare: 0 },
  ]);
  expect(told?.topics[0]?.title).toMatch(/ям/iu);
});

test('topics residents write of as often stand by their names; of posts whose topic is not known nothing is shared', async () => {
  const [from, to] = ['2026-08-01T00:00:00Z', '2026-08-08T00:00:00Z'];
  await publish('Доброе утро, город!', '2026-08-02T05:00:00Z', 'https://ok.ru/topic/120');
  await plantCases(server, [
    ...messages('safety.animals.stray', 2, '2026-08-03T05:00:00Z'),
    ...messages('education.conditions.heating', 2, '2026-08-03T05:00:00Z'),
    ...messages('roads.pavement.pothole', 3, '2026-08-03T05:00:00Z'),
  ]);
  const told = await covered(from, to);
  expect(told).toMatchObject({ posts: 1, unsure: 1 });
  expect(told?.topics.map(({ id, postShare }) => [id, postShare])).toEqual([
    ['roads.pavement', 0],
    ['education.conditions', 0],
    ['safety.animals', 0],
  ]);
});

test('what was taken off is no post of ours', async () => {
  const [from, to] = ['2026-07-01T00:00:00Z', '2026-07-08T00:00:00Z'];
  await publish(PIT, '2026-07-02T05:00:00Z', 'https://ok.ru/topic/130');
  await publish(DOGS, '2026-07-03T05:00:00Z', 'https://ok.ru/topic/131');
  await server.app.pool.query(
    "UPDATE publications.variant SET state = 'withdrawn' WHERE url = 'https://ok.ru/topic/131'",
  );
  expect(await covered(from, to)).toMatchObject({ posts: 1 });
  await server.app.pool.query(
    "UPDATE publications.variant SET state = 'withdrawn' WHERE url = 'https://ok.ru/topic/130'",
  );
  expect(await covered(from, to)).toBeNull();
});

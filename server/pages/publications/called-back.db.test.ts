import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getCase } from '../../../shared/contract/messages/cases-card.ts';
import { setPhotoBoxes } from '../../../shared/contract/messages/cases-photos.ts';
import { publishCase } from '../../../shared/contract/messages/cases-staff.ts';
import type * as contract from '../../../shared/contract/pages/publications.ts';
import * as acts from '../../../shared/contract/pages/publications-acts.ts';
import * as lists from '../../../shared/contract/pages/publications-list.ts';
import * as onPages from '../../../shared/contract/pages/publications-variants.ts';
import { readPage } from '../../../shared/contract/pages/register.ts';
import { archivePage, restorePage } from '../../../shared/contract/pages/register-acts.ts';
import { itemAt } from '../../../shared/lists.ts';
import {
  FRIDAY_TEN,
  ofVariant,
  openPublicationDesk,
  type PublicationDesk,
} from '../../../tests/support/pages/publication-desk.ts';
import { WEDNESDAY } from '../../../tests/support/pages/register-desk.ts';
import { type PlantedCase, plantSolved } from '../../../tests/support/pages/solved-case.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

let desk: PublicationDesk;
let server: PublicationDesk['server'];
let editor: string;
beforeAll(async () => {
  desk = await openPublicationDesk();
  ({ server, editor } = desk);
});
afterAll(() => server.close());

const firstOf = (card: contract.PublicationCard) => itemAt(card.variants, 0);

test('a page that is archived meanwhile says nothing of what was agreed to: its author learns why, and how it comes out after all', async () => {
  server.setNow(WEDNESDAY);
  const text = 'Две страницы, одна закрыта';
  const both = [desk.connected, desk.byHand].map((pageId) => ({ pageId, dueAt: FRIDAY_TEN }));
  const agreed = await desk.agreed({ text, variants: both });
  const waiting = await desk.submit(await desk.begin({ text: 'Ещё согласуют' }));
  const page = await server.call(readPage, { params: { id: desk.connected } }, editor);
  await server.call(
    archivePage,
    { params: { id: desk.connected }, body: { version: page.version, reason: 'Орган упразднён' } },
    editor,
  );
  await server.drain();
  const stopped = await desk.read(agreed.id);
  const of = (card: contract.PublicationCard) => card.variants.find((one) => one.pageId === desk.connected)!;
  expect(of(stopped)).toMatchObject({
    state: 'cancelled',
    reason: 'Страница «Город» ушла в архив: Орган упразднён',
    can: [],
  });
  expect(stopped.variants.map(({ state }) => state).toSorted()).toEqual(['cancelled', 'manual']);
  expect(stopped.can).toContain('recall');
  expect(await desk.read(waiting.id)).toMatchObject({ state: 'returned', reason: /ушла в архив/u });
  const { rows: letters } = await server.app.pool.query<{ text: string }>(
    "SELECT text FROM outbox.letter WHERE purpose = 'publication-returned' AND text ~ 'архив' ORDER BY text",
  );
  for (const title of [text, 'Ещё согласуют'])
    expect(letters.filter((letter) => letter.text.includes(`«${title}»`))).toHaveLength(1);
  const { items } = await server.call(lists.listPublications, { query: { shelf: 'troubled' } }, editor);
  expect(items.map(({ id }) => id)).toContain(agreed.id);
  await desk.come();
  expect(desk.saidOf(text)).toBe(0);

  const resume = (dueAt: string, card: contract.PublicationCard) => ({
    params: { id: of(card).id },
    body: { version: card.version, dueAt },
  });
  const SATURDAY = '2026-11-28T05:00:00Z';
  expect(await server.fail(onPages.resumeVariant, resume(SATURDAY, stopped), editor)).toMatchObject({
    status: 409,
    detail: expect.stringMatching(/в архиве/u),
  });
  const archived = await server.call(readPage, { params: { id: desk.connected } }, editor);
  await server.call(
    restorePage,
    { params: { id: desk.connected }, body: { version: archived.version } },
    editor,
  );
  const again = await desk.read(agreed.id);
  expect(of(again).can).toEqual(['resume']);
  expect(await server.fail(onPages.resumeVariant, resume(WEDNESDAY, again), editor)).toMatchObject({
    status: 400,
  });
  const planned = await server.call(onPages.resumeVariant, resume(SATURDAY, again), editor);
  expect(of(planned)).toMatchObject({ state: 'waiting', reason: '', dueAt: '2026-11-28T05:00:00.000Z' });
  expect(await server.fail(onPages.resumeVariant, resume(SATURDAY, planned), editor)).toMatchObject({
    status: 409,
  });
  await desk.come(SATURDAY);
  expect(of(await desk.read(agreed.id)).state).toBe('published');
  expect(desk.saidOf(text)).toBe(1);
});

test('what was missed before is stopped at its very hour', async () => {
  server.setNow(WEDNESDAY);
  const { id } = await desk.agreed({ text: 'Закрыли за минуту' });
  const archive = (at: string | null) =>
    server.app.pool.query('UPDATE register.page SET archived_at = $1, archive_reason = $2 WHERE id = $3', [
      at,
      at ? 'Закрыта' : '',
      desk.connected,
    ]);
  await archive(WEDNESDAY);
  await desk.come();
  expect(firstOf(await desk.read(id))).toMatchObject({ state: 'failed', reason: /ушла в архив: Закрыта/u });
  await archive(null);
  expect(desk.saidOf('Закрыли за минуту')).toBe(0);
  const card = await desk.read(id);
  await server.call(onPages.retryVariant, ofVariant(card), editor);
  await server.drain();
  expect(desk.saidOf('Закрыли за минуту')).toBe(1);
});

test('what was agreed to is called back from its hour once its case or its photo is hidden, or it is in work again', async () => {
  server.setNow(WEDNESDAY);
  const operator = await signInAs(server, 'operator');
  const hide = async ({ id, number }: PlantedCase, body: object) => {
    const { version } = await server.call(getCase, { params: { number } }, operator);
    await server.call(publishCase, { params: { id }, body: { version, ...body } as never }, operator);
    await server.drain();
  };
  const agreed = async (pageIds = [desk.connected], pictures = 'photos') => {
    const planted = await plantSolved(server, { has_publish_consent: true });
    const begun = await server.call(
      acts.beginFromSource,
      { body: { kind: 'case', id: planted.id, dueAt: FRIDAY_TEN, pageIds, pictures } as never },
      editor,
    );
    return { planted, card: await desk.approve(await desk.submit(begun)) };
  };
  const hidden = await agreed();
  await hide(hidden.planted, { published: false });
  expect(await desk.read(hidden.card.id)).toMatchObject({
    state: 'returned',
    reason: /^№ .+: снова в работе, или больше не показано всем/u,
    variants: [{ state: 'planned' }],
  });
  const item = (await desk.calendar()).pages
    .flatMap(({ days }) => days)
    .flatMap(({ items }) => items)
    .find(({ publicationId }) => publicationId === hidden.card.id);
  expect(item).toMatchObject({ state: 'draft', reason: /снова в работе/u });

  const dark = await agreed();
  const [picture] = dark.card.pictures;
  await hide(dark.planted, { published: true, hideFiles: [picture!.fileId] });
  expect(await desk.read(dark.card.id)).toMatchObject({ state: 'returned', reason: /^Картинку 1/u });

  // A card was made of photos: hidden, or covered since, they take it with them.
  const photosOf = async ({ id }: PlantedCase) =>
    (
      await server.app.pool.query<{ id: string }>(
        "SELECT file_id AS id FROM cases.attachment WHERE case_id = $1 AND role = 'before'",
        [id],
      )
    ).rows[0]!.id;
  const shown = async (of: contract.PublicationCard) =>
    itemAt((await desk.read(of.id)).pictures, 0).isReleased;
  const carded = await agreed([desk.connected], 'card');
  expect(await shown(carded.card)).toBe(true);
  await hide(carded.planted, { published: true, hideFiles: [await photosOf(carded.planted)] });
  expect(await desk.read(carded.card.id)).toMatchObject({ state: 'returned', reason: /составлена из фото/u });
  expect(await shown(carded.card)).toBe(false);
  const covered = await agreed([desk.connected], 'card');
  const boxes = [{ x: 0.1, y: 0.1, width: 0.5, height: 0.5 }];
  await server.call(
    setPhotoBoxes,
    { params: { id: covered.planted.id, fileId: await photosOf(covered.planted) }, body: { boxes } },
    operator,
  );
  await server.drain();
  expect(await desk.read(covered.card.id)).toMatchObject({
    state: 'returned',
    reason: /составлена из фото/u,
  });
  expect(await shown(covered.card)).toBe(false);

  // One page has told of it: the other does not.
  const half = await agreed([desk.connected, desk.byHand]);
  await desk.come();
  server.setNow('2026-11-27T06:00:00Z');
  await hide(half.planted, { published: false });
  const states = (await desk.read(half.card.id)).variants.map(({ state }) => state);
  expect(states.toSorted()).toEqual(['cancelled', 'published']);
});

describe('a page that is archived', () => {
  const archive = async (pageId: string) => {
    const { version } = await server.call(readPage, { params: { id: pageId } }, editor);
    const body = { version, reason: 'Орган упразднён' };
    await server.call(archivePage, { params: { id: pageId }, body }, editor);
  };
  const restore = async (pageId: string) => {
    const { version } = await server.call(readPage, { params: { id: pageId } }, editor);
    await server.call(restorePage, { params: { id: pageId }, body: { version } }, editor);
  };
  const on = (...pageIds: string[]) => ({
    variants: pageIds.map((pageId) => ({ pageId, dueAt: FRIDAY_TEN })),
  });

  test('takes nothing back that is for another page, is a draft still, or is being said', async () => {
    server.setNow(WEDNESDAY);
    const kept = [
      await desk.submit(await desk.begin(on(desk.byHand))),
      await desk.agreed(on(desk.byHand)),
      await desk.begin(on(desk.connected)),
    ];
    const saying = await desk.agreed({ text: 'Говорится', ...on(desk.connected) });
    await server.app.pool.query(
      "UPDATE networks.publication SET state = 'publishing' WHERE text = 'Говорится'",
    );
    await archive(desk.connected);
    await server.drain();
    for (const { id, state, version, variants } of kept) {
      const now = await desk.read(id);
      expect(now).toMatchObject({ state, version, reason: '' });
      expect(now.variants.map((one) => one.state)).toEqual(variants.map((one) => one.state));
    }
    expect(await desk.read(saying.id)).toMatchObject({ state: 'approved', version: saying.version });
    await server.app.pool.query("UPDATE networks.publication SET state = 'waiting' WHERE text = 'Говорится'");
    await restore(desk.connected);
  });

  test('and is kept again before anybody heard of it takes nothing back', async () => {
    server.setNow(WEDNESDAY);
    const { id, version } = await desk.agreed(on(desk.connected));
    await archive(desk.connected);
    await restore(desk.connected);
    await server.drain();
    expect(await desk.read(id)).toMatchObject({
      state: 'approved',
      version,
      variants: [{ state: 'waiting' }],
    });
  });

  test('leaves in the history that the piece does not come out there, and its other pages as they are', async () => {
    server.setNow(WEDNESDAY);
    const agreed = await desk.agreed({ text: 'Одна из двух', ...on(desk.connected, desk.byHand) });
    await archive(desk.byHand);
    await server.drain();
    const stopped = await desk.read(agreed.id);
    expect(stopped).toMatchObject({ state: 'approved', version: agreed.version + 1 });
    expect(stopped.history[0]).toMatchObject({
      what: 'не выйдет на странице «Город в ОК»',
      note: 'Страница «Город в ОК» ушла в архив: Орган упразднён',
    });
    expect(stopped.variants.map(({ pageId, state }) => [pageId === desk.byHand, state]).toSorted()).toEqual([
      [false, 'waiting'],
      [true, 'cancelled'],
    ]);
    await restore(desk.byHand);
  });
});

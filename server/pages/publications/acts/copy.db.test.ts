import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyPublication } from '../../../../shared/contract/pages/publications-acts.ts';
import { readPage } from '../../../../shared/contract/pages/register.ts';
import { archivePage } from '../../../../shared/contract/pages/register-acts.ts';
import {
  openPublicationDesk,
  type PublicationDesk,
} from '../../../../tests/support/pages/publication-desk.ts';
import { drawPicture } from '../../../../tests/support/pictures.ts';
import { sendFile } from '../../../../tests/support/uploads.ts';
import { nextWeekOf } from './copy.ts';

let desk: PublicationDesk;
beforeAll(async () => {
  desk = await openPublicationDesk();
});
afterAll(() => desk.server.close());

test.each([
  ['a moment ahead', '2026-11-27T05:00:00Z', '2026-11-25T07:00:00Z', '2026-12-04T05:00:00.000Z'],
  ['a moment just past', '2026-11-25T07:00:00Z', '2026-11-25T07:00:00Z', '2026-12-02T07:00:00.000Z'],
  ['a moment three weeks past', '2026-11-04T05:00:00Z', '2026-11-25T07:00:00Z', '2026-12-02T05:00:00.000Z'],
])('%s is followed by the first of its weeks that is ahead', (_, dueAt, now, next) => {
  expect(nextWeekOf(new Date(dueAt), new Date(now)).toISOString()).toBe(next);
});

test('a piece like it has its words, pictures and pages that are still kept, of its own, and goes nowhere by itself', async () => {
  const { server, editor, connected, byHand } = desk;
  const { fileId, token } = (await sendFile(server, await drawPicture('png'))).body;
  const piece = await desk.agreed({
    pictures: [{ fileId, token, alt: 'Остановка' }],
    brief: 'Проверьте адрес',
    variants: [connected, byHand].map((pageId) => ({ pageId, dueAt: '2026-11-27T05:00:00Z', ownText: null })),
  });
  await desk.come();
  const page = await server.call(readPage, { params: { id: byHand } }, editor);
  const body = { version: page.version, reason: 'Больше не ведём' };
  await server.call(archivePage, { params: { id: byHand }, body }, editor);

  const copied = await server.call(copyPublication, { params: { id: piece.id } }, editor);
  expect(copied).toMatchObject({
    text: piece.text,
    risk: piece.risk,
    brief: 'Проверьте адрес',
    state: 'draft',
    source: null,
    pictures: [{ fileId, alt: 'Остановка' }],
    variants: [{ pageId: connected, state: 'planned', dueAt: '2026-12-04T05:00:00.000Z', url: '' }],
  });
  expect(copied.id).not.toBe(piece.id);
  // What becomes of one is nothing to the other.
  const sent = await desk.submit(copied);
  expect(sent).toMatchObject({ state: 'approval', approvals: [] });
  expect((await desk.read(piece.id)).variants.map(({ pageId }) => pageId).toSorted()).toEqual(
    [connected, byHand].toSorted(),
  );
});

test('is begun of a piece there is', async () => {
  const problem = await desk.server.fail(
    copyPublication,
    { params: { id: '0198f0e5-0000-7000-8000-000000000000' } },
    desk.editor,
  );
  expect(problem.code).toBe('lib.not-found');
});

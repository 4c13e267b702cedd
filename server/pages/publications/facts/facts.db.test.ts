import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOutage } from '../../../../shared/contract/messages/outages.ts';
import * as acts from '../../../../shared/contract/pages/publications-acts.ts';
import { outageBody } from '../../../../tests/support/outages.ts';
import { clashingAt, plantAnswer } from '../../../../tests/support/pages/promised-answer.ts';
import {
  openPublicationDesk,
  type PublicationDesk,
  seenOf,
} from '../../../../tests/support/pages/publication-desk.ts';
import { WEDNESDAY } from '../../../../tests/support/pages/register-desk.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';

/** A day in a piece is held against what was promised of the same topic and place before it goes out. */

let desk: PublicationDesk;
let server: PublicationDesk['server'];
beforeAll(async () => {
  desk = await openPublicationDesk();
  ({ server } = desk);
  server.setNow(WEDNESDAY);
});
afterAll(() => server.close());

const CLASHING = clashingAt('Титова, 14');

test('nothing is held against a text while nothing was promised, or to a message nobody may read of', async () => {
  await plantAnswer(server, '2026-11-30', null);
  const body = desk.fields({ text: CLASHING }) as never;
  expect((await server.call(acts.checkPublication, { body }, desk.editor)).facts).toEqual([]);
});

test('another day than the answer promised is told while it is written, with the answer', async () => {
  const number = await plantAnswer(server, '2026-11-30', '2026-11-21T09:00:00Z');
  const check = async (text: string) => {
    const body = desk.fields({ text }) as never;
    return (await server.call(acts.checkPublication, { body }, desk.editor)).facts;
  };
  expect(await check(CLASHING)).toEqual([
    {
      pageId: null,
      words: 'В тексте срок «до 20.12.2026», а прежде сказано «до 30.11.2026»',
      source: { title: `ответ от 20.11.2026 по сообщению № ${number}`, link: `/staff/cases/${number}` },
    },
  ]);
  expect(await check('Яму на улице Титова, 14 отремонтируем до 30 ноября.')).toEqual([]);
  expect(await check('Яму на улице Титова, 16 отремонтируем до 20 декабря.')).toEqual([]);
  expect(await check('Переносим срок: яму на улице Титова, 14 отремонтируем до 20 декабря.')).toEqual([]);
});

test('it does not go out so: not by consent without a reason, not urgently, not by a text of one page', async () => {
  const card = await desk.begin({ text: CLASHING });
  expect(card.facts).toHaveLength(1);
  const sent = await desk.submit(card);
  const refused = await server.fail(acts.approvePublication, seenOf(sent), desk.approver);
  expect(refused).toMatchObject({ status: 409, detail: expect.stringContaining('прежде сказано') });
  const urgent = { ...seenOf(sent), body: { version: sent.version, reason: 'Очень надо' } };
  expect(await server.fail(acts.publishUrgently, urgent, desk.editor)).toMatchObject({ status: 409 });
  const despite = {
    ...seenOf(sent),
    body: { version: sent.version, despite: 'Подрядчик перенёс, ответ исправляем' },
  };
  const agreed = await server.call(acts.approvePublication, despite, desk.approver);
  expect(agreed).toMatchObject({ state: 'approved', facts: [] });
  expect(agreed.history[0]).toMatchObject({
    what: 'согласована, хотя срок в тексте другой',
    note: 'Подрядчик перенёс, ответ исправляем',
  });
  const { rows } = await sql<{ payload: string }>`
    SELECT payload FROM audit.record WHERE action = 'publications.approve-publication' AND object_id = ${card.id}`.execute(
    server.app.services.database,
  );
  expect(rows[0]?.payload).toContain('Подрядчик перенёс, ответ исправляем');
  const own = await desk.begin({
    text: 'Ремонт идёт.',
    variants: [{ pageId: desk.connected, dueAt: '2026-11-27T05:00:00Z', ownText: CLASHING }],
  });
  expect(own.facts).toMatchObject([{ pageId: desk.connected }]);
});

test('the text put right goes out', async () => {
  const card = await desk.begin({ text: CLASHING });
  const body = {
    ...desk.fields({ text: 'Яму на улице Титова, 14 отремонтируем до 30 ноября.' }),
    version: card.version,
  } as never;
  const mended = await server.call(acts.changePublication, { params: { id: card.id }, body }, desk.editor);
  expect(mended.facts).toEqual([]);
  expect(await desk.approve(await desk.submit(mended))).toMatchObject({ state: 'approved' });
});

test('the term of a running outage holds a piece too, by the hour', async () => {
  const operator = await signInAs(server, 'operator', { slug: 'facts-outage' });
  const now = outageBody({ beginsOn: '2026-11-25', untilOn: '2026-11-26', untilAt: '18:00' });
  await server.call(createOutage, { body: now }, operator);
  const body = desk.fields({
    text: 'На улице Титова, 14 нет горячей воды. Воду дадим до 28 ноября.',
  }) as never;
  const { facts } = await server.call(acts.checkPublication, { body }, desk.editor);
  expect(facts).toMatchObject([{ words: expect.stringContaining('26.11.2026') }]);
});

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { submitMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import { drawPicture } from '../../../../tests/support/pictures.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { sendFile } from '../../../../tests/support/uploads.ts';
import { verifyChain } from '../../../base/audit/index.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const message = (more: object = {}) => ({
  clientKey: randomUUID(),
  text: 'Не горит фонарь у подъезда, вечером темно.',
  phone: '+79120000017',
  consent: true,
  consentVersion: '1',
  ...more,
});
const send = (payload: object) =>
  server.inject({ method: 'POST', url: '/api/messages', headers: { 'x-otklik': '1' }, payload });
const db = () => server.app.services.database;
const serialOf = (number: string): number => Number(number.split('-')[2]);

describe('many at once', () => {
  test('200 messages get consecutive numbers, none twice and none left out; each is journalled once', async () => {
    server.setNow('2026-11-24T09:00:00Z');
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_, at) => send(message({ text: `Сообщение по счёту ${at}` }))),
    );
    expect(new Set(replies.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    const numbers: string[] = replies.map((reply) => reply.json().number);
    expect(numbers.every((number) => /^2026-11-\d{4}$/.test(number))).toBe(true);
    expect(numbers.map(serialOf).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 200 }, (_, at) => at + 1),
    );
    // Each caller got the number of their own words, not of a neighbour in the batch.
    const stored = await db().selectFrom('cases.case_file').select(['number', 'body']).execute();
    const bodies = new Map(stored.map(({ number, body }) => [number, body]));
    expect(numbers.map((number) => bodies.get(number))).toEqual(
      Array.from({ length: 200 }, (_, at) => `Сообщение по счёту ${at}`),
    );
    const counts = await sql<{ contacts: number; clocks: number; events: number; records: number }>`SELECT
      (SELECT count(*)::int FROM cases.contact) AS contacts, (SELECT count(*)::int FROM cases.clock) AS clocks,
      (SELECT count(*)::int FROM cases.event) AS events,
      (SELECT count(DISTINCT object_id)::int FROM audit.record WHERE action = 'cases.register') AS records`.execute(
      db(),
    );
    expect(counts.rows).toEqual([{ contacts: 200, clocks: 200, events: 200, records: 200 }]);
    expect(await verifyChain(db())).toMatchObject({ fault: null });
  });

  test('what was sent before is found among new ones of the same moment, and its number is not used up', async () => {
    const known = message({ text: 'Отправлено раньше, ответ до телефона не дошёл' });
    const first = (await send(known)).json();
    const replies = await Promise.all([
      send(message({ text: 'Новое до повтора' })),
      send(known),
      send({ ...known, text: 'Тот же ключ, другие слова' }),
      send(message({ text: 'Новое после повтора' })),
    ]);
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 422, 200]);
    expect(replies[1]!.json()).toEqual(first);
    const serials = [first, replies[0]!.json(), replies[3]!.json()].map(({ number }) => serialOf(number));
    expect(serials).toEqual([serials[0], serials[0]! + 1, serials[0]! + 2]);
    expect(await verifyChain(db())).toMatchObject({ fault: null });
  });

  test('one bad file fails its own sender; its neighbours of the same moment are registered', async () => {
    const picture = await sendFile(server, await drawPicture('jpeg'));
    const good = { fileId: picture.body.fileId, token: picture.body.token };
    const before = await db().selectFrom('cases.case_file').select('number').execute();
    const replies = await Promise.all([
      send(message()),
      send(message({ files: [{ fileId: good.fileId, token: 'чужой' }] })),
      send(message({ files: [good] })),
      send(message({ files: [{ fileId: randomUUID(), token: 'нет' }] })),
      send(message()),
    ]);
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 404, 200, 404, 200]);
    expect(replies[1]!.json()).toMatchObject({ code: 'files.not-found' });
    const after = await db().selectFrom('cases.case_file').select('number').execute();
    expect(after).toHaveLength(before.length + 3);
    const serials = after.map(({ number }) => serialOf(number)).sort((a, b) => a - b);
    expect(serials).toEqual(Array.from({ length: after.length }, (_, at) => at + 1));
    const attached = await db()
      .selectFrom('cases.attachment')
      .innerJoin('cases.case_file as file', 'file.id', 'cases.attachment.case_id')
      .select(['number', 'role'])
      .execute();
    expect(attached).toEqual([{ number: replies[2]!.json().number, role: 'before' }]);
    // A picture is attached once: the same one again is refused.
    expect((await send(message({ files: [good] }))).json()).toMatchObject({ code: 'files.claimed' });
  });

  test('the number of a new local month begins at local midnight, not at that of Greenwich', async () => {
    const numberAt = async (iso: string): Promise<string> => {
      server.setNow(iso);
      return (await server.call(submitMessage, { body: message() })).number;
    };
    // Asia/Yekaterinburg is five hours ahead: its December begins at 19:00 UTC of 30 November.
    expect(await numberAt('2026-11-30T18:59:59Z')).toMatch(/^2026-11-/);
    expect(await numberAt('2026-11-30T19:00:00Z')).toBe('2026-12-0001');
    expect(await numberAt('2026-12-31T19:00:00Z')).toBe('2027-01-0001');
    // A clock put back an hour goes on with the former month: nothing is given twice.
    expect(await numberAt('2026-12-31T18:30:00Z')).toBe('2026-12-0002');
  });

  test('more than 9,999 in a month take a fifth digit', async () => {
    await db().insertInto('cases.number_counter').values({ month: '2027-02', last: 9999 }).execute();
    server.setNow('2027-02-10T09:00:00Z');
    expect((await server.call(submitMessage, { body: message() })).number).toBe('2027-02-10000');
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerAtKiosk } from '../../../../shared/contract/participation/poll-kiosk.ts';
import * as contract from '../../../../shared/contract/participation/poll-paper.ts';
import { at, openPaperDesk, paperNumbers } from '../../../../tests/support/participation/paper-desk.ts';
import { OVER } from '../../../../tests/support/participation/poll-desk.ts';

/** Answers at a kiosk: one by a code, joined to nothing, in the one total. */

let desk: Awaited<ReturnType<typeof openPaperDesk>>;
let id: string;
let first: string;
let second: string;
let other: { id: string; place: string };
/** The key of a kiosk at the first place. */
let key: string;
const titova = { yard: ['titova'] };
const suvorova = { yard: ['suvorova'] };
const reason = 'Дали код по ошибке';
const words = (part: string, status = 409) => ({ status, detail: expect.stringContaining(part) });
beforeAll(async () => {
  desk = await openPaperDesk();
  const { id: otherId, places } = await desk.openWithPlaces('survey');
  other = { id: otherId, place: places[0] ?? '' };
  const card = await desk.openWithPlaces('survey');
  id = card.id;
  [first = '', second = ''] = card.places;
  key = await desk.openKiosk(first);
});
afterAll(() => desk.desk.server.close());

describe('an answer at a kiosk', () => {
  test('is one by one code, however often and however much at once it is sent', async () => {
    const code = await desk.giveCode(id, first, { basis: 'повтор' });
    const before = [await desk.countOf('polls.sheet'), await desk.countOf('polls.participant')];
    const clientKey = randomUUID();
    for (let sends = 0; sends < 3; sends += 1)
      expect(await desk.answerAt(key, code, titova, { clientKey })).toEqual({ isTaken: true });
    const twenty = await desk.giveCode(id, first, { basis: 'двадцать сразу' });
    const bodies = Array.from({ length: 20 }, () => ({ ...desk.desk.answerOf(titova), code: twenty }));
    const replies = await desk.rushAt(answerAtKiosk, key, bodies);
    expect(replies.toSorted()).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
    expect([await desk.countOf('polls.sheet'), await desk.countOf('polls.participant')]).toEqual(
      before.map((count) => count + 2),
    );
  });

  test('never comes together with a new code instead of it, with its mark taken back, nor with one by phone', async () => {
    const isDone = (act: Promise<unknown>) =>
      act.then(
        () => true,
        () => false,
      );
    const answer = (code: string) =>
      desk
        .rushAt(answerAtKiosk, key, [{ ...desk.desk.answerOf(titova), code }])
        .then(([status]) => status === 200);
    for (let turn = 0; turn < 6; turn += 1) {
      const [one, two, three] = [await desk.somebody(), await desk.somebody(), await desk.somebody()];
      const [replaced, returned] = [await desk.giveCode(id, first, one), await desk.giveCode(id, first, two)];
      const ends = [
        await Promise.all([answer(replaced), isDone(desk.giveCode(id, first, one))]),
        await Promise.all([answer(returned), isDone(desk.takeBack(id, first, { ...two, reason }))]),
        await Promise.all([
          isDone(desk.desk.answer(id, three.cookie, titova)),
          isDone(desk.giveCode(id, first, three)),
        ]),
      ];
      expect(ends.map((both) => both.filter(Boolean).length)).toEqual([1, 1, 1]);
    }
  });

  test('leaves nothing that joins it to a person, to a kiosk or to a moment', async () => {
    const person = await desk.somebody();
    const journal = [await desk.countOf('audit.record'), await desk.countOf('polls.event')];
    const code = await desk.giveCode(id, first, person);
    const kept = [await desk.rowsOf('polls.paper_mark'), await desk.rowsOf('polls.kiosk')];
    expect(kept.join('')).not.toContain(code);
    await desk.check(key, code);
    await desk.answerAt(key, code, suvorova);
    // Not even the database's own marks of the rows say that it was used.
    expect([await desk.rowsOf('polls.paper_mark'), await desk.rowsOf('polls.kiosk')]).toEqual(kept);
    expect([await desk.countOf('audit.record'), await desk.countOf('polls.event')]).toEqual(journal);
    const of = async (table: string) => (await desk.desk.server.asOwner(`SELECT * FROM ${table}`)).rows;
    const [roll, sheets, marks] = [
      await of('polls.participant'),
      await of('polls.sheet'),
      await of('polls.paper_mark'),
    ];
    expect(Object.keys(roll[0]).toSorted()).toEqual(['is_mixed', 'person_key', 'poll_id', 'repeat_key']);
    expect(Object.keys(sheets[0]).toSorted()).toEqual([
      'age_group',
      'answers',
      'district_id',
      'edition',
      'id',
      'is_mixed',
      'poll_id',
    ]);
    expect(Object.keys(marks[0]).toSorted()).toEqual(['code_key', 'mark_key', 'place_id', 'poll_id', 'way']);
    const answered = JSON.stringify([roll, sheets]);
    const known = marks.flatMap((mark) => [mark.code_key, mark.mark_key, mark.place_id]).filter(Boolean);
    for (const value of [...known, code, key, person.contact]) expect(answered).not.toContain(value);
  });

  test('is not taken while the poll is paused, nor when it is over', async () => {
    const code = await desk.giveCode(id, first, { basis: 'перерыв' });
    const isRefused = async (part: string) => {
      expect(await desk.refuseCheck(key, code)).toMatchObject(words(part));
      expect(await desk.refuseAnswerAt(key, code, titova)).toMatchObject(words(part));
      expect(await desk.refuseCode(id, first, { basis: 'ещё' })).toMatchObject(words('Коды дают, пока'));
      expect(await desk.refuseOpenKiosk(first)).toMatchObject(words('Киоск открывают, пока'));
    };
    const paused = await desk.desk.move(await desk.desk.read(id), 'pause', 'Проверяем жалобу');
    await isRefused('Голосование приостановлено: Проверяем жалобу');
    // A lost device is closed all the same.
    expect((await desk.read(id)).places[0]?.can).toEqual(['close-kiosk']);
    await desk.desk.move(paused, 'resume');
    const ended = await desk.openKiosk(other.place);
    const ofAnother = await desk.giveCode(other.id, other.place, { basis: 'раньше срока' });
    await desk.desk.move(await desk.desk.read(other.id), 'close', 'Закрыли раньше');
    expect(await desk.refuseCheck(ended, ofAnother)).toMatchObject(words('Голосование завершено'));
    // By the clock, before the job that closes it came.
    desk.desk.server.setNow('2026-12-05T14:59:00.000Z');
    key = await desk.openKiosk(first);
    expect(await desk.readKiosk(key)).toMatchObject({ until: '2026-12-05T15:00:00.000Z' });
    desk.desk.server.setNow('2026-12-05T15:00:00.000Z');
    await isRefused('Голосование завершено');
    expect(await desk.refuseReadKiosk(key)).toMatchObject(words('Голосование завершено'));
  });

  test('is in the one total with paper, and no code is in the numbers of a place', async () => {
    desk.desk.server.setNow('2026-12-05T14:00:00.000Z');
    for (let more = 0; more < 10; more += 1) await desk.give(id, first, { basis: `на бумаге ${more}` });
    const { places } = await desk.read(id);
    expect(places.map(({ given }) => given)).toEqual([10, 0]);
    expect(places[0]?.codes).toBeGreaterThan(7);
    const { rows } = await desk.desk.server.asOwner(
      `SELECT answers->'yard'->>0 AS yard FROM polls.sheet WHERE poll_id = '${id}'`,
    );
    const sheets = (yard: string) => rows.filter((row) => row.yard === yard).length;
    await desk.desk.come(OVER);
    for (const [placeId, numbers] of [
      [first, paperNumbers(6, 4)],
      [second, paperNumbers(0, 0)],
    ] as const) {
      const { server, editor, deputy } = desk.desk;
      await server.call(contract.enterProtocol, await desk.enter(placeId, { numbers }), editor);
      await server.call(contract.confirmProtocol, { ...at(placeId), body: { serial: 1 } }, deputy);
    }
    await desk.desk.come('2026-12-05T15:05:00.000Z');
    const { figures } = await desk.desk.read(id);
    expect(figures?.participants).toBe(rows.length + 10);
    expect(figures?.questions[0]?.options.map(({ id: of, count }) => [of, count])).toEqual([
      ['titova', sheets('titova') + 6],
      ['suvorova', sheets('suvorova') + 4],
      ['unsure', 0],
    ]);
    expect(await desk.countOf(`polls.paper_mark WHERE poll_id = '${id}'`)).toBe(0);
  });
});

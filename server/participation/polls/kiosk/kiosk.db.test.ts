import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPaperDesk } from '../../../../tests/support/participation/paper-desk.ts';
import { RUNNING } from '../../../../tests/support/participation/poll-desk.ts';

/** A kiosk at a place: a code is one answer at one place for some minutes, and nothing joins it to what was answered. */

let desk: Awaited<ReturnType<typeof openPaperDesk>>;
let id: string;
let first: string;
let second: string;
let other: { id: string; place: string };
/** The key of a kiosk at the first place. */
let key: string;
const titova = { yard: ['titova'] };
const suvorova = { yard: ['suvorova'] };
const words = (part: string, status = 409) => ({ status, detail: expect.stringContaining(part) });
const badCode = { status: 400, fields: { code: expect.stringContaining('Код не подходит') } };
const badLink = words('Этот киоск закрыт. Член комиссии откроет его заново', 404);
const reason = 'Дали код по ошибке';

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

describe('a kiosk', () => {
  test('is opened at a place of a poll that runs, and is known by its link alone', async () => {
    expect(await desk.refuseOpenKiosk(randomUUID())).toMatchObject(words('Такого участка нет', 404));
    desk.desk.server.setNow('2026-11-24T04:00:00.000Z');
    const draft = await desk.desk.begin();
    const { places } = await desk.setPlaces(draft.id, ['Школа']);
    expect(await desk.refuseOpenKiosk(places[0]?.id ?? '')).toMatchObject(
      words('Киоск открывают, пока голосование идёт'),
    );
    desk.desk.server.setNow(RUNNING);
    expect(await desk.readKiosk(key)).toEqual({
      pollId: id,
      title: 'Какой двор обновить?',
      place: 'Школа № 5, ул. Ленина, 10',
      until: '2026-11-26T20:00:00.000Z',
    });
    expect(await desk.rowsOf('polls.kiosk')).not.toContain(key);
    const code = await desk.giveCode(id, first, { basis: 'ключ неверен' });
    for (const strange of ['x'.repeat(43), `${key}x`]) {
      expect(await desk.refuseReadKiosk(strange)).toMatchObject(badLink);
      expect(await desk.refuseCheck(strange, code)).toMatchObject(badLink);
      expect(await desk.refuseAnswerAt(strange, code, titova)).toMatchObject(badLink);
    }
  });

  test('is closed by the commission, or by itself after its hours; both acts stand in the journal', async () => {
    const acts = async () => [
      await desk.countOf("audit.record WHERE action = 'polls.open-kiosk'"),
      await desk.countOf("audit.record WHERE action = 'polls.close-kiosk'"),
      await desk.countOf(
        `polls.event WHERE poll_id = '${id}' AND what LIKE '%киоск, участок «Дом культуры»'`,
      ),
    ];
    const before = await acts();
    // Several of the commission at once: none is refused for the sake of another.
    const keys = await Promise.all([1, 2, 3, 4, 5, 6].map(() => desk.openKiosk(second)));
    const { places } = await desk.read(id);
    const open = places[1]?.kiosks ?? [];
    expect(open).toHaveLength(6);
    const code = await desk.giveCode(id, second, { basis: 'закрытый киоск' });
    await desk.check(keys[0] ?? '', code);
    await Promise.all(open.map((one) => desk.closeKiosk(one.id)));
    expect(await acts()).toEqual([(before[0] ?? 0) + 6, (before[1] ?? 0) + 6, (before[2] ?? 0) + 12]);
    expect(await desk.refuseReadKiosk(keys[0] ?? '')).toMatchObject(badLink);
    expect(await desk.refuseCheck(keys[0] ?? '', code)).toMatchObject(badLink);
    expect(await desk.refuseAnswerAt(keys[0] ?? '', code, titova)).toMatchObject(badLink);
    await expect(desk.closeKiosk(open[0]?.id ?? '')).rejects.toThrow('Этот киоск уже закрыт');
    desk.desk.server.setNow('2026-11-26T19:59:59.000Z');
    const late = await desk.giveCode(id, first, { basis: 'поздний' });
    await desk.check(key, late);
    desk.desk.server.setNow('2026-11-26T20:00:00.000Z');
    expect(await desk.refuseReadKiosk(key)).toMatchObject(badLink);
    expect(await desk.refuseCheck(key, late)).toMatchObject(badLink);
    expect(await desk.refuseAnswerAt(key, late, titova)).toMatchObject(badLink);
    desk.desk.server.setNow(RUNNING);
  });
});

describe('a code', () => {
  test('is good at its place and in its poll alone', async () => {
    const code = await desk.giveCode(id, first, { basis: 'свой участок' });
    expect(code).toMatch(/^\d{8}$/u);
    expect(await desk.check(key, `${code.slice(0, 4)} ${code.slice(4)}`)).toEqual({ isGood: true });
    const wrong = String((Number(code) + 1) % 100_000_000).padStart(8, '0');
    const elsewhere = await desk.openKiosk(second);
    const ofAnother = await desk.openKiosk(other.place);
    for (const [kiosk, typed] of [
      [key, wrong],
      [elsewhere, code],
      [ofAnother, code],
    ] as const) {
      expect(await desk.refuseCheck(kiosk, typed)).toMatchObject(badCode);
      expect(await desk.refuseAnswerAt(kiosk, typed, titova)).toMatchObject(badCode);
    }
    expect(await desk.refuseCheck(key, '1234567')).toMatchObject({
      status: 400,
      fields: { code: 'Код — восемь цифр' },
    });
    expect(await desk.refuseCode(id, other.place, { basis: 'чужой участок' })).toMatchObject({
      status: 400,
      fields: { placeId: 'Такого участка в этом опросе нет' },
    });
    expect(await desk.refuseCode(id, first, {})).toMatchObject({ status: 400 });
  });

  test('is good for fifteen minutes at least and thirty at most', async () => {
    const early = await desk.giveCode(id, first, { basis: 'начало четверти' });
    desk.desk.server.setNow('2026-11-26T04:14:59.000Z');
    const late = await desk.giveCode(id, first, { basis: 'конец четверти' });
    desk.desk.server.setNow('2026-11-26T04:29:59.000Z');
    await desk.check(key, early);
    await desk.check(key, late);
    desk.desk.server.setNow('2026-11-26T04:30:00.000Z');
    for (const code of [early, late]) {
      expect(await desk.refuseCheck(key, code)).toMatchObject(badCode);
      expect(await desk.refuseAnswerAt(key, code, titova)).toMatchObject(badCode);
    }
    // Whoever came late gets another.
    await desk.answerAt(key, await desk.giveCode(id, first, { basis: 'конец четверти' }), suvorova);
    desk.desk.server.setNow(RUNNING);
  });

  test('is for whoever has no ballot by another way, and is the only way from then on', async () => {
    const [phone, paper, kiosk] = [await desk.somebody(), await desk.somebody(), await desk.somebody()];
    await desk.desk.answer(id, phone.cookie, titova);
    expect(await desk.refuseCode(id, first, phone)).toMatchObject(words('уже получил электронный бюллетень'));
    await desk.give(id, first, paper);
    expect(await desk.refuseCode(id, first, paper)).toMatchObject(words('уже получил бумажный бюллетень'));
    const code = await desk.giveCode(id, first, kiosk);
    const isRefused = async () => {
      expect(await desk.refuseGive(id, first, kiosk)).toMatchObject(words('уже дали код киоска'));
      expect(await desk.desk.refuse(id, kiosk.cookie, titova)).toMatchObject(
        words('бюллетень уже получили на участке'),
      );
      expect(await desk.refuseCode(id, second, kiosk)).toMatchObject(
        words('уже дали код киоска на другом участке'),
      );
    };
    await isRefused();
    await desk.answerAt(key, code, titova);
    await isRefused();
    await desk.giveCode(id, first, { basis: '6514 № 654321' });
    expect(await desk.refuseGive(id, first, { basis: '65 14 654321' })).toMatchObject(
      words('уже дали код киоска'),
    );
  });

  test('that was not used is replaced or taken back; a used one is neither', async () => {
    const [used, unused] = [await desk.somebody(), await desk.somebody()];
    const old = await desk.giveCode(id, first, used);
    const code = await desk.giveCode(id, first, used);
    expect(await desk.refuseCheck(key, old)).toMatchObject(badCode);
    expect(await desk.refuseAnswerAt(key, old, titova)).toMatchObject(badCode);
    await desk.answerAt(key, code, titova);
    expect(await desk.refuseCheck(key, code)).toMatchObject(words('По этому коду уже проголосовали'));
    expect(await desk.refuseAnswerAt(key, code, suvorova)).toMatchObject(words('Вы уже ответили'));
    const marked = await desk.rowsOf('polls.paper_mark');
    expect(await desk.refuseCode(id, first, used)).toMatchObject(words('уже проголосовал на киоске'));
    expect(await desk.refuseTakeBack(id, first, { ...used, reason })).toMatchObject(
      words('уже проголосовал на киоске'),
    );
    expect((await desk.rowsOf('polls.paper_mark')).replaceAll(/"xmin":"\d+"/gu, '')).toBe(
      marked.replaceAll(/"xmin":"\d+"/gu, ''),
    );
    const lost = await desk.giveCode(id, first, unused);
    await desk.takeBack(id, first, { ...unused, reason });
    expect(await desk.refuseCheck(key, lost)).toMatchObject(badCode);
    expect(await desk.refuseAnswerAt(key, lost, titova)).toMatchObject(badCode);
    await desk.desk.answer(id, unused.cookie, suvorova);
    const lines = await desk.desk.server.asOwner("SELECT what FROM polls.event WHERE what LIKE 'снята%'");
    expect(lines.rows).toEqual([
      { what: 'снята отметка о коде киоска, участок «Школа № 5, ул. Ленина, 10»' },
    ]);
  });
});

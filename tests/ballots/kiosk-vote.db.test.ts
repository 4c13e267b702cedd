import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBallotForm, takeBallot } from '../../shared/contract/participation/ballots.ts';
import { takeKioskBallot } from '../../shared/contract/participation/poll-kiosk.ts';
import * as contract from '../../shared/contract/participation/poll-paper.ts';
import { type Paper, sealPaper } from '../../web/lib/ballots/paper.ts';
import { at, openPaperDesk, paperNumbers } from '../support/participation/paper-desk.ts';
import { OVER, RUNNING } from '../support/participation/poll-desk.ts';

/** A secret vote at a kiosk: by a code one ballot is signed unread, and is cast as any other. */

let desk: Awaited<ReturnType<typeof openPaperDesk>>;
let id: string;
let first: string;
let second: string;
let survey: { id: string; place: string };
/** The key of a kiosk at the first place. */
let key: string;
const said = { ageGroup: null, isOfAge: true, districtId: null };
const words = (part: string, status = 409) => ({ status, detail: expect.stringContaining(part) });
const badCode = { status: 400, fields: { code: expect.stringContaining('Код не подходит') } };
const reason = 'Дали код по ошибке';
const cast = { titova: 0, suvorova: 0 };

const makePaper = (yard: 'titova' | 'suvorova' = 'titova') => desk.desk.paper(id, { yard: [yard] });
const failTake = async (cookie: string) =>
  desk.desk.server.fail(takeBallot, { ...at(id), body: { said, ...(await makePaper()).asked } }, cookie);

/** As the device of the kiosk does it: takes, seals, casts. */
async function castAt(code: string, paper: Paper): Promise<string> {
  const form = await desk.desk.server.call(readBallotForm, at(id));
  const sealed = await sealPaper(form, paper, await desk.takeAt(key, code, paper));
  if (!sealed) throw new Error('The city signed something else');
  return desk.desk.cast(id, sealed);
}

beforeAll(async () => {
  desk = await openPaperDesk();
  const { id: surveyId, places } = await desk.openWithPlaces('survey');
  survey = { id: surveyId, place: places[0] ?? '' };
  const card = await desk.openWithPlaces('vote');
  id = card.id;
  [first = '', second = ''] = card.places;
  key = await desk.openKiosk(first);
});
afterAll(() => desk.desk.server.close());

describe('a ballot at a kiosk', () => {
  test('is signed by a code, the same asked again is signed again, another is refused', async () => {
    const code = await desk.giveCode(id, first, { basis: 'первый' });
    await desk.check(key, code);
    const paper = await makePaper();
    const signed = await desk.takeAt(key, code, paper);
    expect(await desk.takeAt(key, code, paper)).toEqual(signed);
    expect(await desk.refuseTakeAt(key, code, await makePaper('suvorova'))).toMatchObject({
      ...words('По этому коду бюллетень уже выдан'),
      details: { why: 'elsewhere' },
    });
    expect(await desk.refuseCheck(key, code)).toMatchObject(words('По этому коду уже проголосовали'));
    // The reply was lost; the device goes on with the same paper.
    await castAt(code, paper);
    cast.titova += 1;
    expect(await desk.countOf('ballots.envelope')).toBe(1);
  });

  test('is not signed by a code of another place or poll, a wrong one, one that is over', async () => {
    const code = await desk.giveCode(id, first, { basis: 'второй' });
    const paper = await makePaper();
    const wrong = String((Number(code) + 1) % 100_000_000).padStart(8, '0');
    const [elsewhere, ofSurvey] = [await desk.openKiosk(second), await desk.openKiosk(survey.place)];
    expect(await desk.refuseTakeAt(key, wrong, paper)).toMatchObject(badCode);
    expect(await desk.refuseTakeAt(elsewhere, code, paper)).toMatchObject(badCode);
    expect(await desk.refuseTakeAt(ofSurvey, code, paper)).toMatchObject(badCode);
    expect(await desk.refuseTakeAt('x'.repeat(43), code, paper)).toMatchObject(
      words('Этот киоск закрыт', 404),
    );
    // A survey has no ballots to sign, a vote takes no answers in the open.
    const open = await desk.giveCode(survey.id, survey.place, { basis: 'опрос' });
    expect(await desk.refuseTakeAt(ofSurvey, open, paper)).toMatchObject({ status: 404 });
    expect(await desk.refuseAnswerAt(key, code, { yard: ['titova'] })).toMatchObject({ status: 404 });
    desk.desk.server.setNow('2026-11-26T04:30:00.000Z');
    expect(await desk.refuseTakeAt(key, code, paper)).toMatchObject(badCode);
    desk.desk.server.setNow(RUNNING);
    expect(await desk.countOf('ballots.voter')).toBe(1);
  });

  test('is the only one of whoever was given a code', async () => {
    const [phone, kiosk] = [await desk.somebody(), await desk.somebody()];
    await desk.desk.vote(id, phone.cookie, { yard: ['titova'] });
    cast.titova += 1;
    expect(await desk.refuseCode(id, first, phone)).toMatchObject(words('уже получил электронный бюллетень'));
    const old = await desk.giveCode(id, first, kiosk);
    const code = await desk.giveCode(id, first, kiosk);
    expect(await desk.refuseTakeAt(key, old, await makePaper())).toMatchObject(badCode);
    const isRefused = async () => {
      expect(await desk.refuseGive(id, first, kiosk)).toMatchObject(words('уже дали код киоска'));
      expect(await failTake(kiosk.cookie)).toMatchObject(words('бюллетень уже получили на участке'));
    };
    await isRefused();
    await castAt(code, await makePaper('suvorova'));
    cast.suvorova += 1;
    await isRefused();
    expect(await desk.refuseCode(id, first, kiosk)).toMatchObject(words('уже проголосовал на киоске'));
    expect(await desk.refuseTakeBack(id, first, { ...kiosk, reason })).toMatchObject(
      words('уже проголосовал на киоске'),
    );
    const unused = await desk.somebody();
    const lost = await desk.giveCode(id, first, unused);
    await desk.takeBack(id, first, { ...unused, reason });
    expect(await desk.refuseTakeAt(key, lost, await makePaper())).toMatchObject(badCode);
    await desk.desk.vote(id, unused.cookie, { yard: ['suvorova'] });
    cast.suvorova += 1;
  });

  test('is one, however many are asked for at once, and leaves no record', async () => {
    const code = await desk.giveCode(id, first, { basis: 'двадцать сразу' });
    const papers = await Promise.all(Array.from({ length: 20 }, () => makePaper()));
    const kept = [await desk.rowsOf('polls.paper_mark'), await desk.rowsOf('polls.kiosk')];
    const journal = [await desk.countOf('audit.record'), await desk.countOf('polls.event')];
    const voters = await desk.countOf('ballots.voter');
    const bodies = papers.map(({ asked }) => ({ code, said, ...asked }));
    const replies = await desk.rushAt(takeKioskBallot, key, bodies);
    expect(replies.toSorted()).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
    expect(await desk.countOf('ballots.voter')).toBe(voters + 1);
    expect(await desk.countOf('polls.participant')).toBe(0);
    await castAt(code, papers[replies.indexOf(200)] ?? (await makePaper()));
    cast.titova += 1;
    expect([await desk.rowsOf('polls.paper_mark'), await desk.rowsOf('polls.kiosk')]).toEqual(kept);
    expect([await desk.countOf('audit.record'), await desk.countOf('polls.event')]).toEqual(journal);
    const box = (await desk.rowsOf('ballots.voter')) + (await desk.rowsOf('ballots.envelope'));
    const { rows: marks } = await desk.desk.server.asOwner('SELECT * FROM polls.paper_mark');
    const known = marks.flatMap((mark) => [mark.code_key, mark.mark_key, mark.place_id]).filter(Boolean);
    for (const value of [...known, code, key]) expect(box).not.toContain(value);
    const { rows } = await desk.desk.server.asOwner('SELECT * FROM ballots.voter');
    expect(Object.keys(rows[0]).toSorted()).toEqual([
      'district_id',
      'is_mixed',
      'person_key',
      'poll_id',
      'request_hash',
    ]);
  });

  test('is not signed while the vote is paused, nor when it is over; then all is counted together', async () => {
    const code = await desk.giveCode(id, first, { basis: 'перерыв' });
    const paused = await desk.desk.move(await desk.desk.read(id), 'pause', 'Проверяем жалобу');
    expect(await desk.refuseTakeAt(key, code, await makePaper())).toMatchObject(
      words('Голосование приостановлено: Проверяем жалобу'),
    );
    await desk.desk.move(paused, 'resume');
    for (let more = 0; more < 10; more += 1) await desk.give(id, first, { basis: `на бумаге ${more}` });
    desk.desk.server.setNow('2026-12-05T14:59:00.000Z');
    key = await desk.openKiosk(first);
    const late = await desk.giveCode(id, first, { basis: 'поздний' });
    desk.desk.server.setNow('2026-12-05T15:00:00.000Z');
    expect(await desk.refuseTakeAt(key, late, await makePaper())).toMatchObject(
      words('Голосование завершено'),
    );
    await desk.desk.come(OVER);
    const { server, editor, deputy } = desk.desk;
    for (const [placeId, numbers] of [
      [first, paperNumbers(6, 4)],
      [second, paperNumbers(0, 0)],
    ] as const) {
      await server.call(contract.enterProtocol, await desk.enter(placeId, { numbers }), editor);
      await server.call(contract.confirmProtocol, { ...at(placeId), body: { serial: 1 } }, deputy);
    }
    await desk.desk.openBox(id);
    await server.drain();
    const { figures } = await desk.desk.read(id);
    expect(figures?.participants).toBe(cast.titova + cast.suvorova + 10);
    expect(figures?.questions[0]?.options.map(({ id: of, count }) => [of, count])).toEqual([
      ['titova', cast.titova + 6],
      ['suvorova', cast.suvorova + 4],
      ['unsure', 0],
    ]);
    expect(await desk.countOf(`polls.paper_mark WHERE poll_id = '${id}'`)).toBe(0);
  });
});

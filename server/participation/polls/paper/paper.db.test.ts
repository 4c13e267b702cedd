import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { downloadBallots, takeBallot } from '../../../../shared/contract/participation/ballots.ts';
import * as contract from '../../../../shared/contract/participation/poll-paper.ts';
import type { PollCard } from '../../../../shared/contract/participation/polls.ts';
import { movePoll } from '../../../../shared/contract/participation/polls-acts.ts';
import { hasPython, type Published, recount } from '../../../../tests/ballots/recount.ts';
import { loadRecountPage } from '../../../../tests/ballots/recount-page.ts';
import { OVER, signInKnown } from '../../../../tests/support/participation/poll-desk.ts';
import { uploadScan } from '../../../../tests/support/participation/scan.ts';
import { openVoteDesk, type VoteDesk } from '../../../../tests/support/participation/vote-desk.ts';

/** Paper and phone in one total: one ballot a person, two people for each protocol, few people hidden alike. */

let desk: VoteDesk;
beforeAll(async () => {
  desk = await openVoteDesk();
});
afterAll(() => desk.server.close());

const at = (id: string) => ({ params: { id } });
const read = (id: string) => desk.server.call(contract.readPaper, at(id), desk.editor);
const setPlaces = (id: string, titles: string[]) =>
  desk.server.call(contract.setPlaces, { ...at(id), body: { titles } }, desk.editor);
const give = (id: string, placeId: string, proof: object) =>
  desk.server.call(contract.givePaper, { ...at(id), body: { placeId, ...proof } }, desk.editor);
const refuseGive = (id: string, placeId: string, proof: object) =>
  desk.server.fail(contract.givePaper, { ...at(id), body: { placeId, ...proof } }, desk.editor);

/** A protocol of so many in the box, all of them valid. */
const numbers = (titova: number, suvorova: number, issued = titova + suvorova): contract.PaperNumbers => ({
  received: issued + 10,
  issued,
  spoilt: 1,
  unused: 9,
  inBox: titova + suvorova,
  invalid: 0,
  votes: { yard: { titova, suvorova, unsure: 0, none: 0 } },
});

async function enter(placeId: string, body: object, cookie = desk.editor) {
  const file = await uploadScan(desk.server, cookie);
  return { params: { id: placeId }, body: { seen: 0, reason: '', file, ...body } } as never;
}

/** A poll that runs with two places. */
async function openWithPlaces(kind: 'survey' | 'vote'): Promise<PollCard & { places: string[] }> {
  const audience = { minAge: null, districtIds: [], level: 'social' as const };
  const given = kind === 'vote' ? { kind, audience } : { audience };
  desk.server.setNow('2026-11-24T04:00:00.000Z');
  const begun = await desk.begin(given);
  await setPlaces(begun.id, ['Школа № 5, ул. Ленина, 10', 'Дом культуры']);
  const card = await desk.read(begun.id);
  const approved = await desk.judge(await desk.move(card, 'submit'), 'approve');
  if (kind === 'vote') await desk.prepare(begun.id);
  await desk.move(approved, 'announce');
  await desk.come('2026-11-26T04:00:00.000Z');
  const { places } = await read(begun.id);
  return Object.assign(await desk.read(begun.id), { places: places.map(({ id }) => id) });
}

describe('a poll with paper', () => {
  let id: string;
  let places: string[];
  beforeAll(async () => {
    ({ id, places } = await openWithPlaces('survey'));
  });

  test('is refused with words where paper cannot hold it', async () => {
    desk.server.setNow('2026-11-24T04:00:00.000Z');
    const words = await desk.begin({ questions: [{ id: 'why', kind: 'text', title: 'Почему?' }] });
    expect(
      await desk.server.fail(
        contract.setPlaces,
        { ...at(words.id), body: { titles: ['Школа'] } },
        desk.editor,
      ),
    ).toMatchObject({ status: 400, fields: { titles: expect.stringContaining('на бумаге не задать') } });
    // Places named first, the question changed later: it does not go on.
    const weighted = await desk.begin();
    await setPlaces(weighted.id, ['Школа']);
    await desk
      .db()
      .updateTable('polls.poll')
      .set({ is_weighted: true })
      .where('id', '=', weighted.id)
      .execute();
    expect(
      await desk.server.fail(
        movePoll,
        { ...at(weighted.id), body: { version: weighted.version, act: 'submit', reason: '' } },
        desk.editor,
      ),
    ).toMatchObject({ status: 409, detail: expect.stringContaining('С весами') });
    desk.server.setNow('2026-11-26T04:00:00.000Z');
  });

  test('places are named before it opens', async () => {
    expect(
      await desk.server.fail(contract.setPlaces, { ...at(id), body: { titles: ['Школа'] } }, desk.editor),
    ).toMatchObject({ status: 409 });
  });

  test('a person has one ballot, on paper or by phone, whichever came first', async () => {
    const [first = '', second = ''] = places;
    await desk.answer(id, desk.anna, { yard: ['titova'] });
    expect(await refuseGive(id, first, { contact: 'Anna@demo.invalid' })).toMatchObject({
      status: 409,
      detail: expect.stringContaining('электронный бюллетень'),
    });
    const [cookie] = await desk.residents(1);
    const { phone } = await desk
      .db()
      .selectFrom('identity.person')
      .select('phone')
      .where('phone', 'is not', null)
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow();
    await give(id, first, { contact: phone });
    expect(await refuseGive(id, second, { contact: phone })).toMatchObject({
      status: 409,
      detail: expect.stringContaining('уже получил бумажный'),
    });
    expect(await desk.refuse(id, cookie!, { yard: ['titova'] })).toMatchObject({
      status: 409,
      detail: expect.stringContaining('бумажный бюллетень'),
    });
  });

  test('whoever has no contact is known by a document, whose number is kept nowhere', async () => {
    const [first = ''] = places;
    await give(id, first, { basis: '6514 № 123456' });
    expect((await refuseGive(id, first, { basis: '65 14 123456' })).detail).toContain('уже получил бумажный');
    expect(await refuseGive(id, first, { basis: '1' })).toMatchObject({ status: 400 });
    expect(await refuseGive(id, first, { contact: 'не контакт' })).toMatchObject({ status: 400 });
    const marks = await desk.db().selectFrom('polls.paper_mark').selectAll().execute();
    expect(JSON.stringify(marks)).not.toContain('123456');
    expect(Object.keys(marks[0]!).toSorted()).toEqual(['mark_key', 'place_id', 'poll_id']);
  });

  test('a protocol that does not add up is refused at its fields', async () => {
    const [first = '', second = ''] = places;
    for (let more = 0; more < 10; more += 1) await give(id, first, { basis: `первый ${more}` });
    for (let more = 0; more < 7; more += 1) await give(id, second, { basis: `второй ${more}` });
    expect((await read(id)).places.map(({ given }) => given)).toEqual([12, 7]);
    const early = await enter(first, { numbers: numbers(6, 6) });
    expect((await desk.server.fail(contract.enterProtocol, early, desk.editor)).status).toBe(409);
    await desk.come(OVER);
    // It waits for paper.
    expect((await desk.read(id)).state).toBe('closed');
    expect(
      await desk.server.fail(
        contract.enterProtocol,
        await enter(first, { numbers: numbers(6, 7) }),
        desk.editor,
      ),
    ).toMatchObject({ status: 400, fields: { 'numbers.issued': expect.stringContaining('отмечено 12') } });
  });

  test('one enters it, another confirms; a correction is a version with its reason', async () => {
    const [first = '', second = ''] = places;
    const confirm = (placeId: string, serial: number) => ({ params: { id: placeId }, body: { serial } });
    await desk.server.call(
      contract.enterProtocol,
      await enter(first, { numbers: numbers(6, 6) }),
      desk.editor,
    );
    expect((await desk.server.fail(contract.confirmProtocol, confirm(first, 1), desk.editor)).status).toBe(
      403,
    );
    expect(
      await desk.server.fail(
        contract.enterProtocol,
        await enter(first, { numbers: numbers(7, 5), seen: 1 }),
        desk.editor,
      ),
    ).toMatchObject({ status: 400, fields: { reason: expect.any(String) } });
    expect(
      (
        await desk.server.fail(
          contract.enterProtocol,
          await enter(first, { numbers: numbers(7, 5) }),
          desk.editor,
        )
      ).status,
    ).toBe(409);
    await desk.server.call(
      contract.enterProtocol,
      await enter(first, { numbers: numbers(7, 5), seen: 1, reason: 'Описка в строке Титова' }),
      desk.editor,
    );
    expect((await desk.server.fail(contract.confirmProtocol, confirm(first, 1), desk.deputy)).status).toBe(
      409,
    );
    await desk.server.call(contract.confirmProtocol, confirm(first, 2), desk.deputy);
    await desk.server.call(
      contract.enterProtocol,
      await enter(second, { numbers: numbers(2, 5) }),
      desk.editor,
    );
    await desk.come('2026-12-05T15:03:00.000Z');
    expect((await desk.read(id)).state).toBe('closed');
    await desk.server.call(contract.confirmProtocol, confirm(second, 1), desk.deputy);
    await desk.server.drain();
    const { state, figures } = await desk.read(id);
    expect(state).toBe('counted');
    // One by phone is few: lost among those on paper.
    expect(figures).toMatchObject({
      participants: 20,
      districts: [
        { title: 'С телефона и компьютера', count: null },
        { title: 'На бумаге', count: null },
      ],
    });
    expect(figures?.questions[0]?.options.map(({ id: of, count }) => [of, count])).toEqual([
      ['titova', 10],
      ['suvorova', 10],
      ['unsure', 0],
    ]);
    expect(
      await desk.db().selectFrom('polls.paper_mark').selectAll().where('poll_id', '=', id).execute(),
    ).toEqual([]);
  });

  test('ballot and protocol are printed with the edition', async () => {
    for (const paper of ['ballot', 'protocol']) {
      const page = await desk.server.inject({
        url: `/api/polls/${id}/papers/${paper}?format=html`,
        headers: { cookie: desk.editor },
      });
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain('Редакция вопросов 1');
      expect(page.body).toContain('Двор на Суворова');
    }
  });
});

describe('a secret vote with paper', () => {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-paper-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is one total, whose electronic part anybody recounts and whose paper adds up', async () => {
    const { id, places } = await openWithPlaces('vote');
    const [first = '', second = ''] = places;
    const cookies = await desk.residents(6);
    for (const [n, cookie] of cookies.entries())
      await desk.vote(id, cookie, { yard: [n < 4 ? 'titova' : 'suvorova'] });
    for (let more = 0; more < 9; more += 1) await give(id, first, { basis: `документ ${more}` });
    for (let more = 0; more < 8; more += 1) await give(id, second, { basis: `паспорт ${more}` });
    // Whoever took a paper one takes no electronic one.
    await give(id, first, { contact: '+79125550101' });
    const late = await signInKnown(desk.server, '+79125550101');
    const paper = await desk.paper(id, { yard: ['titova'] });
    expect(
      await desk.server.fail(
        takeBallot,
        { ...at(id), body: { said: { ageGroup: null, isOfAge: true, districtId: null }, ...paper.asked } },
        late,
      ),
    ).toMatchObject({ status: 409, detail: expect.stringContaining('бумажный бюллетень') });
    const { phone } = await desk
      .db()
      .selectFrom('identity.person')
      .select('phone')
      .where('phone', 'like', '+7912100%')
      .orderBy('phone', 'desc')
      .executeTakeFirstOrThrow();
    expect((await refuseGive(id, first, { contact: phone })).detail).toContain('электронный бюллетень');
    await desk.come(OVER);
    await expect(desk.openBox(id)).rejects.toThrow(/Протоколы участков/u);
    for (const [placeId, of] of [
      [first, numbers(6, 4)],
      [second, numbers(3, 4, 8)],
    ] as const) {
      await desk.server.call(contract.enterProtocol, await enter(placeId, { numbers: of }), desk.editor);
      await desk.server.call(
        contract.confirmProtocol,
        { params: { id: placeId }, body: { serial: 1 } },
        desk.deputy,
      );
    }
    await desk.openBox(id);
    await desk.server.drain();
    const { figures } = await desk.read(id);
    expect(figures).toMatchObject({
      participants: 23,
      districts: [{ count: 6 }, { title: 'На бумаге', count: 17 }],
    });
    expect(figures?.questions[0]?.options.map(({ count, byDistrict }) => [count, byDistrict[1]])).toEqual([
      [13, 9],
      [10, 8],
      [0, 0],
    ]);
    const file = await desk.server.inject({ url: downloadBallots.path.replace(':id', id) });
    const path = join(folder, 'vote.json');
    const page = await loadRecountPage().recount(JSON.parse(file.body), '');
    expect(page.faults).toEqual([]);
    expect([...page.counts.get('yard')!]).toEqual(expect.arrayContaining([['titova', 4]]));
    writeFileSync(path, file.body);
    if (!hasPython) return;
    expect(await recount(path)).toMatchObject({
      faults: [],
      counts: { yard: { titova: 4, suvorova: 2 } },
      paper: { yard: { titova: 9, suvorova: 8 } },
      totals: { yard: { titova: 13, suvorova: 10 } },
    });
    // Numbers of paper are under the signature.
    const published: Published = JSON.parse(file.body);
    const changed = { ...published, protocol: published.protocol.replace('"titova":9', '"titova":10') };
    expect(changed.protocol).not.toBe(published.protocol);
    writeFileSync(path, JSON.stringify(changed));
    expect((await recount(path)).faults.length).toBeGreaterThan(1);
    // Of a single place nothing is published.
    expect(file.body).not.toContain('Школа');
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../../shared/contract/participation/poll-paper.ts';
import { movePoll } from '../../../../shared/contract/participation/polls-acts.ts';
import { at, openPaperDesk, paperNumbers } from '../../../../tests/support/participation/paper-desk.ts';
import { OVER, signInKnown } from '../../../../tests/support/participation/poll-desk.ts';

/** Paper and phone in one total: one ballot a person, two people for each protocol, few people hidden alike. */

let paper: Awaited<ReturnType<typeof openPaperDesk>>;
beforeAll(async () => {
  paper = await openPaperDesk();
});
afterAll(() => paper.desk.server.close());

describe('a poll with paper', () => {
  let id: string;
  let places: string[];
  beforeAll(async () => {
    ({ id, places } = await paper.openWithPlaces('survey'));
  });

  test('is refused with words where paper cannot hold it', async () => {
    paper.desk.server.setNow('2026-11-24T04:00:00.000Z');
    const words = await paper.desk.begin({ questions: [{ id: 'why', kind: 'text', title: 'Почему?' }] });
    expect(
      await paper.desk.server.fail(
        contract.setPlaces,
        { ...at(words.id), body: { titles: ['Школа'] } },
        paper.desk.editor,
      ),
    ).toMatchObject({ status: 400, fields: { titles: expect.stringContaining('на бумаге не задать') } });
    // Places named first, the question changed later: it does not go on.
    const weighted = await paper.desk.begin();
    await paper.setPlaces(weighted.id, ['Школа']);
    await paper.desk
      .db()
      .updateTable('polls.poll')
      .set({ is_weighted: true })
      .where('id', '=', weighted.id)
      .execute();
    expect(
      await paper.desk.server.fail(
        movePoll,
        { ...at(weighted.id), body: { version: weighted.version, act: 'submit', reason: '' } },
        paper.desk.editor,
      ),
    ).toMatchObject({ status: 409, detail: expect.stringContaining('С весами') });
    paper.desk.server.setNow('2026-11-26T04:00:00.000Z');
  });

  test('places are named before it opens', async () => {
    expect(
      await paper.desk.server.fail(
        contract.setPlaces,
        { ...at(id), body: { titles: ['Школа'] } },
        paper.desk.editor,
      ),
    ).toMatchObject({ status: 409 });
  });

  test('a person has one ballot, on paper or by phone, whichever came first', async () => {
    const [first = '', second = ''] = places;
    await paper.desk.answer(id, paper.desk.anna, { yard: ['titova'] });
    expect(await paper.refuseGive(id, first, { contact: 'Anna@demo.invalid' })).toMatchObject({
      status: 409,
      detail: expect.stringContaining('электронный бюллетень'),
    });
    const [cookie] = await paper.desk.residents(1);
    const { phone } = await paper.desk
      .db()
      .selectFrom('identity.person')
      .select('phone')
      .where('phone', 'is not', null)
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow();
    await paper.give(id, first, { contact: phone });
    expect(await paper.refuseGive(id, second, { contact: phone })).toMatchObject({
      status: 409,
      detail: expect.stringContaining('уже получил бумажный'),
    });
    expect(await paper.desk.refuse(id, cookie!, { yard: ['titova'] })).toMatchObject({
      status: 409,
      detail: expect.stringContaining('бюллетень уже получили на участке'),
    });
  });

  test('a mark made by mistake is taken back where it was made, and the phone answers again', async () => {
    const [first = '', second = ''] = places;
    const phones = async () =>
      (await paper.desk.db().selectFrom('identity.person').select('phone').execute()).map((row) => row.phone);
    const known = await phones();
    const [cookie = ''] = await paper.desk.residents(1);
    const phone = (await phones()).find((one) => one && !known.includes(one)) ?? '';
    const reason = 'Отметили соседа по ошибке';
    await paper.give(id, first, { contact: phone });
    expect((await paper.desk.refuse(id, cookie, { yard: ['titova'] })).detail).toContain(
      'бюллетень уже получили на участке',
    );
    expect(await paper.refuseTakeBack(id, second, { contact: phone, reason })).toMatchObject({
      status: 409,
      detail: expect.stringContaining('Такой отметки на этом участке нет'),
    });
    expect((await paper.refuseTakeBack(id, first, { basis: '6514 000000', reason })).status).toBe(409);
    expect((await paper.refuseTakeBack(id, first, { contact: phone })).fields).toHaveProperty('reason');
    const told = { contact: phone, reason: `Номер ${phone.slice(2, 5)} ${phone.slice(5)}, ошибка` };
    expect((await paper.refuseTakeBack(id, first, told)).fields).toHaveProperty('reason');
    expect((await paper.desk.refuse(id, cookie, { yard: ['titova'] })).status).toBe(409);
    const { places: left, can } = await paper.takeBack(id, first, { contact: phone, reason });
    expect([left[0]?.given, can.includes('take-back')]).toEqual([1, true]);
    await paper.desk.answer(id, cookie, { yard: ['suvorova'] });
    expect((await paper.refuseTakeBack(id, first, { contact: phone, reason })).status).toBe(409);
    expect((await paper.refuseGive(id, first, { contact: phone })).detail).toContain('электронный бюллетень');
    const lines = await paper.desk
      .db()
      .selectFrom('polls.event')
      .selectAll()
      .where('poll_id', '=', id)
      .where('what', 'like', '%снята отметка%')
      .execute();
    expect(lines.map(({ note }) => note)).toEqual([reason]);
    const { rows } = await paper.desk.server.app.pool.query(
      "SELECT payload FROM audit.record WHERE action = 'polls.take-back-paper'",
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify([lines, rows])).not.toContain(phone.slice(2));
  });

  test('whoever has two contacts is one person', async () => {
    const [first = '', second = ''] = places;
    const [phone, email] = ['+79135550101', 'two-contacts@demo.invalid'];
    await signInKnown(paper.desk.server, phone);
    await paper.desk.server.app.pool.query('UPDATE identity.person SET email = $1 WHERE phone = $2', [
      email,
      phone,
    ]);
    await paper.give(id, first, { contact: phone });
    expect((await paper.refuseGive(id, second, { contact: email })).detail).toContain('уже получил бумажный');
    await paper.takeBack(id, first, { contact: phone, reason: 'Проверка двух контактов' });
    await paper.give(id, second, { contact: email });
    expect((await paper.refuseGive(id, first, { contact: phone })).detail).toContain('уже получил бумажный');
    await paper.takeBack(id, second, { contact: email, reason: 'Проверка двух контактов' });
  });

  test('whoever has no contact is known by a document, whose number is kept nowhere', async () => {
    const [first = ''] = places;
    await paper.give(id, first, { basis: '6514 № 123456' });
    expect((await paper.refuseGive(id, first, { basis: '65 14 123456' })).detail).toContain(
      'уже получил бумажный',
    );
    expect(await paper.refuseGive(id, first, { basis: '1' })).toMatchObject({ status: 400 });
    expect(await paper.refuseGive(id, first, { contact: 'не контакт' })).toMatchObject({ status: 400 });
    const marks = await paper.desk.db().selectFrom('polls.paper_mark').selectAll().execute();
    expect(JSON.stringify(marks)).not.toContain('123456');
    expect(Object.keys(marks[0]!).toSorted()).toEqual(['code_key', 'mark_key', 'place_id', 'poll_id', 'way']);
  });

  test('a protocol that does not add up is refused at its fields', async () => {
    const [first = '', second = ''] = places;
    for (let more = 0; more < 10; more += 1) await paper.give(id, first, { basis: `первый ${more}` });
    for (let more = 0; more < 7; more += 1) await paper.give(id, second, { basis: `второй ${more}` });
    expect((await paper.read(id)).places.map(({ given }) => given)).toEqual([12, 7]);
    const early = await paper.enter(first, { numbers: paperNumbers(6, 6) });
    expect((await paper.desk.server.fail(contract.enterProtocol, early, paper.desk.editor)).status).toBe(409);
    await paper.give(id, first, { basis: 'лишний 1' });
    await paper.desk.come(OVER);
    // One marked too many is found by the count of stubs: the vote is over, its protocol is not in.
    const reason = 'По корешкам на один меньше';
    const { places: left } = await paper.takeBack(id, first, { basis: 'лишний 1', reason });
    expect(left[0]?.given).toBe(12);
    // It waits for paper.
    expect((await paper.desk.read(id)).state).toBe('closed');
    expect(
      await paper.desk.server.fail(
        contract.enterProtocol,
        await paper.enter(first, { numbers: paperNumbers(6, 7) }),
        paper.desk.editor,
      ),
    ).toMatchObject({
      status: 400,
      fields: {
        'numbers.issued': expect.stringMatching(/отмечено 12.*Пересчитайте корешки.*«Бюллетень вернули»/u),
      },
    });
  });

  test('one enters it, another confirms; a correction is a version with its reason', async () => {
    const [first = '', second = ''] = places;
    const confirm = (placeId: string, serial: number) => ({ params: { id: placeId }, body: { serial } });
    await paper.desk.server.call(
      contract.enterProtocol,
      await paper.enter(first, { numbers: paperNumbers(6, 6) }),
      paper.desk.editor,
    );
    expect(
      await paper.refuseTakeBack(id, first, { basis: '6514 123456', reason: 'Уже после протокола' }),
    ).toMatchObject({ status: 409, detail: expect.stringContaining('Протокол этого участка уже внесён') });
    expect((await paper.read(id)).can).toContain('take-back');
    expect(
      (await paper.desk.server.fail(contract.confirmProtocol, confirm(first, 1), paper.desk.editor)).status,
    ).toBe(403);
    expect(
      await paper.desk.server.fail(
        contract.enterProtocol,
        await paper.enter(first, { numbers: paperNumbers(7, 5), seen: 1 }),
        paper.desk.editor,
      ),
    ).toMatchObject({ status: 400, fields: { reason: expect.any(String) } });
    expect(
      (
        await paper.desk.server.fail(
          contract.enterProtocol,
          await paper.enter(first, { numbers: paperNumbers(7, 5) }),
          paper.desk.editor,
        )
      ).status,
    ).toBe(409);
    await paper.desk.server.call(
      contract.enterProtocol,
      await paper.enter(first, { numbers: paperNumbers(7, 5), seen: 1, reason: 'Описка в строке Титова' }),
      paper.desk.editor,
    );
    expect(
      (await paper.desk.server.fail(contract.confirmProtocol, confirm(first, 1), paper.desk.deputy)).status,
    ).toBe(409);
    await paper.desk.server.call(contract.confirmProtocol, confirm(first, 2), paper.desk.deputy);
    await paper.desk.server.call(
      contract.enterProtocol,
      await paper.enter(second, { numbers: paperNumbers(2, 5) }),
      paper.desk.editor,
    );
    await paper.desk.come('2026-12-05T15:03:00.000Z');
    expect((await paper.desk.read(id)).state).toBe('closed');
    await paper.desk.server.call(contract.confirmProtocol, confirm(second, 1), paper.desk.deputy);
    await paper.desk.come('2026-12-05T15:05:00.000Z');
    const { state, figures } = await paper.desk.read(id);
    expect(state).toBe('counted');
    // Two by phone are few: lost among those on paper.
    expect(figures).toMatchObject({
      participants: 21,
      districts: [
        { title: 'Электронно', count: null },
        { title: 'На бумаге', count: null },
      ],
    });
    expect(figures?.questions[0]?.options.map(({ id: of, count }) => [of, count])).toEqual([
      ['titova', 10],
      ['suvorova', 11],
      ['unsure', 0],
    ]);
    expect(
      await paper.desk.db().selectFrom('polls.paper_mark').selectAll().where('poll_id', '=', id).execute(),
    ).toEqual([]);
  });

  test('ballot and protocol are printed with the edition', async () => {
    for (const kind of ['ballot', 'protocol']) {
      const page = await paper.desk.server.inject({
        url: `/api/polls/${id}/papers/${kind}?format=html`,
        headers: { cookie: paper.desk.editor },
      });
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain('Редакция вопросов 1');
      // A ballot with a number would tell whose it is.
      expect(/_ № _/u.test(page.body)).toBe(kind === 'protocol');
      expect(page.body).toContain('Двор на Суворова');
    }
  });
});

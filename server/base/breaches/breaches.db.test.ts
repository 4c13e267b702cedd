import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/base/breaches.ts';
import { readCard, saveCard } from '../../../shared/contract/base/our-city.ts';
import { itemAt } from '../../../shared/lists.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

const NOW = '2026-11-24T04:00:00.000Z';

let server: TestServer;
let officer: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow(NOW);
  officer = await signInAs(server, 'privacy-officer');
});
afterAll(() => server.close());

const first = {
  discoveredAt: '2026-11-23T20:30:00+05:00',
  what: 'Выгрузка дел отправлена письмом не тому адресату',
};
const whole = {
  ...first,
  happenedAt: '2026-11-23T10:00:00.000Z',
  data: 'имена, телефоны, адреса',
  people: 40,
  causes: 'ошибка в адресе письма',
  harm: 'нежелательные звонки',
  measures: 'адресат удалил письмо, доступ закрыт',
  contact: 'ответственный за персональные данные, +7 3439 00-00-00',
};
const open = (body: object = first) =>
  server.call(contract.openBreach, { body: { ...first, ...body } }, officer);
const read = (id: string) => server.call(contract.readBreach, { params: { id } }, officer);
const change = async (id: string, body: object) =>
  server.call(
    contract.changeBreach,
    { params: { id }, body: { version: (await read(id)).version, ...whole, ...body } },
    officer,
  );
const tell = async (id: string, notice: contract.BreachNotice, body: object = {}) => ({
  params: { id, notice },
  body: { version: (await read(id)).version, sentAt: NOW, number: '12345-ИПД', ...body },
});
const end = async (id: string, isDismissed: boolean) => ({
  params: { id },
  body: {
    version: (await read(id)).version,
    isDismissed,
    outcome: 'Письмо не открывали: подтвердил адресат.',
  },
});

describe('a breach of personal data', () => {
  test('its terms run by the clock from the discovery, written down later', async () => {
    const card = await open();
    expect(card).toMatchObject({
      state: 'open',
      discoveredAt: '2026-11-23T15:30:00.000Z',
      terms: [
        { notice: 'initial', dueAt: '2026-11-24T15:30:00.000Z', state: 'runs', sentAt: null },
        { notice: 'results', dueAt: '2026-11-26T15:30:00.000Z', state: 'runs' },
      ],
      can: ['change', 'notify', 'dismiss', 'tick'],
    });
    // What is found long after is late at once.
    const late = await open({ discoveredAt: '2026-11-20T04:00:00.000Z' });
    expect(late.terms.map(({ state }) => state)).toEqual(['late', 'late']);
    // The clock of both goes on with the moment of the discovery.
    const moved = await change(late.id, { discoveredAt: '2026-11-24T03:00:00.000Z' });
    expect(moved.terms.map(({ dueAt }) => dueAt)).toEqual([
      '2026-11-25T03:00:00.000Z',
      '2026-11-27T03:00:00.000Z',
    ]);
    expect(moved.history[0]).toMatchObject({
      what: 'сведения дополнены',
      note: 'выявлен 24.11.2026, 08:00; было 20.11.2026, 09:00',
    });
  });

  test('moments that cannot be are refused beside their field', async () => {
    const faultOf = async (body: object) =>
      (await server.fail(contract.openBreach, { body: { ...first, ...body } }, officer)).fields;
    expect(await faultOf({ discoveredAt: '2026-11-24T04:00:01.000Z' })).toHaveProperty('discoveredAt');
    expect(await faultOf({ discoveredAt: '1999-01-01T00:00:00.000Z' })).toHaveProperty('discoveredAt');
    expect(await faultOf({ happenedAt: '2026-11-23T16:00:00.000Z' })).toHaveProperty('happenedAt');
    expect(await faultOf({ happenedAt: '2026-11-25T16:00:00.000Z' })).toHaveProperty('happenedAt');
    expect(await faultOf({ what: 'утекло' })).toHaveProperty('what');
  });

  test('goes from the first notice to the end, and no step before its time', async () => {
    const { id } = await open();
    const lacking = await server.fail(contract.tellBreach, await tell(id, 'initial'), officer);
    expect(lacking.detail).toContain('Предполагаемые причины');
    expect(lacking.detail).not.toContain('Как выявлен');
    expect((await read(id)).gaps.initial).toHaveLength(5);
    expect((await server.fail(contract.tellBreach, await tell(id, 'results'), officer)).code).toBe(
      'lib.conflict',
    );
    expect((await server.fail(contract.endBreach, await end(id, false), officer)).code).toBe('lib.conflict');
    expect((await change(id, {})).gaps.initial).toEqual([]);
    const early = await tell(id, 'initial', { sentAt: '2026-11-23T15:29:00.000Z' });
    expect((await server.fail(contract.tellBreach, early, officer)).fields).toHaveProperty('sentAt');
    const future = await tell(id, 'initial', { sentAt: '2026-11-24T04:01:00.000Z' });
    expect((await server.fail(contract.tellBreach, future, officer)).fields).toHaveProperty('sentAt');

    const notified = await server.call(contract.tellBreach, await tell(id, 'initial'), officer);
    expect(notified).toMatchObject({
      state: 'notified',
      terms: [{ state: 'kept', number: '12345-ИПД', sentAt: NOW }, { state: 'runs' }],
      gaps: { results: ['Что установило расследование'] },
    });
    expect((await server.fail(contract.tellBreach, await tell(id, 'initial'), officer)).code).toBe(
      'lib.conflict',
    );
    const { version } = await read(id);
    const moved = { version, ...whole, discoveredAt: '2026-11-23T12:00:00.000Z' };
    expect(
      (await server.fail(contract.changeBreach, { params: { id }, body: moved }, officer)).fields,
    ).toHaveProperty('discoveredAt');
    await change(id, {
      inquiry: 'Адрес выбран из подсказки почты: однофамилец.',
      culprits: 'сотрудник отдела',
    });
    const before = await tell(id, 'results', { sentAt: '2026-11-24T03:59:00.000Z' });
    expect((await server.fail(contract.tellBreach, before, officer)).fields).toHaveProperty('sentAt');
    server.setNow('2026-11-27T04:00:00.000Z');
    const sent = await tell(id, 'results', { sentAt: '2026-11-27T03:00:00.000Z', number: '12346-ИПД' });
    const reported = await server.call(contract.tellBreach, sent, officer);
    expect(reported.terms[1]).toMatchObject({ state: 'broken', number: '12346-ИПД' });
    const closed = await server.call(contract.endBreach, await end(id, false), officer);
    server.setNow(NOW);
    expect(closed).toMatchObject({ state: 'closed', can: [] });
    expect(closed.history.map(({ what }) => what)).toEqual([
      'инцидент закрыт',
      'отправлено уведомление об итогах',
      'сведения дополнены',
      'отправлено первичное уведомление',
      'сведения дополнены',
      'инцидент записан',
    ]);
    const { rows } = await server.app.pool.query(
      `SELECT action, payload FROM audit.record WHERE object = 'breach' AND object_id = $1 ORDER BY seq`,
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'breaches.open-breach',
      'breaches.change-breach',
      'breaches.notify-breach',
      'breaches.change-breach',
      'breaches.report-breach',
      'breaches.close-breach',
    ]);
    // The journal is never erased: it holds names of fields and none of the words.
    expect(JSON.stringify(rows)).not.toMatch(/однофамилец|не тому адресату/u);
    expect(JSON.parse(rows[1].payload).data.fields).toContain('causes');
  });

  test('is changed by who saw it as it is', async () => {
    const { id, version } = await open();
    await change(id, {});
    const stale = { params: { id }, body: { version, ...whole, causes: 'другое' } };
    expect((await server.fail(contract.changeBreach, stale, officer)).code).toBe('lib.changed-meanwhile');
  });

  test('one that was none says why and owes nothing; nothing of it is deleted', async () => {
    const { id } = await open();
    const short = await end(id, true);
    short.body.outcome = 'нет';
    expect((await server.fail(contract.endBreach, short, officer)).fields).toHaveProperty('outcome');
    const card = await server.call(contract.endBreach, await end(id, true), officer);
    expect(card).toMatchObject({ state: 'dismissed', can: [] });
    expect(card.terms.map(({ state }) => state)).toEqual(['ended', 'ended']);
    for (const table of ['breach', 'event'])
      await expect(server.app.pool.query(`DELETE FROM breaches.${table}`)).rejects.toThrow();
  });

  test('each step is ticked with who and when, and may be found undone', async () => {
    const { id, steps } = await open();
    const tick = (stepId: string, isDone: boolean, note = '') =>
      server.call(contract.tickBreachStep, { params: { id }, body: { stepId, isDone, note } }, officer);
    const stepId = itemAt(steps, 0).id;
    expect(steps.every(({ mark }) => mark === null)).toBe(true);
    const done = await tick(stepId, true, 'сеансы завершены');
    expect(done.steps[0]?.mark).toMatchObject({ at: NOW, note: 'сеансы завершены' });
    expect(done.steps[1]?.mark).toBeNull();
    // Twice the same is once.
    expect((await tick(stepId, true)).history).toHaveLength(2);
    expect((await tick(stepId, false)).steps[0]?.mark).toBeNull();
    const unknown = { params: { id }, body: { stepId: 'no-such', isDone: true } };
    expect((await server.fail(contract.tickBreachStep, unknown, officer)).fields).toHaveProperty('stepId');
    await server.call(contract.endBreach, await end(id, true), officer);
    const over = { params: { id }, body: { stepId, isDone: true } };
    expect((await server.fail(contract.tickBreachStep, over, officer)).code).toBe('lib.conflict');
  });

  test('the list tells what runs and what is over, page by page', async () => {
    const list = async (query: object) => server.call(contract.listBreaches, { query }, officer);
    const { items } = await list({});
    expect(items.length).toBeGreaterThan(3);
    expect(items.map(({ discoveredAt }) => discoveredAt)).toEqual(
      items
        .map(({ discoveredAt }) => discoveredAt)
        .toSorted()
        .toReversed(),
    );
    const running = await list({ shelf: 'running' });
    const over = await list({ shelf: 'over' });
    expect(running.items.length + over.items.length).toBe(items.length);
    expect(over.items.every(({ state }) => state === 'closed' || state === 'dismissed')).toBe(true);
    const page = await list({ limit: 2 });
    const rest = await list({ limit: 100, cursor: page.next });
    expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual(items.map(({ id }) => id));
  });

  test('both notices are papers out of the record; what is not known is a place for the hand', async () => {
    const { id, serial } = await open();
    const file = async (notice: string, format: string) =>
      server.inject({
        url: `/api/breaches/${id}/notices/${notice}/file?format=${format}`,
        headers: { cookie: officer },
      });
    const blank = (await file('initial', 'html')).body;
    expect(blank).toContain('УВЕДОМЛЕНИЕ');
    expect(blank).toContain('Предполагаемые причины');
    // Who answers for the data is known of the card of the city.
    for (const words of ['6600000003', 'ул. Вымышленная, 1', 'reception@otklik.example'])
      expect(blank).toContain(words);
    expect(blank).toContain('____________');
    await change(id, {});
    const filled = (await file('initial', 'html')).body;
    for (const words of [
      '23.11.2026, 20:30',
      whole.what,
      whole.causes,
      whole.contact,
      '152-ФЗ',
      `№ ${serial}`,
    ])
      expect(filled.replaceAll('\u00a0', ' ').replaceAll('\u2011', '-')).toContain(words);
    expect((await file('results', 'html')).body).toContain('о результатах внутреннего расследования');
    const docx = await file('results', 'docx');
    expect(docx.statusCode).toBe(200);
    expect(docx.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });

  test('where another than the organisation answers for the data, its ИНН is left to be written', async () => {
    const { id } = await open();
    const notice = async () =>
      (
        await server.inject({
          url: `/api/breaches/${id}/notices/initial/file?format=html`,
          headers: { cookie: officer },
        })
      ).body;
    expect(await notice()).toContain('6600000003');
    const admin = await signInAs(server, 'admin');
    const { card, version } = await server.call(readCard, {}, admin);
    const operator = { name: 'МКУ «Пробный центр»', address: 'ул. Пробная, 2', contact: '' };
    const body = { version, reason: '', card: { ...card!, operator } };
    await server.call(saveCard, { body }, admin);
    const other = await notice();
    expect(other).toContain('МКУ «Пробный центр»');
    expect(other).not.toContain('6600000003');
  });
});

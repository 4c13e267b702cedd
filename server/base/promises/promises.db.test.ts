import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as contract from '../../../shared/contract/base/promises.ts';
import * as assignments from '../../../shared/contract/group/assignments-moves.ts';
import { getProtocol, signProtocol } from '../../../shared/contract/group/working-group-protocol.ts';
import * as outages from '../../../shared/contract/messages/outages.ts';
import { type Group, makeGroup } from '../../../tests/support/group/group.ts';
import { holdMeeting, password, sendToReview } from '../../../tests/support/group/protocol.ts';
import { type ConflictDesk, openConflictDesk } from '../../../tests/support/networks/conflict-desk.ts';
import { outageBody } from '../../../tests/support/outages.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { type PromiseLine, plantPromise, solvedCase } from '../../../tests/support/promises.ts';
import { makeUnit } from '../../../tests/support/site/cases.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

/** The ledger: what answers, outages, pages and decisions promised with a day, and what everybody reads of it. */

const NOW = '2026-11-24T09:00:00Z';
let desk: ConflictDesk;
let server: ConflictDesk['server'];
let editor: string;
let unitId: string;
let minute = 0;

beforeAll(async () => {
  desk = await openConflictDesk();
  ({ server } = desk);
  server.setNow(NOW);
  editor = await signInAs(server, 'editor', { slug: 'ledger-editor' });
  unitId = await makeUnit(server, 'Управление дорог', 'ledger-roads');
});
afterAll(() => server.close());

const database = () => server.app.services.database;

/** The page as everybody reads it a minute later, when it is gathered anew. */
async function pageOf(query: object = {}) {
  minute += 2;
  server.setNow(new Date(Date.parse(NOW) + minute * 60_000).toISOString());
  return (await server.call(contract.getOpenPromises, { query: query as never })).ledger!;
}

const lineOf = async (id: string) =>
  (await pageOf({ limit: 100 })).promises.find(({ key }) => key.endsWith(id));

const plant = (file: object, lines: readonly PromiseLine[]) =>
  plantPromise(
    server,
    file,
    lines.map((line) => ({ unitId, ...line })),
  );

it('is empty until something is promised, and says so with noughts', async () => {
  const ledger = await pageOf();
  expect(ledger).toMatchObject({ weeksBack: 12, from: '2026-09-07', total: 0, promises: [], bodies: [] });
  expect(ledger.weeks).toHaveLength(15);
  expect(ledger.counts).toEqual({ broken: 0, unproven: 0, kept: 0, ahead: 0 });
});

describe('an answer to residents', () => {
  it('is a promise with its sentence, its place and whoever gave it, and no name', async () => {
    const id = await plant({ joined_count: 10 }, [{ until: '2026-11-20' }]);
    const line = await lineOf(id);
    expect(line).toMatchObject({
      kind: 'answer',
      outcome: 'broken',
      title: 'Яму на Титова закроем до 20 ноября',
      place: 'ул. Титова, 14',
      body: 'Управление дорог',
      dueOn: '2026-11-20',
      movedFrom: null,
      where: 'в ответе 11\u00a0жителям',
      proofs: [],
      photos: null,
    });
    expect(line?.link).toMatch(/^\/m\/2026-11-\d+$/u);
    expect(JSON.stringify(await pageOf())).not.toMatch(/Иван|Петров/u);
  });

  it('is kept by a proof alone; what is said to be done is told apart', async () => {
    const said = await plant({ ...solvedCase }, [{ until: '2026-11-20', state: 'kept' }]);
    expect(await lineOf(said)).toMatchObject({ outcome: 'unproven', doneOn: '2026-11-18', proofs: [] });
    const proved = await plant({ ...solvedCase, resolved: 'yes' }, [{ until: '2026-11-20', state: 'kept' }]);
    expect(await lineOf(proved)).toMatchObject({ outcome: 'kept', doneOn: '2026-11-18' });
    const late = await plant({ ...solvedCase, resolved: 'yes' }, [{ until: '2026-11-17', state: 'broken' }]);
    expect(await lineOf(late)).toMatchObject({ outcome: 'broken' });
    const denied = await plant({ ...solvedCase, resolved: 'no' }, [{ until: '2026-11-20', state: 'kept' }]);
    expect(await lineOf(denied)).toMatchObject({ outcome: 'broken', doneOn: null });
  });

  it('is moved once, and shows from which day; a second time changes nothing', async () => {
    const once = await plant({}, [
      { until: '2026-11-20', state: 'moved' },
      { until: '2026-11-30', madeAt: '2026-11-15T06:00:00Z' },
    ]);
    expect(await lineOf(once)).toMatchObject({
      outcome: 'ahead',
      dueOn: '2026-11-30',
      movedFrom: '2026-11-20',
    });
    const twice = await plant({}, [
      { until: '2026-11-10', state: 'moved' },
      { until: '2026-11-20', state: 'moved', madeAt: '2026-11-09T06:00:00Z' },
      { until: '2026-12-20', madeAt: '2026-11-19T06:00:00Z' },
    ]);
    expect(await lineOf(twice)).toMatchObject({
      outcome: 'broken',
      dueOn: '2026-11-20',
      movedFrom: '2026-11-10',
      laterOn: '2026-12-20',
    });
  });

  it('is nobody’s to read while the message is private; of a home the topic and the street alone', async () => {
    const hidden = await plant({ published_at: null }, [{ until: '2026-11-20' }]);
    expect(await lineOf(hidden)).toBeUndefined();
    const home = await plant({ is_home: true, address: 'ул. Кунавина, 3, кв. 17' }, [
      { until: '2026-11-20', text: 'Сосед из 17-й квартиры. Закроем до 20 ноября.' },
    ]);
    const line = await lineOf(home);
    expect(line?.place).toBe('ул. Кунавина');
    expect(JSON.stringify(line)).not.toMatch(/17-й|кв\. 17/u);
  });
});

describe('an outage', () => {
  it('is kept where nobody wrote of it for a day after its end', async () => {
    server.setNow('2026-11-20T03:00:00Z');
    const body = outageBody({ beginsOn: '2026-11-20', untilOn: '2026-11-20', untilAt: '18:00' });
    const made = [0, 1].map(() => server.call(outages.createOutage, { body }, desk.operator));
    const [quiet, loud] = await Promise.all(made);
    server.setNow('2026-11-20T12:00:00Z');
    for (const one of [quiet!, loud!])
      await server.call(
        outages.endOutage,
        { params: { id: one.id }, body: { version: one.version } },
        desk.operator,
      );
    expect(await lineOf(quiet!.id)).toMatchObject({
      kind: 'outage',
      outcome: 'kept',
      hasHour: true,
      title: 'Дадут: горячая вода',
      place: 'ул. Титова, 10–28',
      body: '«Тепло Синары»',
    });
    const street = await database()
      .selectFrom('outages.place')
      .select('place_id')
      .limit(1)
      .executeTakeFirstOrThrow();
    await plantCases(server, [
      {
        fact_id: 'housing.water.hot-absent',
        street_id: street.place_id,
        registered_at: '2026-11-20T18:00:00Z',
      },
    ]);
    expect(await lineOf(quiet!.id)).toMatchObject({ outcome: 'unproven' });
  });
});

describe('a post of a page', () => {
  const text = 'На проспекте Победы, 9 нет отопления. Тепло дадим до 27 ноября.';

  it('is a promise once a person says that it is one', async () => {
    server.setNow(NOW);
    await desk.own('ledger-heat', text, '2026-11-24T04:50:00Z');
    const found = await server.call(contract.getPromiseDesk, {}, editor);
    expect(found.waiting).toBe(1);
    const [one] = found.found;
    expect(one).toMatchObject({
      kind: 'page',
      dueOn: '2026-11-27',
      isPromise: null,
      title: 'Тепло дадим до 27 ноября',
    });
    expect(
      (await pageOf({ outcome: 'ahead', limit: 100 })).promises.some(({ kind }) => kind === 'page'),
    ).toBe(false);
    const params = { kind: 'page' as const, id: one!.id };
    const body = { dueOn: '2026-11-27', isPromise: true };
    const reader = await signInAs(server, 'observer', { slug: 'ledger-reader' });
    expect(await server.fail(contract.confirmPromise, { params, body }, reader)).toMatchObject({
      status: 403,
    });
    const other = { params, body: { ...body, dueOn: '2026-11-28' } };
    expect(await server.fail(contract.confirmPromise, other, editor)).toMatchObject({ status: 409 });
    const unknown = { params: { kind: 'page' as const, id: randomUUID() }, body };
    expect(await server.fail(contract.confirmPromise, unknown, editor)).toMatchObject({ status: 404 });
    const said = await server.call(contract.confirmPromise, { params, body }, editor);
    expect(said).toMatchObject({ waiting: 0, found: [{ isPromise: true }] });
    expect(await lineOf(one!.id)).toMatchObject({ kind: 'page', outcome: 'ahead', dueOn: '2026-11-27' });
    await server.call(contract.confirmPromise, { params, body: { ...body, isPromise: false } }, editor);
    expect(await lineOf(one!.id)).toBeUndefined();
  });
});

describe('a decision of the working group', () => {
  let group: Group;

  it('is a promise where it answers for a message everybody reads; accepted evidence proves it', async () => {
    server.setNow('2026-11-24T06:00:00Z');
    group = await makeGroup(server);
    const meeting = await sendToReview(server, group, await holdMeeting(server, group));
    const signed = {
      version: (await server.call(getProtocol, { params: { id: meeting.id } }, group.cookies.deputy)).version,
      password,
    };
    await server.call(
      signProtocol,
      { params: { id: meeting.id }, body: signed as never },
      group.cookies.deputy,
    );
    await server.drain();
    const { id, version } = await database()
      .selectFrom('assignments.assignment')
      .select(['id', 'version'])
      .where('meeting_id', '=', meeting.id)
      .executeTakeFirstOrThrow();
    expect(await lineOf(id)).toBeUndefined();
    const [open] = await plantCases(server, [
      { published_at: '2026-11-02T06:00:00Z', title: 'Ямы на Титова' },
    ]);
    const body = { version, kind: 'case' as const, target: open!.number, despite: true };
    await server.call(assignments.addLink, { params: { id }, body }, group.cookies.secretary);
    const line = await lineOf(id);
    expect(line).toMatchObject({ outcome: 'ahead', title: 'Ямы на Титова', dueOn: '2026-12-15' });
    expect(line?.where).toMatch(/^решение рабочей группы: протокол № /u);
  });
});

describe('the page', () => {
  it('counts all of it, lists broken ones first, and narrows by outcome and topic', async () => {
    const all = await pageOf({ limit: 100 });
    const { counts } = all;
    expect(counts.broken + counts.unproven + counts.kept + counts.ahead).toBe(all.total);
    expect(all.weeks.reduce((sum, { broken }) => sum + broken, 0)).toBe(counts.broken);
    const order = all.promises.map(({ outcome }) => contract.wordOutcomes.indexOf(outcome));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    const broken = await pageOf({ outcome: 'broken', limit: 2 });
    expect(broken.promises).toHaveLength(2);
    expect([broken.total, broken.next]).toEqual([counts.broken, 2]);
    const rest = await pageOf({ outcome: 'broken', from: 2, limit: 100 });
    expect(rest.promises).toHaveLength(counts.broken - 2);
    expect(rest.next).toBeNull();
    expect(all.blocks.map(({ id }) => id)).toContain('roads');
    const roads = await pageOf({ block: 'roads', limit: 100 });
    expect(roads.total).toBeLessThan(all.total);
    expect(all.bodies.find(({ body }) => body === 'Управление дорог')).toMatchObject({
      share: expect.any(Number),
    });
    expect(all.bodies.find(({ body }) => body === '«Тепло Синары»')).toMatchObject({ over: 2, share: null });
  });

  it('gives its figures as a file', async () => {
    const { body: file } = await server.inject({ method: 'GET', url: contract.getPromiseFigures.path });
    expect(file).toContain('Без доказательства');
    expect(file).toContain('07.09.2026');
  });

  it('is hidden with a reason everybody reads, and staff read it all the same', async () => {
    const { page } = await server.call(contract.getPromiseDesk, {}, editor);
    expect(page).toMatchObject({ isShown: true, version: 0 });
    const hide = (body: object) => ({ body: { version: 0, isShown: false, reason: '', ...body } });
    expect(await server.fail(contract.switchPromisePage, hide({}), editor)).toMatchObject({
      status: 400,
      fields: { reason: expect.any(String) },
    });
    const hidden = await server.call(contract.switchPromisePage, hide({ reason: 'Сверяем сроки' }), editor);
    expect(hidden.page).toMatchObject({ isShown: false, reason: 'Сверяем сроки', version: 1 });
    const stale = hide({ isShown: true });
    expect(await server.fail(contract.switchPromisePage, stale, editor)).toMatchObject({ status: 409 });
    const open = await server.call(contract.getOpenPromises, { query: {} });
    expect(open).toMatchObject({ ledger: null, hiddenReason: 'Сверяем сроки' });
    expect(await server.fail(contract.getPromiseFigures, {})).toMatchObject({ status: 404 });
    expect((await server.call(contract.getLedger, { query: {} }, editor)).total).toBeGreaterThan(0);
    const shown = { body: { version: 1, isShown: true, reason: '' } };
    expect((await server.call(contract.switchPromisePage, shown, editor)).page.isShown).toBe(true);
    expect((await server.call(contract.getOpenPromises, { query: {} })).ledger).not.toBeNull();
  });
});

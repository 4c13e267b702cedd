import type { Insertable } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type IndicatorId, indicatorIds, listIndicators } from '../../../shared/contract/indicators.ts';
import { asSystem } from '../../../tests/support/cases.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { signInAs } from '../../../tests/support/sign-in.ts';
import type { DB } from '../../lib/schema.gen.ts';
import { officeMinutesBetween } from '../deadlines/index.ts';
import * as k from './definitions/answers.ts';
import type { CaseRecord, Window } from './definitions/records.ts';
import { readIndicators } from './index.ts';
import { SKETCH_ERROR } from './sketch.ts';

/** What the database counts is held against the definitions over the same cases, drawn at random but always the same. */

let server: TestServer;
let chair: string;
let records: (CaseRecord & { block: string | null; districtId: string | null; channel: string })[];

const DAY = 86_400_000;
const HOUR = 3_600_000;
const NOW = Date.parse('2027-02-10T09:00:00Z');

function makeRandom(seed: number) {
  let state = seed;
  const draw = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
  return { draw, pick: <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)]! };
}
const NOW_ISO = new Date(NOW).toISOString();
const { draw, pick } = makeRandom(398);
const iso = (at: number): string => new Date(Math.floor(at / 1000) * 1000).toISOString();

type Record = (typeof records)[number];
/** By the serial of a repeat, the serial of the one it repeats. */
const repeated = new Map<string, number>();

/** One life of a case, from October to February. */
function drawLife(serial: number): Record {
  const registeredAt = NOW - Math.floor(draw() * 130 * 86_400) * 1000;
  const life: Record = {
    ...{ id: `${serial}`, registeredAt, isMerged: draw() < 0.05, isOpen: true, answeredAt: null },
    ...{ workedMinutes: null, closedAt: null, outcome: null, isConfirmed: false, hasAfterPhoto: false },
    ...{ terms: [], canRepeat: draw() < 0.4, repeatsFrom: null, ratings: [], isRated: false, reopenedAt: [] },
    ...{ assignedAt: [], refusedAt: [], forwardedAt: [], reviewedAt: [], reworkedAt: [], deferredAt: [] },
    ...{ promises: [], answers: [] },
    ...{ block: pick(['roads', 'waste', null]), districtId: pick(['sinarsky.trubny', 'villages', null]) },
    channel: pick(['site_form', 'pos']),
  };
  let at = registeredAt;
  const step = (most: number): number => {
    at = Math.floor((at + draw() * most) / 1000) * 1000;
    return at;
  };
  for (let round = 0; round < 3; round += 1) {
    const started = at;
    // Some terms were prolonged: the clock and the case hold the last of them.
    const term = { dueAt: started + pick([8, 12, 30, 45]) * DAY, fulfilledAt: null as number | null };
    life.terms.push(term);
    if (step(6 * HOUR) > NOW) return life;
    life.assignedAt.push(at);
    if (draw() < 0.2 && step(2 * DAY) < NOW) life.refusedAt.push(at);
    if (draw() < 0.1 && step(2 * DAY) < NOW) life.forwardedAt.push(at);
    if (step(25 * DAY) > NOW) return life;
    life.reviewedAt.push(at);
    if (draw() < 0.3 && step(DAY) < NOW) life.reworkedAt.push(at);
    if (step(10 * DAY) > NOW) return life;
    if (draw() < 0.1) life.deferredAt.push(at);
    term.fulfilledAt = at;
    Object.assign(life, { isOpen: false, answeredAt: at, outcome: pick(['solved', 'explained']) });
    life.workedMinutes = officeMinutesBetween(new Date(registeredAt), new Date(at));
    life.answers.push({ at, templateShare: pick([null, 0.2, 0.9, 0.99]), hasFigure: draw() < 0.5 });
    life.isRated = false;
    if (draw() < 0.5 && step(5 * DAY) < NOW) {
      life.ratings.push({ at, score: pick([1, 2, 3, 4, 5]) });
      life.isRated = true;
    }
    if (draw() < 0.3 && step(3 * DAY) < NOW) {
      life.reopenedAt.push(at);
      Object.assign(life, { isOpen: true, answeredAt: null, outcome: null, isRated: false });
      continue;
    }
    if (step(9 * DAY) < NOW) {
      life.closedAt = at;
      life.isConfirmed = draw() < 0.4;
    }
    return life;
  }
  return life;
}

/** Some appeals repeat an earlier one, a few of them one that is too old to count. */
function drawRepeat(life: Record, place: number, lives: Record[]): void {
  if (!life.canRepeat || draw() < 0.5) return;
  const earlier = pick(lives.slice(Math.max(0, place - 80), place + 80));
  if (earlier.registeredAt >= life.registeredAt) return;
  life.repeatsFrom = earlier.registeredAt;
  repeated.set(life.id, Number(earlier.id));
}

/** Some end without an answer, and have no term. */
function drawEnd(life: Record): Record {
  if (life.terms.length > 1 || life.answeredAt !== null || draw() > 0.2) return life;
  return { ...life, isOpen: false, closedAt: Math.min(NOW, life.registeredAt + 5 * DAY) };
}

async function write(lives: Record[]): Promise<void> {
  const [target] = await plantCases(server, [
    { registered_at: '2026-01-01T09:00:00Z', status: 'closed_no_reply', closed_at: '2026-01-02T09:00:00Z' },
  ]);
  const planted = await plantCases(
    server,
    lives.map((life) => ({
      ...{ registered_at: iso(life.registeredAt), block: life.block, district_id: life.districtId },
      ...{ channel: life.channel, outcome: life.outcome, resolved: life.isConfirmed ? 'yes' : null },
      status: life.isMerged ? 'merged' : life.closedAt ? 'closed' : life.answeredAt ? 'answered' : 'in_work',
      merged_into: life.isMerged ? target!.id : null,
      due_at: iso(life.terms.at(-1)!.dueAt),
      answered_at: life.answeredAt === null ? null : iso(life.answeredAt),
      closed_at: life.closedAt === null ? null : iso(life.closedAt),
      rating: life.isRated ? life.ratings.at(-1)!.score : null,
      reopen_count: life.reopenedAt.length,
    })),
  );
  const events: Insertable<DB['cases.event']>[] = [];
  const { database } = server.app.services;
  const body = await database.selectFrom('cases.outside_body').select('id').executeTakeFirst();
  const put = async (table: string, rows: object[]): Promise<void> => {
    for (let at = 0; at < rows.length; at += 500)
      await database
        // One of several tables, each of its own type.
        .insertInto(table as 'cases.clock')
        .values(rows.slice(at, at + 500) as never)
        .execute();
  };
  const office = lives.flatMap((life, place) => {
    const of = repeated.get(life.id);
    const day = iso(life.registeredAt).slice(0, 10);
    const own = {
      ...{
        case_id: planted[place]!.id,
        number: `П-${place}`,
        year: 2026,
        serial: place,
        register_due: NOW_ISO,
      },
      ...{
        entered_at: NOW_ISO,
        changed_at: NOW_ISO,
        received_on: day,
        registered_on: day,
        kind: 'complaint',
      },
      ...{ form: 'written', nomenclature: '01-01', repeat_of: of === undefined ? null : planted[of]!.number },
    };
    return life.canRepeat ? [own] : [];
  });
  await database.insertInto('office.appeal').values(office).execute();
  const rows = { clock: [], rating: [], promise: [], answer: [], forwarding: [], contact: [] } as {
    [name: string]: object[];
  };
  lives.forEach((life, place) => {
    const { id } = planted[place]!;
    const event = (at: number, kind: string, data: object = {}): void => {
      events.push({
        ...{ case_id: id, at: iso(at), kind, visibility: 'staff', actor: 'system', actor_name: '' },
        data: JSON.stringify(data),
      });
    };
    const to = (moments: number[], status: string): void => {
      for (const at of moments) event(at, 'status', { to: status });
    };
    to(life.assignedAt, 'assigned');
    to(life.reviewedAt, 'review');
    to(life.reworkedAt, 'rework');
    to(life.reopenedAt, 'reopened');
    for (const at of life.refusedAt) event(at, 'refusal', { groundId: 'refuse-owner' });
    const uuid = (): string => crypto.randomUUID();
    const contact = uuid();
    rows.contact!.push({
      ...{ id: contact, case_id: id, kind: life.channel, regime: 'pos_message', regime_reason: 'ПОС' },
      ...{ identity: 'anonymous', received_at: iso(life.registeredAt) },
    });
    rows.clock!.push(
      ...life.terms.map((term, at) => ({
        ...{
          id: uuid(),
          case_id: id,
          kind: 'answer',
          rule_id: 'r',
          rule_version: '1',
          calendar_version: '1',
        },
        ...{
          started_at: iso(at === 0 ? life.registeredAt : life.reopenedAt[at - 1]!),
          due_at: iso(term.dueAt),
        },
        stopped_at: term.fulfilledAt && iso(term.fulfilledAt),
      })),
    );
    rows.rating!.push(
      ...life.ratings.map(({ at, score }, round) => ({
        ...{ id: uuid(), case_id: id, contact_id: contact, at: iso(at), score, resolved: 'partly', round },
      })),
    );
    rows.answer!.push(
      ...life.answers.map(({ at, templateShare, hasFigure }, version) => ({
        ...{ id: uuid(), case_id: id, version: version + 1, outcome: 'explained', state: 'released' },
        ...{ body: hasFigure ? 'Дом 7' : 'Работы идут', author: 'x', author_name: 'x', created_at: iso(at) },
        ...{ decided_at: iso(at), template_share: templateShare },
      })),
    );
    rows.promise!.push(
      ...life.deferredAt.map((at) => {
        const until = new Date(at + 20 * DAY).toISOString().slice(0, 10);
        const state = pick(['kept', 'broken', 'moved', 'open'] as const);
        life.promises.push({ until: Date.parse(`${until}T07:00:00Z`), state });
        return {
          ...{ id: uuid(), case_id: id, kind: 'answer', text: 'Сделаем', until, state, promised_by: 'x' },
          made_at: iso(at),
        };
      }),
    );
    rows.forwarding!.push(
      ...life.forwardedAt.map((at) => ({
        ...{
          id: uuid(),
          case_id: id,
          body_id: body!.id,
          body_title: 'Другой орган',
          ground_id: 'g',
          ground_version: '1',
        },
        ...{ text: 'x', by_name: 'x', at: iso(at) },
      })),
    );
  });
  await put('cases.event', events);
  for (const name of ['contact', 'clock', 'rating', 'answer', 'promise', 'forwarding'])
    await put(`cases.${name}`, rows[name]!);
}

/** Decisions of December by the state of their assignment; K20 of December counts the first five. */
async function writeDecisions(): Promise<void> {
  const person = await server.app.services.database
    .selectFrom('identity.person')
    .select('id')
    .executeTakeFirstOrThrow();
  const decisions = [
    ...[{ state: 'accepted', due: '2026-12-10', done: '2026-12-09' }],
    ...[{ state: 'reported', due: '2026-12-10', done: '2026-12-10' }],
    ...[{ state: 'accepted', due: '2026-12-10', done: '2026-12-12' }],
    ...[{ state: 'returned', due: '2026-12-31', done: null }],
    ...[{ state: 'in_work', due: '2026-12-01', done: null }],
    ...[{ state: 'cancelled', due: '2026-12-10', done: null }],
    ...[{ state: 'accepted', due: '2027-01-10', done: '2026-12-20' }],
    ...[{ state: 'accepted', due: '2026-12-10', done: '2026-12-01', source: 'resolution' }],
  ];
  await server.app.services.database
    .insertInto('assignments.assignment')
    .values(
      decisions.map(({ state, due, done, source }, serial) => ({
        ...{
          id: crypto.randomUUID(),
          year: 2026,
          serial,
          source: source ?? 'decision',
          text: 'Сделать',
          state,
        },
        ...{ basis: 'Протокол', basis_on: '2026-11-20', control: 'regular', first_due_on: due, due_on: due },
        ...{ responsible_id: person.id, responsible_name: 'Пробный С.', issued_by_name: 'С.', report_no: 1 },
        ...{
          due_at: `${due}T18:59:59Z`,
          issued_at: '2026-11-20T09:00:00Z',
          reported_at: done && `${done}T09:00:00Z`,
        },
        cancelled_by_decision: state === 'cancelled' ? crypto.randomUUID() : null,
      })),
    )
    .execute();
}

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(new Date(NOW).toISOString());
  chair = await signInAs(server, 'chair');
  records = Array.from({ length: 600 }, (_, at) => drawEnd(drawLife(at)));
  records.forEach(drawRepeat);
  await write(records);
  await writeDecisions();
}, 60_000);
afterAll(() => server.close());

const read = async (query: {
  from: string;
  to: string;
  block?: string;
  districtId?: string;
  channel?: 'pos';
}) => {
  const { indicators } = await server.call(listIndicators, { query }, chair);
  return (id: IndicatorId) => {
    const one = indicators.find((indicator) => indicator.id === id)!;
    return { ...one, part: (key: string) => one.parts.find((each) => each.key === key)!.value };
  };
};
const windowOf = (from: string, to: string): Window => ({
  ...{ from: Date.parse(`${from}T00:00:00+05:00`), to: Date.parse(`${to}T00:00:00+05:00`) + DAY, now: NOW },
});
const near = (value: number | null, exact: number | null): void => {
  if (exact === null) expect(value).toBeNull();
  else expect(Math.abs(value! - exact)).toBeLessThanOrEqual(exact * SKETCH_ERROR + 1e-6);
};

describe('база считает то же, что определения', () => {
  const all = (): boolean => true;
  it.each<[string, string, string, object, (file: Record) => boolean]>([
    ['ноябрь', '2026-11-01', '2026-11-30', {}, all],
    ['декабрь, до конца года', '2026-12-01', '2026-12-31', {}, all],
    ['через Новый год', '2026-12-20', '2027-01-20', {}, all],
    ['месяц, который идёт', '2027-02-01', '2027-02-28', {}, all],
    ['блок', '2026-11-01', '2027-01-31', { block: 'roads' }, ({ block }) => block === 'roads'],
    ['без темы', '2026-11-01', '2027-01-31', { block: 'none' }, ({ block }) => block === null],
    [
      ...(['район с частями', '2026-11-01', '2027-01-31', { districtId: 'sinarsky' }] as const),
      ({ districtId }) => districtId === 'sinarsky.trubny',
    ],
    ['канал', '2026-11-01', '2027-01-31', { channel: 'pos' }, ({ channel }) => channel === 'pos'],
  ])('%s', async (_, from, to, slice, takes) => {
    const value = await read({ from, to, ...slice });
    const window = windowOf(from, to);
    const own = records.filter(takes);
    const overdue = k.overdueShare(own, window);
    expect([value('K1').value, value('K1').cases, value('K1').part('due')]).toEqual([
      ...[overdue.value, overdue.breached, overdue.due],
    ]);
    const time = k.answerTime(own, window);
    expect(value('K2').cases).toBe(time.answered);
    near(value('K2').value, time.value);
    near(value('K2').part('percentile'), time.percentileDays);
    near(value('K2').part('hours'), time.medianHours);
    expect(value('K2').part('averageHours')).toBeCloseTo(time.averageHours!, 6);
    expect(value('K4').value).toBeCloseTo(time.averageDays!, 6);
    const good = k.goodRatings(own, window);
    expect([value('K3').value, value('K3').part('ratings'), value('K3').part('response')]).toEqual([
      ...[good.value, good.ratings, good.response],
    ]);
    const repeats = k.repeatShare(own, window, 90);
    expect([value('K5').value, value('K5').cases, value('K5').part('appeals')]).toEqual([
      ...[repeats.value, repeats.repeats, repeats.answered],
    ]);
    const deferred = k.deferredShare(own, window);
    expect([value('K6').value, value('K6').part('kept')]).toEqual([deferred.value, deferred.kept]);
    const confirmed = k.confirmedShare(own, window);
    expect([value('K8').value, value('K8').part('closed')]).toEqual([confirmed.value, confirmed.closed]);
    const mean = k.satisfaction(own, window);
    expect([value('K9').value, value('K9').part('index')]).toEqual([mean.value, mean.index]);
    expect(value('K10').value).toBe(k.reopenRate(own, window).value);
    expect(value('K11').value).toBe(k.reworkRate(own, window).value);
    expect(value('K12').value).toBe(k.misrouting(own, window).value);
    expect(value('K13').value).toBe(k.touches(own, window).value);
    expect(value('K14').value).toBe(k.boilerplate(own, window, 0.85).value);
  });
});

test('чего в продукте нет, о том сказано словами, а не числом', async () => {
  const value = await read({ from: '2026-11-01', to: '2026-11-30' });
  for (const id of ['K7', 'K16', 'K17', 'K18', 'K19'] as const)
    expect(value(id)).toMatchObject({ value: null, lacks: expect.stringMatching(/^нет данных: /u) });
  expect(indicatorIds.map((id) => value(id).id)).toEqual([...indicatorIds]);
});

test('решения рабочей группы: исполнено в срок, из тех, чей срок наступил', async () => {
  const december = (await read({ from: '2026-12-01', to: '2026-12-31' }))('K20');
  expect(december).toMatchObject({ value: 2 / 5, lacks: null });
  expect([december.part('due'), december.part('regularity')]).toEqual([5, 0]);
});

test('другим модулям — те же числа', async () => {
  const query = { from: '2026-11-01', to: '2026-11-30', block: 'roads' };
  const { indicators } = await server.call(listIndicators, { query }, chair);
  expect(await asSystem(server, (ctx) => readIndicators(ctx, query))).toEqual(indicators);
});

test('период наоборот и длиннее года отвергнут', async () => {
  for (const query of [
    { from: '2026-11-30', to: '2026-11-01' },
    { from: '2024-01-01', to: '2026-11-01' },
  ])
    expect((await server.fail(listIndicators, { query }, chair)).code).toBe('lib.bad-input');
});

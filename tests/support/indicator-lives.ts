import type { Insertable } from 'kysely';
import { officeMinutesBetween } from '../../server/base/deadlines/index.ts';
import type { CaseRecord, FinalTerm } from '../../server/heatmap/indicators/definitions/records.ts';
import type { DB } from '../../server/lib/database/schema.gen.ts';
import { plantCases } from './plant.ts';
import type { TestServer } from './site/server.ts';

/** Cases of a few months drawn at random but always the same, as records and as rows: what counts them is held against them. */

const DAY = 86_400_000;
const HOUR = 3_600_000;
export const LIVES_NOW = Date.parse('2027-02-10T09:00:00Z');

function makeRandom(seed: number) {
  let state = seed;
  const draw = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
  return { draw, pick: <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)]! };
}
const NOW_ISO = new Date(LIVES_NOW).toISOString();
const { draw, pick } = makeRandom(398);
const iso = (at: number): string => new Date(Math.floor(at / 1000) * 1000).toISOString();

export type Life = CaseRecord & {
  block: string | null;
  districtId: string | null;
  channel: string;
  unitId: string | null;
  prolongedAt: number | null;
};
/** Organisations are only told apart. */
export const lifeUnits = [
  '0198c0de-0000-7000-8000-000000000001',
  '0198c0de-0000-7000-8000-000000000002',
] as const;
/** By the serial of a repeat, the serial of the one it repeats. */
const repeated = new Map<string, number>();

/** One life of a case, from October to February. */
function drawLife(serial: number): Life {
  const registeredAt = LIVES_NOW - Math.floor(draw() * 130 * 86_400) * 1000;
  const life: Life = {
    id: `${serial}`,
    registeredAt,
    isMerged: draw() < 0.05,
    isOpen: true,
    answeredAt: null,
    workedMinutes: null,
    closedAt: null,
    outcome: null,
    isConfirmed: false,
    hasAfterPhoto: false,
    terms: [],
    canRepeat: draw() < 0.4,
    repeatsFrom: null,
    ratings: [],
    isRated: false,
    reopenedAt: [],
    assignedAt: [],
    refusedAt: [],
    forwardedAt: [],
    reviewedAt: [],
    reworkedAt: [],
    deferredAt: [],
    promises: [],
    answers: [],
    block: pick(['roads', 'waste', null]),
    districtId: pick(['sinarsky.trubny', 'villages', null]),
    channel: pick(['site_form', 'pos']),
    unitId: pick([...lifeUnits, null]),
    prolongedAt: draw() < 0.2 ? registeredAt + DAY : null,
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
    if (step(6 * HOUR) > LIVES_NOW) return life;
    life.assignedAt.push(at);
    if (draw() < 0.2 && step(2 * DAY) < LIVES_NOW) life.refusedAt.push(at);
    if (draw() < 0.1 && step(2 * DAY) < LIVES_NOW) life.forwardedAt.push(at);
    if (step(25 * DAY) > LIVES_NOW) return life;
    life.reviewedAt.push(at);
    if (draw() < 0.3 && step(DAY) < LIVES_NOW) life.reworkedAt.push(at);
    if (step(10 * DAY) > LIVES_NOW) return life;
    if (draw() < 0.1) life.deferredAt.push(at);
    term.fulfilledAt = at;
    Object.assign(life, { isOpen: false, answeredAt: at, outcome: pick(['solved', 'explained']) });
    life.workedMinutes = officeMinutesBetween(new Date(registeredAt), new Date(at));
    life.answers.push({ at, isBrushOff: pick([null, true, false]) });
    life.isRated = false;
    if (draw() < 0.5 && step(5 * DAY) < LIVES_NOW) {
      life.ratings.push({ at, score: pick([1, 2, 3, 4, 5]) });
      life.isRated = true;
    }
    if (draw() < 0.3 && step(3 * DAY) < LIVES_NOW) {
      life.reopenedAt.push(at);
      Object.assign(life, { isOpen: true, answeredAt: null, outcome: null, isRated: false });
      continue;
    }
    if (step(9 * DAY) < LIVES_NOW) {
      life.closedAt = at;
      life.isConfirmed = draw() < 0.4;
    }
    return life;
  }
  return life;
}

/** Some appeals repeat an earlier one, a few of them one that is too old to count. */
function drawRepeat(life: Life, place: number, lives: Life[]): void {
  if (!life.canRepeat || draw() < 0.5) return;
  const earlier = pick(lives.slice(Math.max(0, place - 80), place + 80));
  if (earlier.registeredAt >= life.registeredAt) return;
  life.repeatsFrom = earlier.registeredAt;
  repeated.set(life.id, Number(earlier.id));
}

/** Some end without an answer: they kept no term, and some of them had broken it before. */
function drawEnd(life: Life): Life {
  const [term] = life.terms;
  if (!term || life.terms.length > 1 || life.answeredAt !== null || draw() > 0.3) return life;
  const closedAt = Math.min(LIVES_NOW, life.registeredAt + pick([5, 20, 40]) * DAY);
  return { ...life, isOpen: false, closedAt, terms: [{ ...term, fulfilledAt: closedAt }] };
}

/** The case the merged ones were merged into: what they broke is counted with it. */
function joinedInto(lives: readonly Life[]): Life {
  const isBroken = ({ dueAt, fulfilledAt }: FinalTerm): boolean =>
    fulfilledAt !== null && fulfilledAt > dueAt;
  const merged = lives.filter(({ isMerged }) => isMerged);
  return {
    ...drawLife(lives.length),
    isMerged: false,
    isOpen: false,
    answeredAt: null,
    closedAt: JOINED.closedAt,
    isConfirmed: false,
    canRepeat: false,
    ratings: [],
    answers: [],
    promises: [],
    deferredAt: [],
    prolongedAt: null,
    assignedAt: [],
    refusedAt: [],
    forwardedAt: [],
    reviewedAt: [],
    reworkedAt: [],
    reopenedAt: [],
    registeredAt: JOINED.registeredAt,
    block: null,
    districtId: null,
    channel: 'pos',
    unitId: null,
    terms: merged.flatMap(({ terms }) => terms.filter(isBroken)),
  };
}
const JOINED = {
  registeredAt: Date.parse('2026-01-01T09:00:00Z'),
  closedAt: Date.parse('2026-01-02T09:00:00Z'),
};

async function write(server: TestServer, lives: Life[]): Promise<void> {
  const [target] = await plantCases(server, [
    {
      registered_at: iso(JOINED.registeredAt),
      status: 'closed_no_reply',
      block: null,
      channel: 'pos',
      closed_at: iso(JOINED.closedAt),
      district_id: null,
    },
  ]);
  const planted = await plantCases(
    server,
    lives.map((life) => ({
      registered_at: iso(life.registeredAt),
      block: life.block,
      district_id: life.districtId,
      channel: life.channel,
      executor_unit_id: life.unitId,
      outcome: life.outcome,
      resolved: life.isConfirmed ? 'yes' : null,
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
      case_id: planted[place]!.id,
      number: `П-${place}`,
      year: 2026,
      serial: place,
      register_due: NOW_ISO,
      entered_at: NOW_ISO,
      changed_at: NOW_ISO,
      received_on: day,
      registered_on: day,
      kind: 'complaint',
      form: 'written',
      nomenclature: '01-01',
      repeat_of: of === undefined ? null : planted[of]!.number,
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
        case_id: id,
        at: iso(at),
        kind,
        visibility: 'staff',
        actor: 'system',
        actor_name: '',
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
    if (life.prolongedAt !== null)
      event(life.prolongedAt, 'term', { dueAt: iso(life.prolongedAt + 30 * DAY) });
    const uuid = (): string => crypto.randomUUID();
    const contact = uuid();
    rows.contact!.push({
      id: contact,
      case_id: id,
      kind: life.channel,
      regime: 'pos_message',
      regime_reason: 'ПОС',
      identity: 'anonymous',
      received_at: iso(life.registeredAt),
    });
    rows.clock!.push(
      ...life.terms.map((term, at) => ({
        id: uuid(),
        case_id: id,
        kind: 'answer',
        rule_id: 'r',
        rule_version: '1',
        calendar_version: '1',
        started_at: iso(at === 0 ? life.registeredAt : life.reopenedAt[at - 1]!),
        due_at: iso(term.dueAt),
        stopped_at: term.fulfilledAt && iso(term.fulfilledAt),
      })),
    );
    rows.rating!.push(
      ...life.ratings.map(({ at, score }, round) => ({
        id: uuid(),
        case_id: id,
        contact_id: contact,
        at: iso(at),
        score,
        resolved: score < 3 ? 'no' : 'yes',
        round,
      })),
    );
    rows.answer!.push(
      ...life.answers.map(({ at, isBrushOff }, version) => ({
        id: uuid(),
        case_id: id,
        version: version + 1,
        outcome: 'explained',
        state: 'released',
        body: 'Работы идут',
        author: 'x',
        author_name: 'x',
        created_at: iso(at),
        decided_at: iso(at),
        is_brush_off: isBrushOff,
      })),
    );
    rows.promise!.push(
      ...life.deferredAt.map((at) => {
        const until = new Date(at + 20 * DAY).toISOString().slice(0, 10);
        const state = pick(['kept', 'broken', 'moved', 'open'] as const);
        life.promises.push({ until: Date.parse(`${until}T07:00:00Z`), state });
        return {
          id: uuid(),
          case_id: id,
          kind: 'answer',
          text: 'Сделаем',
          until,
          state,
          promised_by: 'x',
          made_at: iso(at),
        };
      }),
    );
    rows.forwarding!.push(
      ...life.forwardedAt.map((at) => ({
        id: uuid(),
        case_id: id,
        body_id: body!.id,
        body_title: 'Другой орган',
        ground_id: 'g',
        ground_version: '1',
        text: 'x',
        by_name: 'x',
        at: iso(at),
      })),
    );
  });
  await put('cases.event', events);
  for (const name of ['contact', 'clock', 'rating', 'answer', 'promise', 'forwarding'])
    await put(`cases.${name}`, rows[name]!);
}

/** Decisions of December by the state of their assignment; K20 of December counts the first five. */
async function writeDecisions(server: TestServer): Promise<void> {
  const person = await server.app.services.database
    .selectFrom('identity.person')
    .select('id')
    .executeTakeFirstOrThrow();
  const decisions = [
    { state: 'accepted', due: '2026-12-10', done: '2026-12-09' },
    { state: 'reported', due: '2026-12-10', done: '2026-12-10' },
    { state: 'accepted', due: '2026-12-10', done: '2026-12-12' },
    { state: 'returned', due: '2026-12-31', done: null },
    { state: 'in_work', due: '2026-12-01', done: null },
    { state: 'cancelled', due: '2026-12-10', done: null },
    { state: 'accepted', due: '2027-01-10', done: '2026-12-20' },
    { state: 'accepted', due: '2026-12-10', done: '2026-12-01', source: 'resolution' },
  ];
  await server.app.services.database
    .insertInto('assignments.assignment')
    .values(
      decisions.map(({ state, due, done, source }, serial) => ({
        id: crypto.randomUUID(),
        year: 2026,
        serial,
        source: source ?? 'decision',
        text: 'Сделать',
        state,
        basis: 'Протокол',
        basis_on: '2026-11-20',
        control: 'regular',
        first_due_on: due,
        due_on: due,
        responsible_id: person.id,
        responsible_name: 'Пробный С.',
        issued_by_name: 'С.',
        report_no: 1,
        due_at: `${due}T18:59:59Z`,
        issued_at: '2026-11-20T09:00:00Z',
        reported_at: done && `${done}T09:00:00Z`,
        cancelled_by_decision: state === 'cancelled' ? crypto.randomUUID() : null,
      })),
    )
    .execute();
}

/** Six hundred lives, written, and the decisions of the working group beside them. */
export async function plantLives(server: TestServer): Promise<Life[]> {
  const lives = Array.from({ length: 600 }, (_, at) => drawEnd(drawLife(at)));
  lives.forEach(drawRepeat);
  await write(server, lives);
  await writeDecisions(server);
  return [...lives, joinedInto(lives)];
}

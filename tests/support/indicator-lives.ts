import type { Insertable } from 'kysely';
import type { DB } from '../../server/lib/database/schema.gen.ts';
import { DAY } from '../../shared/time.ts';
import { type DrawnLives, drawLives, iso, JOINED, type Life, NOW_ISO } from './draw-lives.ts';
import { plantCases } from './plant.ts';
import type { TestServer } from './site/server.ts';

async function write(server: TestServer, { lives, repeated, pick }: DrawnLives): Promise<void> {
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
      kind: 'complaint' as const,
      form: 'written' as const,
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
  const decisions = (
    [
      { state: 'accepted', due: '2026-12-10', done: '2026-12-09' },
      { state: 'reported', due: '2026-12-10', done: '2026-12-10' },
      { state: 'accepted', due: '2026-12-10', done: '2026-12-12' },
      { state: 'returned', due: '2026-12-31', done: null },
      { state: 'in_work', due: '2026-12-01', done: null },
      { state: 'cancelled', due: '2026-12-10', done: null },
      { state: 'accepted', due: '2027-01-10', done: '2026-12-20' },
      { state: 'accepted', due: '2026-12-10', done: '2026-12-01', source: 'resolution' },
    ] as const
  ).map((one) => ({ source: 'decision' as const, ...one }));
  await server.app.services.database
    .insertInto('assignments.assignment')
    .values(
      decisions.map(({ state, due, done, source }, serial) => ({
        id: crypto.randomUUID(),
        year: 2026,
        serial,
        source,
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
  const drawn = drawLives(600);
  await write(server, drawn);
  await writeDecisions(server);
  return [...drawn.lives, drawn.joined];
}

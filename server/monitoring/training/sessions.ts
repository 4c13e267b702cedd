import { type Selectable, sql } from 'kysely';
import type { DismissReason } from '../../../shared/contract/monitoring/incidents.ts';
import { dismissReasons } from '../../../shared/contract/monitoring/incidents.ts';
import type * as contract from '../../../shared/contract/monitoring/training.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { MINUTE } from '../../../shared/time.ts';
import { localDate } from '../../base/deadlines/index.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { isTaken } from '../../lib/database/taken.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, isStaff, type StaffActor } from '../../lib/module/context.ts';
import { type DoneAct, judgeAct, judgeShift, judgeSilence } from './judge.ts';
import { type Scenario, type ScenarioEvent, trainingPack } from './pack.ts';

export type SessionRow = Selectable<DB['training.session']>;

/** One's own playings that are listed. */
const LISTED = 20;

function learner({ actor }: Ctx): StaffActor {
  if (!isStaff(actor)) throw new AppError('lib.forbidden', 'Учится сотрудник.');
  return actor;
}

const scenariosOf = (ctx: Ctx) => trainingPack.on(localDate(ctx.now));

/** The scenario a session is played by: its version holds to the end, whatever came into force since. */
export function scenarioOf({ scenario, version }: SessionRow): Scenario {
  const found = trainingPack
    .read()
    .versions.find((one) => one.version === version)
    ?.scenarios.find(({ id }) => id === scenario);
  if (!found) throw new AppError('lib.not-found', 'Этого сценария больше нет.');
  return found;
}

/** One's own session; anybody else's is missing. */
export async function findSession(ctx: Ctx, id: string): Promise<SessionRow> {
  const row = await ctx.db
    .selectFrom('training.session')
    .selectAll()
    .where('id', '=', id)
    .where('person_id', '=', learner(ctx).id)
    .executeTakeFirst();
  if (!row) throw new AppError('lib.not-found', 'Такой учебной смены нет.');
  return row;
}

/** Minute of the scenario at a moment. */
const minuteAt = ({ started_at: from, speed }: SessionRow, at: Date): number =>
  ((at.getTime() - from.getTime()) * speed) / MINUTE;

export function endOf(row: SessionRow, { minutes }: Scenario): Date {
  const whole = new Date(row.started_at.getTime() + (minutes * MINUTE) / row.speed);
  return row.ended_at && row.ended_at < whole ? row.ended_at : whole;
}

const isOver = (row: SessionRow, scenario: Scenario, now: Date): boolean => endOf(row, scenario) <= now;

const readReason = (text: string | null): DismissReason | null =>
  dismissReasons.find((one) => one === text) ?? null;

export async function readActs(ctx: Ctx, row: SessionRow): Promise<Map<string, DoneAct>> {
  const rows = await ctx.db.selectFrom('training.act').selectAll().where('session_id', '=', row.id).execute();
  return new Map(
    rows.map((one) => [
      one.event,
      {
        act: one.act,
        reason: readReason(one.reason),
        toEvent: one.to_event,
        words: one.words,
        minute: minuteAt(row, one.at),
      },
    ]),
  );
}

function presentHead(row: SessionRow, scenario: Scenario, acts: ReadonlyMap<string, DoneAct>, now: Date) {
  const over = isOver(row, scenario, now);
  return {
    id: row.id,
    title: scenario.title,
    speed: row.speed,
    isExam: row.is_exam,
    startedAt: row.started_at.toISOString(),
    endsAt: endOf(row, scenario).toISOString(),
    isOver: over,
    result: over ? judgeShift(scenario, acts) : null,
  };
}

const round = (minutes: number): number => Math.round(minutes * 10) / 10;

function presentEvent(
  event: ScenarioEvent,
  done: DoneAct | undefined,
  { minute, isTold }: { minute: number; isTold: boolean },
): contract.TrainingEvent {
  const mistakes = done ? judgeAct(event, done) : judgeSilence(event, minute);
  const isDecided = isTold && (done !== undefined || mistakes.length > 0);
  return {
    id: event.id,
    minute: event.minute,
    where: event.where,
    author: event.author,
    text: event.text,
    isOfficial: event.official,
    done: done
      ? {
          act: done.act,
          reason: done.reason,
          toEvent: done.toEvent,
          words: done.words,
          afterMinutes: round(done.minute - event.minute),
        }
      : null,
    mistakes: isDecided ? mistakes : null,
    why: isDecided ? event.why : null,
  };
}

/** What has appeared by now, the latest first; an exam says nothing of mistakes before it is over. */
async function presentSession(ctx: Ctx, row: SessionRow): Promise<contract.TrainingSession> {
  const scenario = scenarioOf(row);
  const acts = await readActs(ctx, row);
  const over = isOver(row, scenario, ctx.now);
  const now = minuteAt(row, over ? endOf(row, scenario) : ctx.now);
  const shown = over ? scenario.events : scenario.events.filter(({ minute }) => minute <= now);
  const told = { minute: over ? Number.POSITIVE_INFINITY : now, isTold: over || !row.is_exam };
  return {
    ...presentHead(row, scenario, acts, ctx.now),
    minutes: scenario.minutes,
    events: shown.map((event) => presentEvent(event, acts.get(event.id), told)).toReversed(),
  };
}

/** Route: what may be played, and one's own playings, the latest first. */
export async function listTraining(ctx: Ctx): Promise<RouteReplyInput<typeof contract.listTraining>> {
  const rows = await ctx.db
    .selectFrom('training.session')
    .selectAll()
    .where('person_id', '=', learner(ctx).id)
    .orderBy('started_at', 'desc')
    .limit(LISTED)
    .execute();
  const sessions = [];
  for (const row of rows) sessions.push(presentHead(row, scenarioOf(row), await readActs(ctx, row), ctx.now));
  return {
    scenarios: scenariosOf(ctx).scenarios.map(({ id, title, about, minutes, pass, events }) => ({
      id,
      title,
      about,
      minutes,
      pass,
      events: events.length,
    })),
    sessions,
  };
}

type Start = typeof contract.startTraining;

/** Route: begins now; one that runs has to be ended first. */
export async function startTraining(
  ctx: Ctx,
  { body }: HandlerInput<Start>,
): Promise<RouteReplyInput<Start>> {
  const { id: personId, name } = learner(ctx);
  const { version, scenarios } = scenariosOf(ctx);
  if (!scenarios.some(({ id }) => id === body.scenario)) throw badField('scenario', 'Такого сценария нет');
  await sql`SELECT pg_advisory_xact_lock(hashtext(${`training:${personId}`}))`.execute(ctx.db);
  const last = await ctx.db
    .selectFrom('training.session')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('started_at', 'desc')
    .executeTakeFirst();
  if (last && !isOver(last, scenarioOf(last), ctx.now))
    throw new AppError('lib.conflict', 'Одна учебная смена уже идёт: вернитесь к ней или закончите её.');
  const id = newId();
  await ctx.db
    .insertInto('training.session')
    .values({
      id,
      person_id: personId,
      person_name: name,
      scenario: body.scenario,
      version,
      speed: body.speed,
      is_exam: body.isExam,
      started_at: ctx.now,
    })
    .execute();
  ctx.audit({
    action: 'training.start',
    object: 'training',
    objectId: id,
    data: { scenario: body.scenario, speed: body.speed, isExam: body.isExam },
  });
  return { id };
}

/** Route: one session as it stands by now. */
export const readTraining = async (
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.readTraining>,
): Promise<contract.TrainingSession> => presentSession(ctx, await findSession(ctx, params.id));

type Act = typeof contract.actInTraining;

/** What an act cannot do without. */
function checkAct(
  { act, reason, toEvent, words }: HandlerInput<Act>['body'],
  shown: readonly ScenarioEvent[],
): void {
  if (act === 'dismiss' && reason === null) throw badField('reason', 'Выберите причину');
  if (act === 'answer' && words === '') throw badField('words', 'Напишите ответ');
  if ((act === 'join' || act === 'flag') && !shown.some(({ id }) => id === toEvent))
    throw badField('toEvent', 'Выберите запись');
}

/** Route: what is done with a thing that has appeared, once, at the moment the server hears of it. */
export async function actInTraining(
  ctx: Ctx,
  { params, body }: HandlerInput<Act>,
): Promise<contract.TrainingSession> {
  const row = await findSession(ctx, params.id);
  const scenario = scenarioOf(row);
  if (isOver(row, scenario, ctx.now)) throw new AppError('lib.conflict', 'Учебная смена уже окончена.');
  const now = minuteAt(row, ctx.now);
  const shown = scenario.events.filter(({ minute }) => minute <= now);
  if (!shown.some(({ id }) => id === body.event)) throw badField('event', 'Такой записи в ленте нет');
  checkAct(
    body,
    shown.filter(({ id }) => id !== body.event),
  );
  try {
    await ctx.db
      .insertInto('training.act')
      .values({
        session_id: row.id,
        event: body.event,
        at: ctx.now,
        act: body.act,
        reason: body.act === 'dismiss' ? body.reason : null,
        to_event: body.act === 'join' || body.act === 'flag' ? body.toEvent : null,
        words: body.act === 'answer' ? body.words : '',
      })
      .execute();
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new AppError('lib.conflict', 'С этой записью уже решили.');
  }
  return presentSession(ctx, row);
}

/** Route: no more of it; what has not been done is missed. */
export async function endTraining(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.endTraining>,
): Promise<contract.TrainingSession> {
  const row = await findSession(ctx, params.id);
  const scenario = scenarioOf(row);
  if (isOver(row, scenario, ctx.now)) return presentSession(ctx, row);
  await ctx.db.updateTable('training.session').set({ ended_at: ctx.now }).where('id', '=', row.id).execute();
  return presentSession(ctx, { ...row, ended_at: ctx.now });
}

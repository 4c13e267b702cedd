import { type Selectable, sql } from 'kysely';
import type * as contract from '../../../../shared/contract/pages/gospubliki-cabinet.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { repostStateTitles } from '../../../../shared/text/pages/gospubliki.ts';
import { addWorkingDays, localDate } from '../../../base/deadlines/index.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import type { DB } from '../../../lib/database/schema.gen.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { cursorId, readCursor, writeCursor } from '../../../lib/http/cursor.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, hasPermission, nameOfActor } from '../../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../../lib/module/stale.ts';
import { askerTitle, gospublikiToday, offeredAskers, requireAsker } from '../pack.ts';
import { tellGospublikiAct } from '../store.ts';
import { refuseAnswer } from './judge-answer.ts';

type List = typeof contract.listReposts;
type Row = Selectable<DB['gospubliki.repost']>;

const repostKind: RecordKind = { words: 'Просьбу', object: 'repost', module: 'gospubliki' };
const missing = (): AppError => new AppError('lib.not-found', 'Такой просьбы нет. Обновите список.');

const present = (ctx: Ctx, row: Row): contract.Repost => ({
  id: row.id,
  askedOf: row.asked_of,
  askedOfTitle: askerTitle(ctx, row.asked_of),
  url: row.url,
  what: row.what,
  why: row.why,
  askedOn: row.asked_on,
  number: row.number,
  dueOn: row.due_on,
  state: row.state,
  isLate: row.state === 'asked' && row.due_on < localDate(ctx.now),
  answeredOn: row.answered_on,
  takenUrl: row.taken_url,
  ground: row.ground,
  by: row.made_by_name,
  version: row.version,
  can: row.state === 'asked' && hasPermission(ctx, 'gospubliki.keep') ? ['answer'] : [],
});

/** Route: the newest first. Plans: repost_latest, repost_waiting. */
export async function listReposts(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const keys = readCursor(query.cursor, 1);
  const after = keys
    ? sql`AND (asked_on, id) < (SELECT asked_on, id FROM gospubliki.repost WHERE id = ${cursorId(keys[0] ?? null)}::uuid)`
    : sql``;
  const { rows } = await sql<Row>`
    SELECT * FROM gospubliki.repost WHERE ${query.state ? sql`state = ${query.state}` : sql`true`} ${after}
    ORDER BY asked_on DESC, id DESC LIMIT ${query.limit + 1}`.execute(ctx.db);
  const counts = await sql<RouteReplyInput<List>['counts']>`
    SELECT count(*) FILTER (WHERE state = 'asked')::int AS asked, count(*) FILTER (WHERE state = 'taken')::int AS taken,
      count(*) FILTER (WHERE state = 'refused')::int AS refused, count(*) FILTER (WHERE state = 'silent')::int AS silent
    FROM gospubliki.repost`.execute(ctx.db);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    reposts: shown.map((row) => present(ctx, row)),
    next: rows.length > query.limit && last ? writeCursor([last.id]) : null,
    counts: firstRow(counts.rows),
    askers: offeredAskers(ctx),
    today: localDate(ctx.now),
    can: hasPermission(ctx, 'gospubliki.keep') ? ['keep'] : [],
  };
}

/** Route. */
export async function askRepost(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.askRepost>,
): Promise<contract.Repost> {
  requireAsker(ctx, body.askedOf, 'askedOf');
  if (body.askedOn > localDate(ctx.now)) throw badField('askedOn', 'Этот день ещё не наступил');
  const row = await ctx.db
    .insertInto('gospubliki.repost')
    .values({
      id: newId(),
      asked_of: body.askedOf,
      url: body.url,
      what: body.what,
      why: body.why,
      asked_on: body.askedOn,
      number: body.number,
      due_on: addWorkingDays(body.askedOn, gospublikiToday(ctx).reposts.answerWorkingDays),
      state: 'asked',
      made_at: ctx.now,
      made_by_name: nameOfActor(ctx),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await tellGospublikiAct(ctx, { object: 'repost', id: row.id }, 'ask-repost', {
    what: `попросили: ${askerTitle(ctx, body.askedOf)}`,
    data: { askedOf: body.askedOf, number: body.number },
  });
  return present(ctx, row);
}

/** Route: how it ended; said once. */
export async function answerRepost(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.answerRepost>,
): Promise<contract.Repost> {
  const query = ctx.db.selectFrom('gospubliki.repost').selectAll().where('id', '=', params.id);
  const row = await lockSeen(repostKind, query, { seen: body.version, missing });
  if (row.state !== 'asked') throw new AppError('lib.conflict', 'Чем кончилась эта просьба, уже записано.');
  const refusal = refuseAnswer(body, { askedOn: row.asked_on, dueOn: row.due_on, today: localDate(ctx.now) });
  if (refusal) throw badField(refusal.field, refusal.words);
  const answered = await ctx.db
    .updateTable('gospubliki.repost')
    .set({
      state: body.state,
      answered_on: body.on,
      taken_url: body.state === 'taken' ? body.takenUrl : '',
      ground: body.state === 'refused' ? body.ground : '',
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await tellGospublikiAct(ctx, { object: 'repost', id: row.id }, 'answer-repost', {
    what: repostStateTitles[body.state],
    note: answered.taken_url || answered.ground,
    data: { state: body.state },
  });
  return present(ctx, answered);
}

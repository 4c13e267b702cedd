import { sql } from 'kysely';
import { z } from 'zod';
import {
  type SignReport,
  signFigures,
  type tellSigns as tellRoute,
  toldSigns,
} from '../../../../shared/contract/participation/poll-signs.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { cityDay, readCity } from '../../../lib/city.ts';
import { AppError } from '../../../lib/errors.ts';
import { type Ctx, defineJob, hasPermission, nameOfActor } from '../../../lib/module/context.ts';
import { isOwnWork, requireOtherPerson } from '../../../lib/module/two-people.ts';
import { pollRulesToday } from '../pack.ts';
import { findPoll, lockPoll, type PollRow, tellPollAct } from '../rows.ts';
import { makeSignFigures } from './figures.ts';

/** Reports of polls that are over are made, and erased when their days are. */
export const signsJob = defineJob('polls.signs', z.object({}));

/** Minutes after a poll was closed: by then every process has written its sums. */
const WAIT = 15;

/** Plans: the primary key of pulse_salt, signs_erased. */
export async function watchSigns(ctx: Ctx): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    SELECT poll.id FROM polls.pulse_salt JOIN polls.poll ON poll.id = pulse_salt.poll_id
    WHERE poll.closed_at <= ${ctx.now}::timestamptz - make_interval(mins => ${WAIT}) AND poll.state NOT IN ('open', 'paused')
    ORDER BY poll.id`.execute(ctx.db);
  for (const { id } of rows) await makeReport(ctx, await lockPoll(ctx, { id }));
  const today = cityDay(ctx.config, ctx.now);
  await sql`
    WITH gone AS (DELETE FROM polls.signs WHERE erased_on <= ${today}::date RETURNING poll_id)
    DELETE FROM polls.pulse WHERE poll_id IN (SELECT poll_id FROM gone)`.execute(ctx.db);
}

/** The nets and what they were named by go at once: of them sums are left. */
async function makeReport(ctx: Ctx, { id }: PollRow): Promise<void> {
  const beats = await ctx.db
    .selectFrom('polls.pulse')
    .select(['at', 'taken', 'fresh'])
    .where('poll_id', '=', id)
    .orderBy('at')
    .execute();
  const nets = await ctx.db
    .selectFrom('polls.pulse_net')
    .select(['net', 'hour', 'taken'])
    .where('poll_id', '=', id)
    .orderBy('net')
    .orderBy('hour')
    .execute();
  await ctx.db.deleteFrom('polls.pulse_net').where('poll_id', '=', id).execute();
  await ctx.db.deleteFrom('polls.pulse_salt').where('poll_id', '=', id).execute();
  if (beats.length === 0) return;
  const { signs, smallest } = pollRulesToday(ctx);
  const figures = makeSignFigures({ beats, nets }, { ...signs, smallest }, readCity(ctx.config).zone);
  await sql`
    INSERT INTO polls.signs (poll_id, figures, at, erased_on)
    VALUES (${id}::uuid, ${JSON.stringify(figures)}::jsonb, ${ctx.now}, ${cityDay(ctx.config, ctx.now)}::date + ${signs.keptDays}::int)
    ON CONFLICT DO NOTHING`.execute(ctx.db);
}

export async function readToldSigns(ctx: Ctx, pollId: string): Promise<SignReport['told']> {
  const row = await ctx.db
    .selectFrom('polls.told_signs')
    .selectAll()
    .where('poll_id', '=', pollId)
    .executeTakeFirst();
  return row
    ? toldSigns.parse({
        sentences: row.sentences,
        reason: row.reason,
        at: row.at.toISOString(),
        by: row.by_name,
      })
    : null;
}

async function presentReport(ctx: Ctx, poll: PollRow): Promise<SignReport> {
  const row = await ctx.db
    .selectFrom('polls.signs')
    .select(['figures', 'erased_on'])
    .where('poll_id', '=', poll.id)
    .executeTakeFirst();
  const told = await readToldSigns(ctx, poll.id);
  const figures = row ? signFigures.parse(row.figures) : null;
  const mayTell =
    figures !== null &&
    figures.signs.length > 0 &&
    told === null &&
    hasPermission(ctx, 'polls.approve') &&
    !isOwnWork(ctx.actor, poll.made_by);
  return { figures, erasedOn: row?.erased_on ?? null, told, can: mayTell ? ['tell'] : [] };
}

/** Route. */
export const readSigns = async (ctx: Ctx, { params }: { params: { id: string } }): Promise<SignReport> =>
  presentReport(ctx, await findPoll(ctx, params.id));

/** Route: what everybody reads stays when the report is erased; nothing is taken off the count. */
export async function tellSigns(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof tellRoute>,
): Promise<SignReport> {
  const poll = await lockPoll(ctx, { id: params.id });
  requireOtherPerson(
    ctx.actor,
    poll.made_by,
    'О признаках говорит другой человек, не тот, кто составил опрос.',
  );
  const { figures, told } = await presentReport(ctx, poll);
  if (told) throw new AppError('lib.conflict', 'О признаках этого опроса уже сказано всем.');
  if (!figures || figures.signs.length === 0)
    throw new AppError('lib.conflict', 'Признаков в этом опросе нет, или отчёт о них уже стёрт.');
  await ctx.db
    .insertInto('polls.told_signs')
    .values({
      poll_id: poll.id,
      sentences: JSON.stringify(figures.signs.map(({ sentence }) => sentence)),
      reason: body.reason,
      at: ctx.now,
      by_name: nameOfActor(ctx),
    })
    .execute();
  await tellPollAct(ctx, poll.id, 'tell-signs', {
    what: 'сказано о признаках накрутки',
    note: body.reason,
  });
  return presentReport(ctx, poll);
}

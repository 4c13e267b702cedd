import type { Selectable } from 'kysely';
import { z } from 'zod';
import { asks, audience, type PollFields, quota } from '../../../shared/contract/participation/polls.ts';
import { questions } from '../../../shared/contract/participation/questionnaire.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import { AppError } from '../../lib/errors.ts';
import { actorRef, type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { addHistoryLine } from '../../lib/module/history.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';

const history = { table: 'polls.event', of: 'poll_id' } as const;

export type PollRow = Selectable<DB['polls.poll']>;
export type EditionRow = Selectable<DB['polls.edition']>;

const pollKind: RecordKind = { words: 'Опрос', object: 'poll', module: 'polls' };
export const missingPoll = (): AppError =>
  new AppError('lib.not-found', 'Такого опроса нет. Обновите список.');

/** Locks a poll by the version that was seen; without one, for what happens by the clock. */
export const lockPoll = (ctx: Ctx, { id, version }: { id: string; version?: number }): Promise<PollRow> =>
  lockSeen(pollKind, ctx.db.selectFrom('polls.poll').selectAll().where('id', '=', id), {
    seen: version,
    missing: missingPoll,
  });

/** Held so that it is not closed, mixed or counted meanwhile; those who answer do not wait for each other. */
export async function holdPoll(ctx: Ctx, id: string): Promise<PollRow> {
  const row = await ctx.db
    .selectFrom('polls.poll')
    .selectAll()
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst();
  if (!row) throw missingPoll();
  return row;
}

export async function findPoll(ctx: Ctx, id: string): Promise<PollRow> {
  const row = await ctx.db.selectFrom('polls.poll').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw missingPoll();
  return row;
}

const kept = z.object({ audience, asks, quotas: z.array(quota), questions });
export type PollContent = z.output<typeof kept>;

/** What stands in the columns of JSON. */
export const contentOf = (row: Pick<PollRow, 'audience' | 'asks' | 'quotas' | 'questions'>): PollContent =>
  kept.parse({ audience: row.audience, asks: row.asks, quotas: row.quotas, questions: row.questions });

/** A poll in the fields it is written with. */
export const fieldsOf = (row: PollRow): PollFields => ({
  ...contentOf(row),
  kind: row.kind,
  title: row.title,
  matter: row.matter,
  isBinding: row.is_binding,
  outcome: row.outcome,
  afterwards: row.afterwards,
  resultBy: row.result_by,
  opensAt: row.opens_at?.toISOString() ?? null,
  closesAt: row.closes_at?.toISOString() ?? null,
  isWeighted: row.is_weighted,
});

/** Columns of the fields. */
export const columnsOf = (fields: PollFields) => ({
  kind: fields.kind,
  title: fields.title,
  matter: fields.matter,
  is_binding: fields.isBinding,
  outcome: fields.outcome,
  afterwards: fields.afterwards,
  result_by: fields.resultBy,
  opens_at: fields.opensAt === null ? null : new Date(fields.opensAt),
  closes_at: fields.closesAt === null ? null : new Date(fields.closesAt),
  audience: JSON.stringify(fields.audience),
  asks: JSON.stringify(fields.asks),
  is_weighted: fields.isWeighted,
  quotas: JSON.stringify(fields.quotas),
  questions: JSON.stringify(fields.questions.map(withoutTokens)),
});

/** What proved that a picture was one's own is not kept. */
const withoutTokens = ({ options, ...rest }: PollFields['questions'][number]) => ({
  ...rest,
  options: options.map(({ token: _, ...option }) => option),
});

type Columns = ReturnType<typeof columnsOf>;
type State = Pick<
  PollRow,
  | 'state'
  | 'reason'
  | 'edition'
  | 'opened_at'
  | 'closed_at'
  | 'closes_at'
  | 'made_by'
  | 'made_by_name'
  | 'approved_by_name'
>;

/** Writes what changed of a locked poll, as its next version. */
export async function updatePoll(ctx: Ctx, poll: PollRow, set: Partial<Columns & State>): Promise<void> {
  await ctx.db
    .updateTable('polls.poll')
    .set({
      ...set,
      ...(set.state && set.state !== poll.state && { state_at: ctx.now }),
      version: poll.version + 1,
    })
    .where('id', '=', poll.id)
    .execute();
}

/** What an act of staff, or of the clock, leaves behind. Answers are no acts: of them nothing is written here or in the journal. */
export async function tellPollAct(
  ctx: Ctx,
  pollId: string,
  act: string,
  { what, note = '' }: { what: string; note?: string },
): Promise<void> {
  await addHistoryLine(ctx, history, pollId, { what, note });
  ctx.audit({ action: `polls.${act}`, object: 'poll', objectId: pollId, data: {} });
}

export const makerOf = (ctx: Ctx) => ({ made_by: actorRef(ctx.actor), made_by_name: nameOfActor(ctx) });

import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/group/interaction.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { addWorkingDays, localDayStart, workingDaysBetween } from '../../base/deadlines/index.ts';
import { requireStaffName } from '../../base/identity/index.ts';
import { cityDay } from '../../lib/city.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { escapeLike } from '../../lib/database/like.ts';
import { isTaken } from '../../lib/database/taken.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';
import { mayKeepInteraction, partnerName } from './common.ts';
import { interactionPack, partnersOn } from './pack.ts';
import { paperStateOn } from './paper-state.ts';

type List = typeof contract.listPapers;
const PAGE = 50;

interface Row {
  id: string;
  direction: 'in' | 'out';
  kind: contract.PaperKind;
  partner: string;
  partner_name: string;
  number: string;
  dated_on: string;
  subject: string;
  text: string;
  responsible_id: string | null;
  responsible_name: string | null;
  due_on: string | null;
  closed_on: string | null;
  closed_words: string | null;
  version: number;
  answer_id: string | null;
  answer_number: string | null;
  answer_day: string | null;
  reply_id: string | null;
  reply_number: string | null;
  reply_day: string | null;
}

/** A paper with the first answer to it and with what it answers. */
const selectPapers = sql`
  SELECT paper.*, answer.id AS answer_id, answer.number AS answer_number, answer.dated_on AS answer_day,
    asked.id AS reply_id, asked.number AS reply_number, asked.dated_on AS reply_day
  FROM interaction.paper AS paper
  LEFT JOIN LATERAL (
    SELECT id, number, dated_on FROM interaction.paper AS other WHERE other.reply_to_id = paper.id
    ORDER BY dated_on, id LIMIT 1) AS answer ON true
  LEFT JOIN interaction.paper AS asked ON asked.id = paper.reply_to_id`;

export const unanswered = sql`paper.due_on IS NOT NULL AND paper.closed_on IS NULL
  AND NOT EXISTS (SELECT FROM interaction.paper AS other WHERE other.reply_to_id = paper.id)`;

function present(row: Row, today: string): contract.Paper {
  const state = paperStateOn({ ...row, answered_on: row.answer_day }, today);
  const left = (due: string) => workingDaysBetween(localDayStart(today), localDayStart(due));
  return {
    id: row.id,
    direction: row.direction,
    kind: row.kind,
    partner: row.partner,
    number: row.number,
    partnerName: row.partner_name,
    datedOn: row.dated_on,
    subject: row.subject,
    text: row.text,
    responsibleId: row.responsible_id,
    responsible: row.responsible_name,
    dueOn: row.due_on,
    state,
    workingDaysLeft: row.due_on && (state === 'waiting' || state === 'overdue') ? left(row.due_on) : null,
    answer: row.answer_id
      ? { id: row.answer_id, number: row.answer_number!, datedOn: row.answer_day! }
      : null,
    replyTo: row.reply_id ? { id: row.reply_id, number: row.reply_number!, datedOn: row.reply_day! } : null,
    closedWords: row.closed_words,
    version: row.version,
  };
}

/** Route: the register, the newest first; those that wait for an answer, the nearest day first. */
export async function listPapers(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const today = cityDay(ctx.config, ctx.now);
  const conditions = [
    sql`true`,
    ...(query.direction ? [sql`paper.direction = ${query.direction}`] : []),
    ...(query.partner ? [sql`paper.partner = ${query.partner}`] : []),
    ...(query.state === 'waiting' ? [unanswered] : []),
    ...(query.state === 'overdue' ? [sql`${unanswered} AND paper.due_on < ${today}::date`] : []),
    ...(query.q
      ? [
          sql`(paper.number || ' ' || paper.subject || ' ' || paper.partner_name) ILIKE ${`%${escapeLike(query.q)}%`}`,
        ]
      : []),
  ];
  const where = sql.join(conditions, sql` AND `);
  const order = query.state ? sql`paper.due_on, paper.id` : sql`paper.dated_on DESC, paper.id DESC`;
  const [found, counts, totals] = await Promise.all([
    sql<Row>`${selectPapers} WHERE ${where} ORDER BY ${order} LIMIT ${PAGE} OFFSET ${(query.page - 1) * PAGE}`.execute(
      ctx.db,
    ),
    sql<{ waiting: number; overdue: number }>`
      SELECT count(*)::int AS waiting, count(*) FILTER (WHERE paper.due_on < ${today}::date)::int AS overdue
      FROM interaction.paper AS paper WHERE ${unanswered}`.execute(ctx.db),
    sql<{
      total: number;
    }>`SELECT count(*)::int AS total FROM interaction.paper AS paper WHERE ${where}`.execute(ctx.db),
  ]);
  const { answerWorkingDays } = interactionPack.on(today);
  const partners = partnersOn(today);
  return {
    papers: found.rows.map((row) => present(row, today)),
    total: firstRow(totals.rows).total,
    pageSize: PAGE,
    ...firstRow(counts.rows),
    partners,
    suggestedDue: addWorkingDays(today, answerWorkingDays),
    legal: interactionPack.ground(),
    can: mayKeepInteraction(ctx) ? ['keep'] : [],
  };
}

async function readPaper(ctx: Ctx, id: string): Promise<contract.Paper> {
  const { rows } = await sql<Row>`${selectPapers} WHERE paper.id = ${id}`.execute(ctx.db);
  return present(firstRow(rows), cityDay(ctx.config, ctx.now));
}

type Body = HandlerInput<typeof contract.addPaper>['body'];

async function toColumns(ctx: Ctx, body: Body, ownId?: string) {
  const today = cityDay(ctx.config, ctx.now);
  if (body.dueOn && body.dueOn < body.datedOn) throw badField('dueOn', 'Раньше даты документа');
  if (body.datedOn > today) throw badField('datedOn', 'Документ из будущего: проверьте дату');
  if (body.replyToId) await requireAsked(ctx, body, ownId);
  return {
    direction: body.direction,
    kind: body.kind,
    partner: body.partner,
    number: body.number,
    subject: body.subject,
    text: body.text,
    dated_on: body.datedOn,
    due_on: body.dueOn,
    partner_name: partnerName(body.partner, body.partnerName, today),
    reply_to_id: body.replyToId,
    responsible_id: body.responsibleId,
    responsible_name: body.responsibleId
      ? await requireStaffName(ctx, body.responsibleId, 'responsibleId')
      : null,
  };
}

/** An answer goes the other way than what it answers, and not before it. */
async function requireAsked(ctx: Ctx, body: Body, ownId?: string): Promise<void> {
  const asked = await ctx.db
    .selectFrom('interaction.paper')
    .select(['id', 'direction', 'dated_on'])
    .where('id', '=', body.replyToId!)
    .executeTakeFirst();
  if (!asked || asked.id === ownId) throw badField('replyToId', 'Такого документа нет');
  if (asked.direction === body.direction)
    throw badField('replyToId', 'На входящий отвечает исходящий, на исходящий — входящий');
  if (body.datedOn < asked.dated_on) throw badField('datedOn', 'Раньше документа, на который это ответ');
}

/** The table keeps a number of a correspondent once; whose words tell it to a person are these. */
function toldOnce(error: unknown): never {
  if (isTaken(error))
    throw new AppError('lib.conflict', 'Документ с этим номером и датой уже записан.', {
      fields: { number: 'Документ с этим номером и датой уже записан' },
    });
  throw error;
}

/** Route: one more paper. */
export async function addPaper(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.addPaper>,
): Promise<contract.Paper> {
  const id = newId();
  await ctx.db
    .insertInto('interaction.paper')
    .values({ id, ...(await toColumns(ctx, body)), made_at: ctx.now, made_by_name: nameOfActor(ctx) })
    .execute()
    .catch(toldOnce);
  ctx.audit({
    action: 'interaction.add-paper',
    object: 'paper',
    objectId: id,
    data: { direction: body.direction, number: body.number, replyTo: body.replyToId },
  });
  return readPaper(ctx, id);
}

const paperRecord: RecordKind = {
  words: 'Запись о документе',
  object: 'paper',
  module: 'interaction',
};

const lockPaper = (ctx: Ctx, id: string, version: number) =>
  lockSeen(paperRecord, ctx.db.selectFrom('interaction.paper').selectAll().where('id', '=', id), {
    seen: version,
    missing: () => new AppError('lib.not-found', 'Такого документа нет. Обновите список.'),
  });

/** Route: what was written of a paper, put right. */
export async function changePaper(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.changePaper>,
): Promise<contract.Paper> {
  const row = await lockPaper(ctx, params.id, body.version);
  await ctx.db
    .updateTable('interaction.paper')
    .set({ ...(await toColumns(ctx, body, row.id)), version: row.version + 1 })
    .where('id', '=', row.id)
    .execute()
    .catch(toldOnce);
  ctx.audit({
    action: 'interaction.change-paper',
    object: 'paper',
    objectId: row.id,
    data: { dueOn: body.dueOn, dueBefore: row.due_on },
  });
  return readPaper(ctx, row.id);
}

/** Route: nothing more is awaited of a paper, for a reason. */
export async function closePaper(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.closePaper>,
): Promise<contract.Paper> {
  const row = await lockPaper(ctx, params.id, body.version);
  const { state } = await readPaper(ctx, row.id);
  if (state !== 'waiting' && state !== 'overdue')
    throw new AppError('lib.conflict', 'Ответа на этот документ не ждут.');
  await ctx.db
    .updateTable('interaction.paper')
    .set({
      closed_on: cityDay(ctx.config, ctx.now),
      closed_words: body.words,
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
  ctx.audit({ action: 'interaction.close-paper', object: 'paper', objectId: row.id });
  return readPaper(ctx, row.id);
}

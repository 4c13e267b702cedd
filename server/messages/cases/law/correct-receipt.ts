import { sql } from 'kysely';
import type { correctReceipt as correctReceiptRoute } from '../../../../shared/contract/messages/cases-law.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { lateRule } from '../../../base/deadlines/index.ts';
import { requireLawful } from '../../../base/regimes/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readCaseCard } from '../card/card.ts';
import { changeColumns, type LockedCase, lockCase } from '../card/move.ts';
import { readTermBefore } from '../clocks/term-before.ts';
import { STATUTORY_APPEAL } from '../core/draft.ts';
import { caseReceiptCorrected } from '../core/events.ts';
import { requireOn } from '../core/reach.ts';
import { addEvents } from '../core/timeline.ts';
import { caseWorkflow } from '../core/workflow.ts';
import { recountAnswer, recountDeeds } from './recount.ts';
import { statutoryStart } from './statutory-start.ts';

type Correct = typeof correctReceiptRoute;

/** The working calendar begins with it: no term is counted from an earlier day. */
const FIRST_DAY = Date.parse('2019-01-10T00:00:00Z');

interface Author {
  id: string;
  received_at: Date;
  arrived_at: Date | null;
}

/**
 * Route: another moment of receipt, by a ground. What the law counts from receipt is counted anew, the breach too, and by nothing
 * else; the former moment, the former end and whether it was broken stay with the case.
 */
export async function correctReceipt(
  ctx: Ctx,
  { params, body }: HandlerInput<Correct>,
): Promise<RouteReplyInput<Correct>> {
  const file = await lockCase(ctx, params.id, body.version);
  requireOn(ctx.actor, file, 'cases.triage');
  await requireCorrectable(ctx, file);
  requireLawful(file.regime, 'correct-receipt', ['ground-named']);
  const author = await findAuthor(ctx, file.id);
  const receivedAt = new Date(body.receivedAt);
  requireSense(ctx, receivedAt, author.arrived_at ?? file.registered_at);
  if (receivedAt.getTime() === author.received_at.getTime())
    throw badMoment('Время то же. Исправьте его или закройте окно.');
  const before = await readTermBefore(ctx, file.id);
  await ctx.db
    .updateTable('cases.contact')
    .set({ received_at: receivedAt })
    .where('id', '=', author.id)
    .execute();
  await recount(ctx, file, author, receivedAt);
  await changeColumns(ctx, file, {});
  const data = { from: author.received_at.toISOString(), to: receivedAt.toISOString() };
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'receipt',
      visibility: 'staff',
      text: body.ground,
      data: { ...data, ...before },
    },
  ]);
  ctx.audit({
    action: 'cases.correct-receipt',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, ...data },
  });
  ctx.announce(caseReceiptCorrected, { caseId: file.id, number: file.number });
  return readCaseCard(ctx, file.id);
}

async function requireCorrectable(ctx: Ctx, file: LockedCase): Promise<void> {
  if (caseWorkflow.states[file.status].isTerminal)
    throw new AppError(
      'lib.conflict',
      'Дело закрыто: поступление уже не меняется. Сначала возобновите дело.',
    );
  if (file.parent_id !== null)
    throw new AppError('lib.conflict', 'Это часть дела: поступление исправляют в общем деле.');
  const { reopen_count } = await ctx.db
    .selectFrom('cases.case_file')
    .select('reopen_count')
    .where('id', '=', file.id)
    .executeTakeFirstOrThrow();
  if (reopen_count > 0)
    throw new AppError(
      'lib.conflict',
      'Дело возвращали в работу: его срок идёт от возвращения, а не от поступления. Оставьте заметку.',
    );
}

const badMoment = (text: string): AppError =>
  new AppError('lib.bad-input', text, { fields: { receivedAt: text } });

/** Received before now, and not later than it was registered: what is registered has been received. */
function requireSense(ctx: Ctx, receivedAt: Date, registeredAt: Date): void {
  if (receivedAt > ctx.now) throw badMoment('Время поступления ещё не наступило. Проверьте дату.');
  if (receivedAt > registeredAt)
    throw badMoment('Поступить позже, чем зарегистрировано, нельзя. Проверьте дату.');
  if (receivedAt.getTime() < FIRST_DAY) throw badMoment('Дата поступления раньше 2019 года. Проверьте год.');
}

async function findAuthor(ctx: Ctx, caseId: string): Promise<Author> {
  const author = await ctx.db
    .selectFrom('cases.contact')
    .select(['id', 'received_at', 'arrived_at'])
    .where('case_id', '=', caseId)
    .where('is_joiner', '=', false)
    .orderBy('received_at')
    .executeTakeFirst();
  if (!author)
    throw new AppError('lib.conflict', 'У дела нет автора: когда поступило, исправлять не у кого.');
  return author;
}

/** Parts of a split case have the term of the whole. */
async function recount(ctx: Ctx, file: LockedCase, author: Author, receivedAt: Date): Promise<void> {
  const isAppeal = file.regime === STATUTORY_APPEAL;
  const startOf = (ruleId: string): Date | null => {
    if (isAppeal) return statutoryStart(receivedAt, file.registered_at);
    if (!author.arrived_at) return null;
    return lateRule(ruleId, file.regime, receivedAt, author.arrived_at) ? author.arrived_at : receivedAt;
  };
  const parts = await ctx.db
    .selectFrom('cases.case_file')
    .select('id')
    .where(sql<boolean>`(id = ${file.id} OR (parent_id = ${file.id} AND status <> 'merged'))`)
    .execute();
  for (const { id } of parts) await recountAnswer(ctx, id, startOf);
  if (!isAppeal) return;
  const earlier = statutoryStart(author.received_at, file.registered_at);
  await recountDeeds(ctx, file, {
    receivedAt,
    from: earlier,
    to: statutoryStart(receivedAt, file.registered_at),
  });
}

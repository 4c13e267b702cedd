import type {
  decideInterim,
  writeInterim as writeInterimRoute,
} from '../../../../shared/contract/messages/cases-sides.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { localDate, startTerm } from '../../../base/deadlines/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { actorRef, type Ctx, isStaff } from '../../../lib/module/context.ts';
import { staleRecord } from '../../../lib/module/stale.ts';
import { requireOtherPerson } from '../../../lib/module/two-people.ts';
import { readCaseCard } from '../card/card.ts';
import { caseRecord, changeColumns, lockCase } from '../card/move.ts';
import { requireOn } from '../core/reach.ts';
import { interimStatuses } from '../core/side-statuses.ts';
import { addEvents, namedActor } from '../core/timeline.ts';
import { makePromise, openPromise } from './promises.ts';
import { tellEverybody } from './release.ts';

type Write = typeof writeInterimRoute;

/** Route: what is done so far and until when the final answer comes; waits for whoever approves. */
export async function writeInterim(
  ctx: Ctx,
  { params, body }: HandlerInput<Write>,
): Promise<RouteReplyInput<Write>> {
  const file = await lockCase(ctx, params.id, body.version);
  requireOn(ctx.actor, file, 'cases.answer');
  if (!interimStatuses.includes(file.status)) {
    throw new AppError(
      'cases.illegal-transition',
      'Промежуточный ответ пишут, пока дело в работе. Сначала возьмите его.',
    );
  }
  requireDay(ctx, body.finalOn);
  const waits = await findWaiting(ctx, file.id);
  if (waits)
    throw new AppError(
      'lib.conflict',
      'Промежуточный ответ уже ждёт утверждения. Дождитесь решения по нему.',
    );
  await ctx.db
    .insertInto('cases.interim')
    .values({
      id: newId(),
      case_id: file.id,
      body: body.text,
      final_on: body.finalOn,
      author: actorRef(ctx.actor),
      author_name: namedActor(ctx.actor),
      created_at: ctx.now,
      state: 'waits',
    })
    .execute();
  await changeColumns(ctx, file, {});
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'interim',
      visibility: 'staff',
      text: body.text,
      data: { state: 'waits', until: body.finalOn },
    },
  ]);
  ctx.audit({
    action: 'cases.write-interim',
    object: 'case',
    objectId: file.id,
    data: { number: file.number },
  });
  return readCaseCard(ctx, file.id);
}

function requireDay(ctx: Ctx, day: string): void {
  const wrong = (text: string) => new AppError('lib.bad-input', text, { fields: { finalOn: text } });
  if (Number.isNaN(Date.parse(day))) throw wrong('Такого дня нет. Проверьте дату.');
  if (day <= localDate(ctx.now)) throw wrong('Дата уже прошла. Назовите день впереди.');
  if (day > localDate(startTerm('pos-promise', ctx.now).dueAt))
    throw wrong('Обещать можно не дальше чем на 12 месяцев.');
}

const findWaiting = (ctx: Ctx, caseId: string) =>
  ctx.db
    .selectFrom('cases.interim')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('state', '=', 'waits')
    .executeTakeFirst();

type Decide = typeof decideInterim;

/**
 * Route: the approver lets it out or returns it. Released, it is a promise with a day; the case stays in work and its
 * clocks run on: an interim answer is no answer.
 */
export async function decideOnInterim(
  ctx: Ctx,
  { params, body }: HandlerInput<Decide>,
): Promise<RouteReplyInput<Decide>> {
  const file = await lockCase(ctx, params.id, body.version);
  requireOn(ctx.actor, file, 'cases.approve');
  const waiting = await findWaiting(ctx, file.id);
  if (waiting?.id !== params.interimId) {
    throw staleRecord(caseRecord, file);
  }
  const isReleased = body.decision === 'release';
  if (isReleased)
    requireOtherPerson(ctx.actor, waiting.author, 'Это ваш ответ: выпустить его должен другой человек.');
  if (!isReleased && !body.reason) {
    throw new AppError('lib.bad-input', 'Назовите, что исправить.', {
      fields: { reason: 'Напишите, что исправить' },
    });
  }
  await ctx.db
    .updateTable('cases.interim')
    .set({
      state: isReleased ? 'released' : 'returned',
      decided_by_name: isStaff(ctx.actor) ? ctx.actor.name : null,
      decided_at: ctx.now,
      return_reason: isReleased ? null : (body.reason ?? null),
    })
    .where('id', '=', waiting.id)
    .execute();
  await changeColumns(ctx, file, {});
  const data = { state: isReleased ? 'released' : 'returned', until: waiting.final_on };
  await addEvents(ctx, [
    isReleased
      ? { caseId: file.id, kind: 'interim', visibility: 'resident', text: waiting.body, data }
      : { caseId: file.id, kind: 'interim', visibility: 'staff', text: body.reason ?? '', data },
  ]);
  if (isReleased) {
    const formerly = await openPromise(ctx, file.id);
    await makePromise(ctx, {
      caseId: file.id,
      kind: 'interim',
      text: waiting.body,
      until: waiting.final_on,
      unitId: file.executor_unit_id,
      promisedBy: namedActor(ctx.actor),
    });
    // Whoever joined waits for the same matter, and whoever wrote a merged case too.
    const event = { kind: 'interim' as const, text: waiting.body, data };
    const facts = { body: waiting.body, until: waiting.final_on, formerly };
    await tellEverybody(ctx, file, event, ['case-interim', facts]);
  }
  ctx.audit({
    action: isReleased ? 'cases.release-interim' : 'cases.return-interim',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, interimId: waiting.id },
  });
  return readCaseCard(ctx, file.id);
}

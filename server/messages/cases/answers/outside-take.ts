import { formatDay } from '../../../../shared/text/dates.ts';
import { localDate, localDayEnd } from '../../../base/deadlines/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { actorRef, type Ctx } from '../../../lib/module/context.ts';
import { selectAnswers } from '../card/answer-rows.ts';
import { changeColumns, type LockedCase, lockCase, moveCase } from '../card/move.ts';
import { isBroken } from '../clocks/clocks.ts';
import { findRunning } from '../clocks/term-clock.ts';
import { owesLetter } from '../core/owes.ts';
import { requireOn } from '../core/reach.ts';
import { addEvents, namedActor } from '../core/timeline.ts';
import { moveEnd, type StoredExtension } from '../terms/extend-term.ts';
import { insertVersion } from './answers.ts';

/** What a person takes over from an outside system: said in the timeline with its name. */
export interface Outside {
  /** «ПОС». */
  systemTitle: string;
}

async function lock(ctx: Ctx, caseId: string): Promise<LockedCase> {
  const file = await lockCase(ctx, caseId);
  requireOn(ctx.actor, file, 'cases.triage');
  return file;
}

/** The answer's term becomes the day the outside system names; steps of the ladder move with it. */
export async function takeOutsideTerm(
  ctx: Ctx,
  caseId: string,
  day: string,
  { systemTitle }: Outside,
): Promise<void> {
  const file = await lock(ctx, caseId);
  const clock = await findRunning(ctx, file.id);
  if (!clock) throw new AppError('lib.conflict', 'Срок уже не идёт: менять нечего. Сверьте таблицу заново.');
  const dueAt = localDayEnd(day);
  if (owesLetter(file))
    throw new AppError(
      'lib.conflict',
      'Срок обращения установлен законом (59-ФЗ, ст. 12): его можно только продлить.',
    );
  if (isBroken(ctx, clock) && dueAt > clock.due_at)
    throw new AppError('lib.conflict', 'Срок уже нарушен: более поздний срок нарушения не отменит.');
  const taken: StoredExtension = {
    at: ctx.now.toISOString(),
    by: actorRef(ctx.actor),
    byName: namedActor(ctx.actor),
    reason: `Срок взят из ${systemTitle}`,
    from: clock.due_at.toISOString(),
    to: dueAt.toISOString(),
    rule: clock.rule_id,
    version: '',
    legal: '',
  };
  await moveEnd(ctx, clock, dueAt, [...(clock.extensions as StoredExtension[]), taken]);
  await changeColumns(ctx, file, { due_at: dueAt });
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'term',
      visibility: 'staff',
      text: `Срок взят из ${systemTitle}: ${formatDay(day)} вместо ${formatDay(localDate(clock.due_at))}`,
      data: { dueAt: dueAt.toISOString() },
    },
  ]);
}

/** The answer given elsewhere becomes a draft here: it goes out by the same approval as every other. */
export async function takeOutsideAnswer(
  ctx: Ctx,
  caseId: string,
  text: string,
  { systemTitle }: Outside,
): Promise<void> {
  const file = await lock(ctx, caseId);
  const versions = await selectAnswers(ctx, [file.id]);
  const last = versions.at(-1);
  if (last && last.state !== 'returned' && last.state !== 'released') {
    throw new AppError(
      'lib.conflict',
      `По делу уже готовится ответ, версия ${last.version}: перенесите в него нужное из ${systemTitle} сами.`,
    );
  }
  const { version } = await insertVersion(ctx, file.id, last, {
    body: text,
    outcome: 'explained',
    promised_on: null,
    state: 'draft',
    author: actorRef(ctx.actor),
    author_name: namedActor(ctx.actor),
    author_unit_id: file.executor_unit_id,
  });
  await changeColumns(ctx, file, {});
  const told = `Ответ из ${systemTitle} взят в проект, версия ${version}`;
  await addEvents(ctx, [{ caseId: file.id, kind: 'field', visibility: 'staff', text: told }]);
}

/** Closed elsewhere, answered here: the one step of the table that a state of an outside system may make by itself. */
export async function takeOutsideClosing(ctx: Ctx, caseId: string, { systemTitle }: Outside): Promise<void> {
  const file = await lock(ctx, caseId);
  const asSystem: Ctx = { ...ctx, actor: { kind: 'system', name: 'reconcile' } };
  await moveCase(asSystem, file, 'confirm', { text: `Закрыто по ${systemTitle}: ${namedActor(ctx.actor)}` });
}

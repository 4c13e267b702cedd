import { formatDateTime } from '../../../shared/text/dates.ts';
import { riskTitles } from '../../../shared/text/monitoring/conflicts.ts';
import { joinWords } from '../../../shared/text/words.ts';
import { MINUTE } from '../../../shared/time.ts';
import { findOnDuty, findPeople, standIns } from '../../base/clocks/index.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { listStaffRecipients } from '../../base/identity/index.ts';
import { sendLetters } from '../../base/outbox/index.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { onConflict } from './on-conflict.ts';
import { conflictPack } from './rules/pack.ts';

/** Who is called: those on duty now, else the head of the centre, else the deputy; for whoever is away, who stands in. */
async function findCalled(ctx: Ctx) {
  const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  const onDuty = standIns(await findOnDuty(ctx), staff);
  const called =
    onDuty.length > 0
      ? onDuty
      : standIns(findPeople([{ role: 'chair' }, { role: 'deputy' }], {}, staff), staff);
  return called.flatMap((id) => staff.get(id) ?? []);
}

/** Route: a letter at once, by night too; not again within the minutes of the pack. */
export const callDuty = onConflict('call', 'call', async (ctx, conflict) => {
  const { callMinutes } = conflictPack.on(localDate(ctx.now));
  const { zone } = readCity(ctx.config);
  const { id, number, title, risk, due_at: dueAt, called_at: calledAt } = conflict;
  if (calledAt && ctx.now.getTime() - calledAt.getTime() < callMinutes * MINUTE)
    throw new AppError(
      'lib.conflict',
      `Дежурного уже позвали. Снова можно через ${callMinutes} минут после этого.`,
    );
  const called = await findCalled(ctx);
  if (called.length === 0)
    throw new AppError('lib.conflict', 'Звать некого: никто не дежурит, и руководителя центра нет на месте.');
  const url = ctx.config.publicUrl ? `\n\n${ctx.config.publicUrl}/staff/conflicts?id=${id}` : '';
  await sendLetters(
    ctx,
    called.map(({ email }) => ({
      channel: 'email' as const,
      recipient: email,
      purpose: 'conflict-call' as const,
      subject: `Конфликт ${number}: вас зовут`,
      text: `Вас зовёт ${nameOfActor(ctx)}: ${title}, ${riskTitles[risk]}. Уладить до ${formatDateTime(dueAt, zone)}.${url}`,
    })),
  );
  return {
    set: { called_at: ctx.now },
    what: `Позвали: ${joinWords(called.map(({ name }) => name))}`,
    data: { called: called.map(({ id: personId }) => personId) },
  };
});

import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/conflicts.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { formatDateTime } from '../../../shared/text/dates.ts';
import { riskTitles } from '../../../shared/text/monitoring/conflicts.ts';
import { joinWords } from '../../../shared/text/words.ts';
import { MINUTE } from '../../../shared/time.ts';
import { findPeople, standIns } from '../../base/clocks/index.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { listStaffRecipients } from '../../base/identity/index.ts';
import { sendLetters } from '../../base/outbox/index.ts';
import { cityDay, readCity } from '../../lib/city.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { readConflictCard } from './card.ts';
import { lockConflict } from './rows.ts';
import { conflictPack } from './rules/pack.ts';
import { tellAct, updateConflict } from './store.ts';

/** Who is called: those on duty now, else the head of the centre, else the deputy; for whoever is away, who stands in. */
async function findCalled(ctx: Ctx) {
  const { rows } = await sql<{ person_id: string }>`
    SELECT DISTINCT person_id FROM clocks.v_duty WHERE from_at <= ${ctx.now} AND to_at > ${ctx.now}`.execute(
    ctx.db,
  );
  const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  const onDuty = standIns(
    rows.map(({ person_id: id }) => id),
    staff,
  );
  const called =
    onDuty.length > 0
      ? onDuty
      : standIns(findPeople([{ role: 'chair' }, { role: 'deputy' }], {}, staff), staff);
  return called.flatMap((id) => staff.get(id) ?? []);
}

/** Route: a letter at once, by night too; not again within the minutes of the pack. */
export async function callDuty(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.callDuty>,
): Promise<contract.ConflictCard> {
  const conflict = await lockConflict(ctx, params, body.version, 'call');
  const { callMinutes } = conflictPack.on(localDate(ctx.now));
  const { zone } = readCity(ctx.config);
  if (conflict.called_at && ctx.now.getTime() - conflict.called_at.getTime() < callMinutes * MINUTE)
    throw new AppError(
      'lib.conflict',
      `Дежурного уже позвали. Снова можно через ${callMinutes} минут после этого.`,
    );
  const called = await findCalled(ctx);
  if (called.length === 0)
    throw new AppError('lib.conflict', 'Звать некого: никто не дежурит, и руководителя центра нет на месте.');
  const url = ctx.config.publicUrl ? `\n\n${ctx.config.publicUrl}/staff/conflicts?id=${conflict.id}` : '';
  await sendLetters(
    ctx,
    called.map(({ email }) => ({
      channel: 'email' as const,
      recipient: email,
      purpose: 'conflict-call' as const,
      subject: `Конфликт ${conflict.number}: вас зовут`,
      text: `${conflict.title}, ${riskTitles[conflict.risk]}. Уладить до ${formatDateTime(conflict.due_at, zone)}. Зовёт ${nameOfActor(ctx)}.${url}`,
    })),
  );
  await updateConflict(ctx, conflict, { called_at: ctx.now });
  await tellAct(ctx, conflict, 'call', {
    what: `Позвали: ${joinWords(called.map(({ name }) => name))}`,
    data: { called: called.map(({ id }) => id) },
  });
  return readConflictCard(ctx, conflict.id);
}

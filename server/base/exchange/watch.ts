import { z } from 'zod';
import type { ConnectedSystem } from '../../../shared/contract/base/exchange.ts';
import { counted } from '../../../shared/text/plural.ts';
import { cityDay } from '../../lib/city.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { listStaffRecipients, type StaffRecipient } from '../identity/index.ts';
import { sendLetters } from '../outbox/index.ts';
import { listConnected } from './board.ts';
import { type FaultState, faultOf } from './judge.ts';

export const watchJob = defineJob('exchange.watch', z.object({}));

const faultWords: Readonly<Record<FaultState, string>> = {
  errors: 'ошибки обмена',
  waiting: 'копится очередь',
  silent: 'молчит дольше заданного',
};

type Fault = ConnectedSystem & { state: FaultState };

/**
 * Tells of exchanges that have begun to fail: whoever answers for the system, administrators where nobody does. Once for each
 * fault; one that has passed is forgotten, so the next is told of again.
 */
export async function watchExchange(ctx: Ctx): Promise<void> {
  if (ctx.config.isDemo) return;
  const systems = await listConnected(ctx);
  const faults = systems.flatMap((system): Fault[] => {
    const state = faultOf(system.state, system.silentAfterHours);
    return state ? [{ ...system, state }] : [];
  });
  const known = await ctx.db.selectFrom('exchange.fault').select('code').forUpdate().execute();
  const passed = known.filter(({ code }) => !faults.some((fault) => fault.code === code));
  if (passed.length > 0)
    await ctx.db
      .deleteFrom('exchange.fault')
      .where(
        'code',
        'in',
        passed.map(({ code }) => code),
      )
      .execute();
  const fresh = faults.filter(({ code }) => !known.some((fault) => fault.code === code));
  if (fresh.length === 0) return;
  await ctx.db
    .insertInto('exchange.fault')
    .values(fresh.map(({ code, state }) => ({ code, state, since: ctx.now })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tell(ctx, fresh);
}

async function tell(ctx: Ctx, faults: readonly Fault[]): Promise<void> {
  const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  const keepers = await ctx.db
    .selectFrom('exchange.system')
    .select(['code', 'person_id'])
    .where('person_id', 'is not', null)
    .execute();
  const audienceOf = (code: string): StaffRecipient[] => {
    const keeper = staff.get(keepers.find((row) => row.code === code)?.person_id ?? '');
    if (keeper) return [keeper];
    return [...staff.values()].filter(({ grants }) => grants.some(({ role }) => role === 'admin'));
  };
  await sendLetters(
    ctx,
    faults.flatMap((fault) =>
      audienceOf(fault.code).map(({ email }) => ({
        channel: 'email' as const,
        recipient: email,
        subject: `${fault.title}: ${faultWords[fault.state]}`,
        text: `${describe(fault)} Состояние всех систем: ${ctx.config.publicUrl}/staff/exchange`,
        purpose: 'exchange-fault' as const,
      })),
    ),
  );
}

/** «SMS (письма жителям и сотрудникам): копится очередь. Ждёт 12, обмен последний раз был …». */
function describe({ title, way, state, words, waiting, errors, silentAfterHours }: Fault): string {
  const more = {
    errors: `Ошибок: ${errors}.`,
    waiting: `Ждут отправки или обработки: ${waiting}.`,
    silent: `Обмена нет дольше, чем ${counted(silentAfterHours ?? 0, 'час', 'часа', 'часов')}.`,
  }[state];
  return [`${title} (${way}): ${faultWords[state]}.`, more, words && `${words}.`].filter(Boolean).join(' ');
}

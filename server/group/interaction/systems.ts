import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/group/interaction.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { formatNumber } from '../../../shared/text/numbers.ts';
import { counted, plural } from '../../../shared/text/plural.ts';
import { keepSystem, listConnected } from '../../base/exchange/index.ts';
import { cityDay } from '../../lib/city.ts';
import type { SystemFacts } from '../../lib/exchange/connected-systems.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { mayKeepInteraction } from './common.ts';
import { interactionPack } from './pack.ts';

/** Systems of the decree: ПОС by its tables; the others have no interface and nothing is exchanged with them yet. */
export async function listDecreeFacts(ctx: Ctx): Promise<SystemFacts[]> {
  const { rows } = await sql<{ at: Date; row_count: number; undecided: number }>`
    SELECT coalesce(compared_at, created_at) AS at, row_count, undecided FROM reconcile.v_snapshot
    ORDER BY created_at DESC LIMIT 1`.execute(ctx.db);
  const last = rows[0];
  return interactionPack.on(cityDay(ctx.config, ctx.now)).systems.map(({ code, title, clause, source }) => {
    const isNone = source === 'none';
    const told = last
      ? `В последней таблице ${counted(last.row_count, 'строка', 'строки', 'строк')}, ${plural(last.undecided, 'ждёт', 'ждут', 'ждут')} решения: ${formatNumber(last.undecided)}`
      : 'Таблиц ещё не приносили';
    return {
      code,
      title,
      clause,
      way: isNone ? 'не подключена' : 'таблицы из кабинета ПОС',
      words: isNone ? 'Обмена нет: интерфейс не предоставлен. Реестр можно загрузить файлом' : told,
      link: isNone ? null : '/staff/reconcile',
      isOn: isNone ? 'none' : true,
      lastAt: isNone ? null : (last?.at ?? null),
      waiting: isNone ? 0 : (last?.undecided ?? 0),
      oldestWaitingAt: !isNone && last?.undecided ? last.at : null,
      errors: 0,
    };
  });
}

/** Route: every system, those of the decree first. */
export async function listSystems(ctx: Ctx): Promise<RouteReplyInput<typeof contract.listSystems>> {
  return {
    systems: await listConnected(ctx),
    asOf: ctx.now.toISOString(),
    can: mayKeepInteraction(ctx) ? ['keep'] : [],
  };
}

type SetOwner = typeof contract.setSystemOwner;

/** Route: who answers for the exchange with a system. */
export async function setSystemOwner(
  ctx: Ctx,
  { params, body }: HandlerInput<SetOwner>,
): Promise<RouteReplyInput<SetOwner>> {
  await keepSystem(ctx, params.code, { personId: body.personId, note: body.note });
  return { done: true };
}

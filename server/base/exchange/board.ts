import type * as contract from '../../../shared/contract/base/exchange.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { connectedSystems } from '../../lib/exchange/connected-systems.ts';
import { type Ctx, isStaff } from '../../lib/module/context.ts';
import { requireStaffName } from '../identity/index.ts';
import { judgeExchange } from './judge.ts';

/** Every connected system as its module tells of it, those of the decree first, with what people have set of it. */
export async function listConnected(ctx: Ctx): Promise<contract.ConnectedSystem[]> {
  const asked = ctx.ports.list(connectedSystems);
  const [told, settings] = await Promise.all([
    Promise.all(asked.map((ask) => ask(ctx))),
    ctx.db.selectFrom('exchange.system').selectAll().execute(),
  ]);
  const byCode = new Map(settings.map((setting) => [setting.code, setting]));
  return told
    .flat()
    .toSorted((a, b) => Number(b.clause !== null) - Number(a.clause !== null))
    .map((facts) => {
      const set = byCode.get(facts.code);
      const silentAfterHours = set?.silent_after_hours ?? null;
      return {
        code: facts.code,
        title: facts.title,
        clause: facts.clause,
        way: facts.way,
        state: judgeExchange(facts, silentAfterHours, ctx.now),
        lastAt: facts.lastAt?.toISOString() ?? null,
        waiting: facts.waiting,
        oldestWaitingAt: facts.oldestWaitingAt?.toISOString() ?? null,
        errors: facts.errors,
        words: facts.words,
        link: facts.link,
        responsibleId: set?.person_id ?? null,
        responsible: set?.person_name ?? null,
        note: set?.note ?? '',
        silentAfterHours,
      };
    });
}

/** Route: the board of an administrator. */
export async function listExchange(ctx: Ctx): Promise<RouteReplyInput<typeof contract.listExchange>> {
  return { systems: await listConnected(ctx), asOf: ctx.now.toISOString(), can: ['keep'] };
}

interface SystemSetting {
  personId: string | null;
  note: string;
  /** Left out = as it was. */
  silentAfterHours?: number | null;
}

/** Says who answers for a system and which silence is a fault. The caller's right is checked at its door. */
export async function keepSystem(ctx: Ctx, code: string, setting: SystemSetting): Promise<void> {
  const known = (await listConnected(ctx)).some((system) => system.code === code);
  if (!known) throw new AppError('lib.not-found', 'Такой системы нет. Обновите список.');
  const { personId, note, silentAfterHours } = setting;
  const values = {
    person_id: personId,
    person_name: personId ? await requireStaffName(ctx, personId, 'personId') : null,
    note,
    ...(silentAfterHours !== undefined && { silent_after_hours: silentAfterHours }),
    changed_at: ctx.now,
    changed_by_name: isStaff(ctx.actor) ? ctx.actor.name : '',
  };
  await ctx.db
    .insertInto('exchange.system')
    .values({ code, ...values })
    .onConflict((conflict) => conflict.column('code').doUpdateSet(values))
    .execute();
  ctx.audit({
    action: 'exchange.set-system',
    object: 'system',
    objectId: code,
    data: { person: personId, ...(silentAfterHours !== undefined && { silentAfterHours }) },
  });
}

/** Route: an administrator sets a system. */
export async function setSystem(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.setSystem>,
): Promise<{ done: true }> {
  await keepSystem(ctx, params.code, body);
  return { done: true };
}

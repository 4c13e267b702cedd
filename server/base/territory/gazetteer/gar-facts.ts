import type { SystemFacts } from '../../../lib/exchange/connected-systems.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** The list of streets and houses an administrator loads; the pack's own is no exchange. */
export async function listGazetteerFacts(ctx: Ctx): Promise<SystemFacts[]> {
  const current = await ctx.db
    .selectFrom('territory.gazetteer')
    .select('loaded_at')
    .where('is_current', '=', true)
    .where('source', '=', 'gar')
    .executeTakeFirst();
  return [
    {
      code: 'gar',
      title: 'Государственный адресный реестр',
      clause: null,
      way: 'выгрузка ГАР файлом',
      words: current ? '' : 'Выгрузка не действует: улицы и дома — из списка или набора города',
      link: '/staff/directories?tab=streets',
      isOn: current ? true : 'none',
      lastAt: current?.loaded_at ?? null,
      waiting: 0,
      oldestWaitingAt: null,
      errors: 0,
      isAskedSeldom: true,
    },
  ];
}

import { DAY } from '../../../shared/time.ts';
import { defineCheck, foundIf, notInDemo, notJudged } from '../../lib/health/health-check.ts';

/** Pages that are named; more say nothing more. */
const NAMED = 5;

export const networksCheck = defineCheck({
  id: 'networks.pages',
  looksAt: 'Страницы города в сетях',
  faults: {
    refused: {
      severity: 'error',
      title: 'Сеть не пускает к странице города',
      cure: 'Откройте «Сети» и впишите новый ключ страницы: чаще всего прежний истёк или отозван.',
      link: '/staff/networks',
    },
    'unread-day': {
      severity: 'warning',
      title: 'Страницу сети не читали больше суток',
      cure: 'Откройте «Сети» и нажмите «Проверить» у страницы: там скажут, отвечает ли сеть.',
      link: '/staff/networks',
    },
  },
  run: async (ctx) => {
    if (ctx.config.isDemo) return notInDemo;
    const rows = await ctx.db
      .selectFrom('networks.page')
      .select(['title', 'trouble', 'pulled_at', 'last_event_at', 'created_at'])
      .where('is_active', '=', true)
      .orderBy('title')
      .execute();
    if (rows.length === 0) return notJudged('ни одна не подключена');
    const read = (row: (typeof rows)[number]): number =>
      Math.max(...[row.pulled_at, row.last_event_at, row.created_at].map((at) => at?.getTime() ?? 0));
    const refused = rows.filter(({ trouble }) => trouble !== '');
    const unread = rows.filter((row) => row.trouble === '' && ctx.now.getTime() - read(row) > DAY);
    const name = (list: typeof rows): string =>
      `${list
        .slice(0, NAMED)
        .map(({ title, trouble }) => (trouble ? `${title}: ${trouble}` : title))
        .join('; ')}.`;
    return [
      ...foundIf('refused', refused.length > 0, name(refused)),
      ...foundIf('unread-day', unread.length > 0, name(unread)),
    ];
  },
});

import { defineCheck, notInDemo, notJudged } from '../../../lib/health/health-check.ts';
import { isPortalOpen } from '../../../lib/portal-door.ts';
import { listTopicLines } from './topic-readiness.ts';

export const topicsCheck = defineCheck({
  id: 'cases.topics',
  looksAt: 'Исполнители тем',
  faults: {
    unassigned: {
      severity: 'warning',
      title: 'У темы нет исполнителя',
      cure: 'Назначьте его в «Справочниках», «Подразделения»: загрузите список тем с исполнителями. До этого такие сообщения ждут в разборе.',
      link: '/staff/directories?tab=units',
    },
  },
  // Before the portal is open it is said where the city is set up.
  run: async (ctx) => {
    if (ctx.config.isDemo) return notInDemo;
    if (!isPortalOpen()) return notJudged('портал закрыт, смотрите «Готовность к открытию»');
    const lines = await listTopicLines(ctx);
    return lines.flatMap(({ isDone, words }) => (isDone ? [] : [{ code: 'unassigned' as const, words }]));
  },
});

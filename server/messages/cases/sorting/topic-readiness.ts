import { counted } from '../../../../shared/text/plural.ts';
import { currentTaxonomy } from '../../../base/taxonomy/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { ReadinessLine } from '../../../lib/readiness.ts';
import { readWays } from '../topic-list/topic-list.ts';
import { takerOf } from '../topic-list/topic-plan.ts';

/** How many topics are named of those that lead nowhere. */
const MOST_NAMED = 3;

/** Whether each topic leads to a unit: by its executor kind, or by a rule of its own, of its block or of everything. */
export async function listTopicLines(ctx: Ctx): Promise<ReadinessLine[]> {
  const ways = await readWays(ctx);
  const { facts } = currentTaxonomy();
  const lost = facts.filter((fact) => !takerOf(ways, fact));
  const named = lost.slice(0, MOST_NAMED).map(({ title }) => `«${title}»`);
  return [
    {
      id: 'topics',
      title: 'У каждой темы исполнитель',
      isDone: lost.length === 0,
      isRequired: true,
      words:
        lost.length === 0
          ? `${counted(facts.length, 'тема', 'темы', 'тем')}, у каждой есть кому исполнять`
          : `Некому исполнять ${counted(lost.length, 'тему', 'темы', 'тем')}: ${named.join(', ')}${lost.length > MOST_NAMED ? ' и другие' : ''}. Загрузите список тем с исполнителями или заведите подразделение.`,
      link: { to: '/staff/directories?tab=units', title: 'Подразделения' },
    },
  ];
}

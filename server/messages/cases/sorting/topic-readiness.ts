import { counted } from '../../../../shared/text/plural.ts';
import { listUnits, pickUnitForKind } from '../../../base/identity/index.ts';
import { currentTaxonomy } from '../../../base/taxonomy/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { ReadinessLine } from '../../../lib/readiness.ts';
import { listRules } from '../core/routing.ts';

/** How many topics are named of those that lead nowhere. */
const MOST_NAMED = 3;

/** Whether each topic leads to a unit: by its executor kind, or by a rule of its own, of its block or of everything. */
export async function listTopicLines(ctx: Ctx): Promise<ReadinessLine[]> {
  const [units, { rules }] = await Promise.all([listUnits(ctx.db), listRules(ctx)]);
  const routes = rules.filter(({ isOn, districtId, importance }) => isOn && !districtId && !importance);
  const { facts } = currentTaxonomy();
  const lost = facts.filter(
    ({ id, block, executorKind }) =>
      !pickUnitForKind(units, executorKind, null) &&
      !routes.some(
        (rule) =>
          (rule.factId === null || rule.factId === id) && (rule.block === null || rule.block === block),
      ),
  );
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
          : `Некому исполнять ${counted(lost.length, 'тему', 'темы', 'тем')}: ${named.join(', ')}${lost.length > MOST_NAMED ? ' и другие' : ''}. Заведите подразделение этого вида или маршрут.`,
      link: { to: '/staff/directories?tab=units', title: 'Подразделения' },
    },
  ];
}

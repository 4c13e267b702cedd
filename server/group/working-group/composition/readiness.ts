import { type Ctx, hasPermission } from '../../../lib/module/context.ts';
import type { ReadinessLine } from '../../../lib/readiness.ts';
import { readComposition } from './composition.ts';

const whoDoes = (mayOpen: boolean): string =>
  mayOpen
    ? 'его вносит секретарь, «Состав группы».'
    : 'его вносит секретарь. Дайте эту роль сотруднику в «Людях и ролях», если её ни у кого нет.';

/** The working group by its act: its decisions are binding, and nobody makes them before. */
export async function listGroupLines(ctx: Ctx): Promise<ReadinessLine[]> {
  const { acts, members } = await readComposition(ctx);
  const isDone = acts.length > 0 && members.length > 0;
  // Whoever sets the city up is often an administrator alone, to whom the screen of the group is shut.
  const mayOpen = hasPermission(ctx, 'working-group.read');
  return [
    {
      id: 'working-group',
      title: 'Рабочая группа по распоряжению',
      isDone,
      isRequired: false,
      words: isDone
        ? `В составе ${members.length}, акт № ${acts[0]?.number ?? ''}`
        : acts.length === 0
          ? `Акта о составе нет: ${whoDoes(mayOpen)}`
          : `Акт есть, состав пуст: ${whoDoes(mayOpen)}`,
      link: mayOpen
        ? { to: '/staff/working-group?view=composition', title: 'Состав группы' }
        : { to: '/staff/people', title: 'Люди и роли' },
    },
  ];
}

import type { Ctx } from '../../../lib/module/context.ts';
import type { ReadinessLine } from '../../../lib/readiness.ts';
import { readComposition } from './composition.ts';

/** The working group by its act: its decisions are binding, and nobody makes them before. */
export async function listGroupLines(ctx: Ctx): Promise<ReadinessLine[]> {
  const { acts, members } = await readComposition(ctx);
  const isDone = acts.length > 0 && members.length > 0;
  return [
    {
      id: 'working-group',
      title: 'Рабочая группа по распоряжению',
      isDone,
      isRequired: false,
      words: isDone
        ? `В составе ${members.length}, акт № ${acts[0]?.number ?? ''}`
        : acts.length === 0
          ? 'Акта о составе нет: секретарь вносит его на экране заседаний.'
          : 'Акт есть, состав пуст.',
      link: { to: '/staff/working-group?view=composition', title: 'Состав группы' },
    },
  ];
}

import { formatDay } from '../../../../shared/text/dates.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { addEvents } from '../core/timeline.ts';

interface FormerTerm {
  due_at: Date;
  due_from: Date | null;
}

/**
 * The date a resident was given is another one now, or a range became a date: a line of the feed for the author and who
 * joined; letters are written of it by `letters/`. The same day told again is no news.
 */
export async function tellTermChange(
  ctx: Ctx,
  caseId: string,
  former: FormerTerm,
  dueAt: Date,
): Promise<void> {
  const [was, is] = [localDate(former.due_at), localDate(dueAt)];
  const firm = former.due_from !== null;
  if (was === is && !firm) return;
  const day = formatDay(is);
  const text = firm
    ? `Ответим до ${day}. Раньше называли промежуток: ${formatDay(localDate(former.due_from!))} – ${formatDay(was)}`
    : `Ответим до ${day}. Раньше называли ${formatDay(was)}`;
  const data = { from: former.due_at.toISOString(), to: dueAt.toISOString(), firm };
  await addEvents(ctx, [{ caseId, kind: 'term', visibility: 'public', text, data }]);
}

import type { OpeningStep } from '../../../../shared/contract/pages/register.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { findPage, type PageRow, updatePage } from '../rows.ts';
import { tellPageAct } from '../store.ts';
import { judgeProof, readProof } from './read-proof.ts';

interface JudgedCheck {
  check: { id: string; title: string; toOpen: boolean };
  state: string;
}

/** What a page has to have before it is made: who keeps it, how they are reached, and each mandatory check proved by a picture. */
export function listOpeningSteps(
  page: Pick<PageRow, 'keeper_id' | 'contact'>,
  checks: readonly JudgedCheck[],
): OpeningStep[] {
  return [
    { id: 'keeper', title: 'Кто ведёт', isDone: page.keeper_id !== null },
    { id: 'contact', title: 'Точка связи', isDone: page.contact !== '' },
    ...checks.flatMap(({ check, state }) =>
      check.toOpen ? [{ id: check.id, title: check.title, isDone: state === 'there' }] : [],
    ),
  ];
}

/** After a change or a look: the page is made once nothing mandatory is left. */
export async function settleOpening(ctx: Ctx, pageId: string): Promise<void> {
  const page = await findPage(ctx, pageId);
  if (!page.is_opening) return;
  const looks = (await readProof(ctx, [pageId], ctx.now)).get(pageId);
  const steps = listOpeningSteps(page, judgeProof(looks, localDate(ctx.now)));
  if (steps.some(({ isDone }) => !isDone)) return;
  await updatePage(ctx, page, { is_opening: false });
  await tellPageAct(ctx, pageId, 'open-page', { what: 'создана: всё обязательное подтверждено' });
}

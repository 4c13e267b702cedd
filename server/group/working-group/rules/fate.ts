import type { ItemFate, ItemState } from '../../../../shared/contract/group/working-group-items.ts';

/** An item still to be dealt with, or in hand. */
export const isOpenItem = (state: ItemState): boolean => state === 'waiting' || state === 'current';

/** Withdrawn or postponed: nothing is heard or decided on it. */
export const isOffAgenda = (state: ItemState): boolean => state === 'withdrawn' || state === 'postponed';

/**
 * Why an item may not get this fate; null = may. What was decided on stays considered; what is off the agenda is first put back; what
 * has come back to a later meeting is put back only while that one has not begun.
 */
export function refuseFate(
  item: { state: ItemState; decisions: number },
  fate: ItemFate,
  next: { hasBegun: boolean } | null,
): string | null {
  if (fate === 'waiting') {
    if (!isOffAgenda(item.state)) return 'Вопрос и так в повестке.';
    return next?.hasBegun ? 'Вопрос уже рассматривают на следующем заседании.' : null;
  }
  if (isOffAgenda(item.state)) return 'Вопрос уже снят или перенесён: сначала верните его в повестку.';
  if (item.decisions > 0)
    return 'По вопросу записаны решения: он рассмотрен. Чтобы снять или перенести его, уберите решения.';
  return null;
}

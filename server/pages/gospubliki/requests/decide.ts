import type { PageLoad } from '../../../../shared/contract/pages/gospubliki.ts';
import type { KnownGround } from '../pack.ts';

/** What is wrong with a decision, at which field; null = it may be made. */
export interface Refusal {
  field: string;
  words: string;
}

export interface AcceptAsked {
  /** Pages asked for, and those it is accepted for. */
  asked: readonly string[];
  chosen: readonly string[];
  restReason: string;
  overReason: string;
  /** The local day it goes out on. */
  on: string;
  today: string;
  windowFrom: string;
  windowTo: string;
  loads: readonly Pick<PageLoad, 'pageId' | 'isOver'>[];
}

/** A request is accepted for pages that were asked for, within its window, over the limit only with a reason. */
export function refuseAccept(given: AcceptAsked): Refusal | null {
  const { asked, chosen, on, windowFrom, windowTo, today } = given;
  if (chosen.some((id) => !asked.includes(id)))
    return { field: 'pageIds', words: 'Этой страницы в заявке нет' };
  if (chosen.length < asked.length && given.restReason === '')
    return { field: 'restReason', words: 'Напишите, почему не на всех страницах' };
  if (on < today) return { field: 'on', words: 'Этот день уже прошёл' };
  if (on < windowFrom || on > windowTo) return { field: 'on', words: 'Этот день вне окна заявки' };
  const isOver = given.loads.some((load) => load.isOver && chosen.includes(load.pageId));
  if (isOver && given.overReason === '')
    return { field: 'overReason', words: 'Нагрузка сверх предела: напишите, почему всё же принимаете' };
  return null;
}

/** An objection has a ground of the list that fits the request; overload is one only where a page is over the limit. */
export function refuseObjection(
  ground: KnownGround | undefined,
  { isMandatory, loads }: { isMandatory: boolean; loads: readonly Pick<PageLoad, 'isOver'>[] },
): Refusal | null {
  if (!ground) return { field: 'ground', words: 'Такого основания нет. Выберите из списка' };
  if (isMandatory && !ground.ofMandatory)
    return { field: 'ground', words: 'По обязательной заявке это не основание' };
  if (ground.isOverload && !loads.some(({ isOver }) => isOver))
    return { field: 'ground', words: 'Ни одна из страниц не сверх предела нагрузки' };
  return null;
}

import type { DifferenceKind, Snapshot } from '../../../../shared/contract/messages/reconcile.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { plural } from '../../../../shared/text/plural.ts';

export const kindTitles: Readonly<Record<DifferenceKind, string>> = {
  'missing-here': 'Нет у нас',
  'missing-there': 'Нет в ПОС',
  status: 'Состояние',
  term: 'Срок',
  answer: 'Ответ',
};

export const kindHints: Readonly<Record<DifferenceKind, string>> = {
  'missing-here': '«Взять из ПОС» зарегистрирует сообщение с его номером и днём поступления.',
  'missing-there': 'Сообщения тех же дней, которых нет в таблице: выгрузите наши и внесите их в ПОС.',
  status: 'Состояние дела меняется его обычным ходом. Взять можно только закрытие отвеченного.',
  term: '«Взять из ПОС» передвинет срок ответа; прежний останется в ленте дела.',
  answer: '«Взять из ПОС» положит ответ в проект: он пройдёт согласование, как любой другой.',
};

/** «В ПОС 214, здесь 209, не хватает пяти»: both sides in one line. */
export function describeTotals(totals: NonNullable<Snapshot['totals']>): string {
  const here = totals.kinds['missing-here']?.all ?? 0;
  const there = totals.kinds['missing-there']?.all ?? 0;
  const lacks = [
    here > 0 && `здесь не хватает ${formatNumber(here)}`,
    there > 0 && `в ПОС не хватает ${formatNumber(there)}`,
  ].filter(Boolean);
  const rest = lacks.length > 0 ? lacks.join(', ') : 'ни одно не потеряно';
  const word = plural(totals.theirs, 'сообщение', 'сообщения', 'сообщений');
  return `В ПОС ${formatNumber(totals.theirs)} ${word}, здесь ${formatNumber(totals.ours)}: ${rest}.`;
}

import type { BreachNotice, BreachState, BreachTerm, BreachTermState } from '../../contract/base/breaches.ts';
import { formatRemaining, type Instant } from '../dates.ts';

/** Names of what breaches of personal data have, on screens and papers. */

export const breachStateTitles: Readonly<Record<BreachState, string>> = {
  open: 'открыт',
  notified: 'Роскомнадзор уведомлён',
  reported: 'итоги направлены',
  closed: 'закрыт',
  dismissed: 'не подтвердился',
};

export const breachNoticeTitles: Readonly<Record<BreachNotice, string>> = {
  initial: 'Первичное уведомление',
  results: 'Уведомление об итогах',
};

/** «осталось 5 ч 20 мин», «просрочено на 3 ч», «отправлено в срок» */
export function breachTermWords({ state, dueAt }: Pick<BreachTerm, 'state' | 'dueAt'>, now: Instant): string {
  const words: Record<Exclude<BreachTermState, 'runs' | 'late'>, string> = {
    kept: 'отправлено в срок',
    broken: 'отправлено с опозданием',
    ended: 'не требуется',
  };
  if (state !== 'runs' && state !== 'late') return words[state];
  const left = formatRemaining(dueAt, now);
  return new Date(dueAt).getTime() >= new Date(now).getTime() ? `осталось ${left}` : left;
}

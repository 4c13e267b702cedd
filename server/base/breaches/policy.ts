import type { BreachAct, BreachState } from '../../../shared/contract/base/breaches.ts';
import { keysOf } from '../../../shared/known.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';

/** Which act is possible in which state: one table, sent to the client as `can`, asked again by each act. */
interface Rule {
  from: readonly BreachState[];
  /** Refusal where it is in another state. */
  words: string;
  /** As the history says it. */
  what: string;
}

const running = ['open', 'notified', 'reported'] as const;
const OVER = 'Инцидент завершён: его больше не меняют.';

export const breachRules: Readonly<Record<BreachAct, Rule>> = {
  change: { from: running, words: OVER, what: 'сведения дополнены' },
  notify: {
    from: ['open'],
    words: 'Первичное уведомление уже записано, или инцидент завершён.',
    what: 'отправлено первичное уведомление',
  },
  report: {
    from: ['notified'],
    words: 'Об итогах уведомляют один раз, после первичного уведомления.',
    what: 'отправлено уведомление об итогах',
  },
  close: {
    from: ['reported'],
    words: 'Закрывают инцидент, об итогах которого Роскомнадзор уведомлён.',
    what: 'инцидент закрыт',
  },
  dismiss: {
    from: ['open', 'notified'],
    words: 'Не подтвердиться может инцидент, об итогах которого ещё не сообщали.',
    what: 'инцидент не подтвердился',
  },
  tick: { from: running, words: OVER, what: '' },
};

interface Judged {
  state: BreachState;
}

/** Acts the caller may do with a breach now. */
export const offeredBreachActs = (ctx: Pick<Ctx, 'actor'>, { state }: Judged): BreachAct[] =>
  hasPermission(ctx, 'breaches.keep')
    ? keysOf(breachRules).filter((act) => breachRules[act].from.includes(state))
    : [];

/** Refuses an act the table does not allow, in the words of its row; gives what the history says. */
export function requireBreachAct(
  ctx: Pick<Ctx, 'actor'>,
  { state }: Judged,
  act: BreachAct,
): { what: string } {
  const { from, words, what } = breachRules[act];
  if (!hasPermission(ctx, 'breaches.keep'))
    throw new AppError('lib.forbidden', 'Для этого действия у вас нет прав. Обратитесь к администратору.');
  if (!from.includes(state)) throw new AppError('lib.conflict', words);
  return { what };
}

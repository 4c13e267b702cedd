import type { InitiativeAct, InitiativeState } from '../../../shared/contract/participation/initiatives.ts';
import { keysOf } from '../../../shared/known.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import type { InitiativeRow } from './rows.ts';

/**
 * Which act of staff is possible in which state: one table, sent to the client as `can`, asked again by each act. What residents do is
 * in propose.ts and support.ts; what happens by itself (enough support, the end of the term) in over.ts and clock.ts.
 */
interface Rule {
  from: readonly InitiativeState[];
  /** Refusal where it is in another state. */
  words: string;
  /** As the history says it. */
  what: string;
}

export const initiativeRules: Readonly<Record<InitiativeAct, Rule>> = {
  publish: {
    from: ['waiting'],
    words: 'Эта инициатива уже просмотрена.',
    what: 'показана всем',
  },
  // What should not stand there is taken off, whoever let it out.
  refuse: {
    from: ['waiting', 'open'],
    words: 'Отказать можно до показа и пока собирают поддержку; потом город отвечает.',
    what: 'отказано',
  },
  answer: {
    from: ['reached'],
    words: 'Город отвечает на инициативу, которая набрала поддержку, один раз.',
    what: 'дан ответ города',
  },
  decide: {
    from: ['accepted'],
    words: 'Решение записывают по принятой инициативе, после ответа города.',
    what: 'решение записано',
  },
};

type Judged = Pick<InitiativeRow, 'state'>;

/** Acts the caller may do with an initiative now. */
export const offeredInitiativeActs = (ctx: Pick<Ctx, 'actor'>, { state }: Judged): InitiativeAct[] =>
  hasPermission(ctx, 'initiatives.keep')
    ? keysOf(initiativeRules).filter((act) => initiativeRules[act].from.includes(state))
    : [];

/** Refuses an act the table does not allow, in the words of its row; gives what the history says. */
export function requireInitiativeAct(
  ctx: Pick<Ctx, 'actor'>,
  { state }: Judged,
  act: InitiativeAct,
): { what: string } {
  const { from, words, what } = initiativeRules[act];
  if (!hasPermission(ctx, 'initiatives.keep'))
    throw new AppError('lib.forbidden', 'Для этого действия у вас нет прав. Обратитесь к администратору.');
  if (!from.includes(state)) throw new AppError('lib.conflict', words);
  return { what };
}

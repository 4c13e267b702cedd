import type { PollState } from '../../../shared/contract/participation/polls.ts';
import type { PollAct } from '../../../shared/contract/participation/polls-acts.ts';
import { keysOf } from '../../../shared/known.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { isOwnWork } from '../../lib/module/two-people.ts';
import type { PollRow } from './rows.ts';

/**
 * Which act is possible in which state and by whom: one table, sent to the client as `can`, asked again by each act. What happens by
 * itself (opening, closing, counting) is by the clock: clock.ts.
 */
interface Rule {
  from: readonly PollState[];
  to: PollState;
  by: 'polls.keep' | 'polls.approve';
  /** Another than who wrote it. */
  isForOther?: true;
  /** Said why, in words people read. */
  needsReason?: true;
  /** Refusal where the poll is in another state. */
  words: string;
  /** As the history says it. */
  what: string;
}

export const pollActs: Readonly<Record<PollAct, Rule>> = {
  change: {
    from: ['draft'],
    to: 'draft',
    by: 'polls.keep',
    words: 'Правят черновик. Сначала верните опрос себе.',
    what: 'исправлен',
  },
  submit: {
    from: ['draft'],
    to: 'legal-review',
    by: 'polls.keep',
    words: 'Этот опрос уже на проверке или дальше.',
    what: 'отправлен на проверку',
  },
  recall: {
    from: ['legal-review', 'approved', 'announced'],
    to: 'draft',
    by: 'polls.keep',
    words: 'Назад берут то, что ещё не открылось.',
    what: 'возвращён автору',
  },
  return: {
    from: ['legal-review'],
    to: 'draft',
    by: 'polls.approve',
    needsReason: true,
    words: 'Этот опрос не ждёт проверки.',
    what: 'возвращён на доработку',
  },
  approve: {
    from: ['legal-review'],
    to: 'approved',
    by: 'polls.approve',
    isForOther: true,
    words: 'Этот опрос не ждёт проверки.',
    what: 'утверждён',
  },
  announce: {
    from: ['approved'],
    to: 'announced',
    by: 'polls.keep',
    words: 'Объявляют утверждённый опрос.',
    what: 'объявлен',
  },
  pause: {
    from: ['open'],
    to: 'paused',
    by: 'polls.keep',
    needsReason: true,
    words: 'Приостановить можно то, что идёт.',
    what: 'приостановлен',
  },
  resume: {
    from: ['paused'],
    to: 'open',
    by: 'polls.keep',
    words: 'Опрос и не приостановлен.',
    what: 'идёт снова',
  },
  extend: {
    from: ['open', 'paused'],
    to: 'open',
    by: 'polls.keep',
    needsReason: true,
    words: 'Продлить можно то, что идёт.',
    what: 'продлён',
  },
  correct: {
    from: ['open', 'paused'],
    to: 'open',
    by: 'polls.keep',
    needsReason: true,
    words: 'Опечатки правят в том, что идёт; до открытия опрос возвращают себе.',
    what: 'исправлены слова',
  },
  close: {
    from: ['open', 'paused'],
    to: 'closed',
    by: 'polls.keep',
    needsReason: true,
    words: 'Закрыть можно то, что идёт.',
    what: 'закрыт раньше срока',
  },
  settle: {
    from: ['counted'],
    to: 'counted',
    by: 'polls.keep',
    needsReason: true,
    words: 'Кто за кем при равных голосах, решают между подсчётом и обнародованием.',
    what: 'равные голоса разведены',
  },
  publish: {
    from: ['counted'],
    to: 'published',
    by: 'polls.approve',
    isForOther: true,
    words: 'Обнародовать можно подсчитанное.',
    what: 'итог обнародован',
  },
  decide: {
    from: ['published'],
    to: 'decision-recorded',
    by: 'polls.keep',
    words: 'Решение записывают после того, как итог обнародован.',
    what: 'решение записано',
  },
  archive: {
    from: ['decision-recorded'],
    to: 'archived',
    by: 'polls.keep',
    words:
      'В архив уходит опрос с записанным решением: запишите, что город с ним сделал, или почему решение не нужно.',
    what: 'ушёл в архив',
  },
  cancel: {
    from: ['draft', 'legal-review', 'approved', 'announced'],
    to: 'cancelled',
    by: 'polls.keep',
    needsReason: true,
    words: 'Отменить можно то, что ещё не открылось; идущее закрывают.',
    what: 'отменён',
  },
};

type Judged = Pick<PollRow, 'state' | 'made_by'>;

/** Acts the caller may do with a poll now. */
export const offeredActs = (ctx: Pick<Ctx, 'actor'>, poll: Judged): PollAct[] =>
  keysOf(pollActs).filter((act) => {
    const { from, by, isForOther } = pollActs[act];
    return (
      from.includes(poll.state) &&
      hasPermission(ctx, by) &&
      !(isForOther && isOwnWork(ctx.actor, poll.made_by))
    );
  });

/** Refuses an act the table does not allow, in the words of its row. */
export function requireAct(ctx: Pick<Ctx, 'actor'>, poll: Judged, act: PollAct, reason: string): Rule {
  const rule = pollActs[act];
  if (!hasPermission(ctx, rule.by))
    throw new AppError('lib.forbidden', 'Для этого действия у вас нет прав. Обратитесь к администратору.');
  if (!rule.from.includes(poll.state)) throw new AppError('lib.conflict', rule.words);
  if (rule.isForOther && isOwnWork(ctx.actor, poll.made_by))
    throw new AppError('lib.forbidden', 'Это делает другой человек, не тот, кто составил опрос.');
  if (rule.needsReason && reason.trim().length < 3)
    throw new AppError('lib.bad-input', 'Напишите, почему.', { fields: { reason: 'Напишите, почему' } });
  return rule;
}

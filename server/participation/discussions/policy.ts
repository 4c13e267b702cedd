import type { DiscussionState } from '../../../shared/contract/participation/discussions.ts';
import type { DiscussionAct } from '../../../shared/contract/participation/discussions-acts.ts';
import { keysOf } from '../../../shared/known.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { isOwnWork } from '../../lib/module/two-people.ts';
import type { DiscussionRow } from './rows.ts';

/**
 * Which act is possible in which state and by whom: one table, sent to the client as `can`, asked again by each act. What happens by
 * itself (opening and closing) is by the clock: clock.ts.
 */
interface Rule {
  from: readonly DiscussionState[];
  /** Null: it stays where it is. */
  to: DiscussionState | null;
  by: 'discussions.keep' | 'discussions.approve';
  /** Another than who wrote it. */
  isForOther?: true;
  /** Said why, in words people read. */
  needsReason?: true;
  /** Refusal where it is in another state. */
  words: string;
  /** As the history says it. */
  what: string;
}

const keep = 'discussions.keep' as const;
const approve = 'discussions.approve' as const;

export const discussionActs: Readonly<Record<DiscussionAct, Rule>> = {
  change: {
    from: ['draft'],
    to: null,
    by: keep,
    words: 'Правят черновик. Сначала верните обсуждение себе.',
    what: 'исправлено',
  },
  submit: {
    from: ['draft'],
    to: 'legal-review',
    by: keep,
    words: 'Это обсуждение уже на проверке или дальше.',
    what: 'отправлено на проверку',
  },
  recall: {
    from: ['legal-review', 'approved', 'announced'],
    to: 'draft',
    by: keep,
    words: 'Назад берут то, что ещё не открылось.',
    what: 'возвращено автору',
  },
  return: {
    from: ['legal-review'],
    to: 'draft',
    by: approve,
    needsReason: true,
    words: 'Это обсуждение не ждёт проверки.',
    what: 'возвращено на доработку',
  },
  approve: {
    from: ['legal-review'],
    to: 'approved',
    by: approve,
    isForOther: true,
    words: 'Это обсуждение не ждёт проверки.',
    what: 'утверждено',
  },
  announce: {
    from: ['approved'],
    to: 'announced',
    by: keep,
    words: 'Объявляют утверждённое обсуждение.',
    what: 'объявлено',
  },
  extend: {
    from: ['open'],
    to: null,
    by: keep,
    needsReason: true,
    words: 'Продлить можно то, что идёт.',
    what: 'продлено',
  },
  close: {
    from: ['open'],
    to: 'closed',
    by: keep,
    needsReason: true,
    words: 'Закрыть можно то, что идёт.',
    what: 'закрыто раньше срока',
  },
  // What was brought on paper before the end is entered after it too.
  enter: {
    from: ['open', 'closed'],
    to: null,
    by: keep,
    words: 'Замечания вносят, пока обсуждение идёт и пока на них готовят ответы.',
    what: 'внесено замечание',
  },
  judge: {
    from: ['open', 'closed', 'answered', 'published', 'decision-recorded'],
    to: null,
    by: keep,
    words: 'Обсуждение в архиве: в нём больше ничего не меняют.',
    what: 'просмотрено замечание',
  },
  answer: {
    from: ['open', 'closed'],
    to: null,
    by: keep,
    words:
      'Отвечают, пока обсуждение идёт и сразу после него. Ответы уже собраны: вернуть их может утверждающий.',
    what: 'дан ответ',
  },
  amend: {
    from: ['closed', 'answered'],
    to: null,
    by: keep,
    words: 'Что стало с проектом, записывают после обсуждения и до обнародования итога.',
    what: 'записано, что стало с проектом',
  },
  finish: {
    from: ['closed'],
    to: 'answered',
    by: keep,
    words: 'Сначала обсуждение закрывается; ответы собирают один раз.',
    what: 'ответы даны',
  },
  reopen: {
    from: ['answered'],
    to: 'closed',
    by: approve,
    needsReason: true,
    words: 'Вернуть можно собранные ответы, пока итог не обнародован.',
    what: 'ответы возвращены',
  },
  publish: {
    from: ['answered'],
    to: 'published',
    by: approve,
    isForOther: true,
    words: 'Обнародуют то, где на каждое замечание есть ответ.',
    what: 'итог обнародован',
  },
  decide: {
    from: ['published'],
    to: 'decision-recorded',
    by: keep,
    words: 'Решение записывают после того, как итог обнародован.',
    what: 'решение записано',
  },
  archive: {
    from: ['decision-recorded'],
    to: 'archived',
    by: keep,
    words:
      'В архив уходит обсуждение с записанным решением: запишите, что решили по проекту, или почему решение не нужно.',
    what: 'ушло в архив',
  },
  cancel: {
    from: ['draft', 'legal-review', 'approved', 'announced'],
    to: 'cancelled',
    by: keep,
    needsReason: true,
    words: 'Отменить можно то, что ещё не открылось; идущее закрывают, и на замечания отвечают.',
    what: 'отменено',
  },
};

type Judged = Pick<DiscussionRow, 'state' | 'made_by'>;

/** Acts the caller may do with a discussion now. */
export const offeredDiscussionActs = (ctx: Pick<Ctx, 'actor'>, row: Judged): DiscussionAct[] =>
  keysOf(discussionActs).filter((act) => {
    const { from, by, isForOther } = discussionActs[act];
    return (
      from.includes(row.state) && hasPermission(ctx, by) && !(isForOther && isOwnWork(ctx.actor, row.made_by))
    );
  });

/** Refuses an act the table does not allow, in the words of its row; gives the state it leads to. */
export function requireDiscussionAct(
  ctx: Pick<Ctx, 'actor'>,
  row: Judged,
  act: DiscussionAct,
  reason = '',
): { to: DiscussionState; what: string } {
  const rule = discussionActs[act];
  if (!hasPermission(ctx, rule.by))
    throw new AppError('lib.forbidden', 'Для этого действия у вас нет прав. Обратитесь к администратору.');
  if (!rule.from.includes(row.state)) throw new AppError('lib.conflict', rule.words);
  if (rule.isForOther && isOwnWork(ctx.actor, row.made_by))
    throw new AppError('lib.forbidden', 'Это делает другой человек, не тот, кто составил обсуждение.');
  if (rule.needsReason && reason.trim().length < 3)
    throw new AppError('lib.bad-input', 'Напишите, почему.', { fields: { reason: 'Напишите, почему' } });
  return { to: rule.to ?? row.state, what: rule.what };
}

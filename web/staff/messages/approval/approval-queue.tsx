import type { ReactNode } from 'react';
import { formatUpTo } from '../../../../shared/text/numbers.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import { describeTermShort, drawnShare } from '../../../lib/term-words.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { DeadlineLine, DeadlineWords } from '../../../ui/deadline.tsx';
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import type { ApprovalList, Approvals } from './use-approvals.ts';

const listWords: readonly { list: ApprovalList; label: string }[] = [
  { list: 'waiting', label: 'Ждут меня' },
  { list: 'returned', label: 'Возвращены' },
  { list: 'approved', label: 'Утверждены' },
];

/** Ждут меня | Возвращены | Утверждены */
export function ListSwitch({ approvals }: { approvals: Approvals }): ReactNode {
  const total = approvals.query.data?.total;
  return (
    <SegmentedLinks
      label="Какие ответы показать"
      links={listWords.map(({ list, label }) => ({
        to: '/staff/approval',
        ...(list !== 'waiting' && { search: { list } }),
        label: list === 'waiting' && total ? `${label} ${formatUpTo(total)}` : label,
        current: approvals.list === list,
      }))}
    />
  );
}

/** Answers of the chosen list; the open one is marked. */
export function Queue(props: { approvals: Approvals; onOpen: (at: number) => void }): ReactNode {
  const { items, at, query } = props.approvals;
  const formats = useFormats();
  return (
    <nav className="pane approval__queue" aria-label="Очередь">
      <ul>
        {items.map((item, index) => (
          <li key={item.answer.id}>
            <button
              type="button"
              aria-current={index === at ? 'true' : undefined}
              onClick={() => props.onOpen(index)}
            >
              <span className="approval__row">
                <b className="approval__number">{formatCaseNumber(item.number)}</b>
                <span>версия {item.answer.version}</span>
              </span>
              <span className="approval__title">{item.title}</span>
              <span className="approval__row">
                <span>{item.answer.authorName}</span>
                {props.approvals.list !== 'waiting' && item.answer.decidedAt && (
                  <span>{formats.short(item.answer.decidedAt)}</span>
                )}
                {props.approvals.list === 'waiting' && item.deadline && (
                  <DeadlineWords share={drawnShare(item.deadline)}>
                    {describeTermShort(item.deadline, formats)}
                  </DeadlineWords>
                )}
              </span>
              {props.approvals.list === 'waiting' && (
                <DeadlineLine share={item.deadline ? drawnShare(item.deadline) : 1} />
              )}
            </button>
          </li>
        ))}
      </ul>
      {query.data?.next && <p className="approval__more meta">Показаны последние {items.length}.</p>}
    </nav>
  );
}

/** In place of an answer: loading, a failure, or the reason why there is none. */
export function Nothing(props: { approvals: Approvals }): ReactNode {
  const { query } = props.approvals;
  if (query.error) {
    return (
      <ErrorState title="Очередь не загрузилась" problem={query.error} onRetry={() => void query.refetch()} />
    );
  }
  if (!query.data) {
    return (
      <div className="reading-pane">
        <SkeletonLines lines={8} />
      </div>
    );
  }
  if (props.approvals.list === 'returned') {
    return <EmptyState title="Возвращённых нет">Всё, что возвращали, исполнители уже доработали.</EmptyState>;
  }
  if (props.approvals.list === 'approved') {
    return <EmptyState title="Утверждённых ещё нет">Здесь появятся ответы, которые ушли жителям.</EmptyState>;
  }
  return (
    <EmptyState
      title="Всё согласовано"
      action={
        <ButtonLink to="/staff/cases" search={{ stage: 'work' }}>
          Дела в работе
        </ButtonLink>
      }
    >
      Новых ответов на согласовании нет. Они появятся здесь сами.
    </EmptyState>
  );
}

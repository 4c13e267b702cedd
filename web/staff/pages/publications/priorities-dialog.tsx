import type { ReactNode } from 'react';
import {
  type CoverageVerdict,
  getPriorities,
  type Priorities,
} from '../../../../shared/contract/pages/priorities.ts';
import { formatNumber, formatPercent } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';

type Topic = Priorities['topics'][number];

const verdictMark: Readonly<Record<CoverageVerdict, ReactNode>> = {
  under: <Mark tone="warning">мало рассказано</Mark>,
  even: 'рассказано',
  few: <span className="muted">мало данных</span>,
};

/** What residents write of beside what pages tell of: what the next pieces should be about. */
export function PrioritiesDialog({ onClose }: { onClose: () => void }): ReactNode {
  const formats = useFormats();
  const priorities = useRoute(getPriorities, undefined, { keepOld: false });
  return (
    <Dialog isOpen isWide title="О чём пишут и о чём рассказано" onClose={onClose}>
      <Loadable query={priorities} failed="Темы не загрузились">
        {({ from, to, posts, unsure, least, leastPosts, topics }) =>
          topics.length === 0 ? (
            <EmptyState title="Сравнить не с чем">
              На страницах, которые читает Отклик, с {formats.date(from)} записей не было.
            </EmptyState>
          ) : (
            <>
              <p className="muted small">
                {formats.date(from)} — {formats.date(to)}: {counted(posts, 'запись', 'записи', 'записей')}
                {unsure > 0 && `; о чём из них ${formatNumber(unsure)}, программа не уверена`}. Судят по
                темам, о которых пишут хотя бы {formatNumber(least)} раз, и когда тема известна хотя бы у{' '}
                {counted(leastPosts, 'записи', 'записей', 'записей')}.
              </p>
              <Topics topics={topics} />
            </>
          )
        }
      </Loadable>
    </Dialog>
  );
}

const Topics = ({ topics }: { topics: readonly Topic[] }): ReactNode => (
  <DeskTable
    caption="Темы: сообщения жителей и записи страниц"
    rows={topics}
    rowKey={({ id }) => id}
    columns={[
      { id: 'title', head: 'Тема', isName: true, cell: ({ title }) => title },
      {
        id: 'received',
        head: 'Сообщений',
        align: 'right',
        cell: ({ received, share }) => `${formatNumber(received)} (${formatPercent(share)})`,
      },
      {
        id: 'posts',
        head: 'Записей',
        align: 'right',
        cell: ({ posts, postShare }) => `${formatNumber(posts)} (${formatPercent(postShare)})`,
      },
      { id: 'verdict', head: '', cell: ({ verdict }) => verdictMark[verdict] },
    ]}
    empty={null}
  />
);

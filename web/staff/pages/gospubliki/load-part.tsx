import type { ReactNode } from 'react';
import type { LoadWeek, PageLoad, RequestCard } from '../../../../shared/contract/pages/gospubliki.ts';
import { formatPercent } from '../../../../shared/text/numbers.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';

type Row = PageLoad & { title: string };

/** «2 + 1»: those that stand, and those on their way. */
const tellCount = (standing: number, coming: number): string =>
  coming > 0 ? `${standing} + ${coming}` : String(standing);

const weekWords = ({ imposed, imposedComing, local, localComing }: LoadWeek): string =>
  `${tellCount(imposed, imposedComing)} / ${tellCount(local, localComing)}`;

const columnsOf = (limit: string): readonly Column<Row>[] => [
  {
    id: 'title',
    head: 'Страница',
    isName: true,
    cell: ({ title, isRead }) => (
      <>
        {title}
        {!isRead && (
          <span className="muted small line-below">не читается: вышедшее мимо Отклика не учтено</span>
        )}
      </>
    ),
  },
  {
    id: 'now',
    head: 'Эта неделя: по заявкам / свои',
    cell: ({ weeks: [now] }) => now && weekWords(now),
  },
  {
    id: 'next',
    head: 'Следующая неделя',
    cell: ({ weeks: [, next] }) => next && weekWords(next),
  },
  {
    id: 'share',
    head: 'По заявкам',
    cell: ({ share }) => (share === null ? 'публикаций нет' : formatPercent(share)),
  },
  {
    id: 'with',
    head: 'Вместе с этой',
    cell: ({ shareWith, isOver }) => (
      <Mark tone={isOver ? 'danger' : 'ok'}>
        {formatPercent(shareWith)}
        {isOver && `, предел ${limit}`}
      </Mark>
    ),
  },
];

/** How the pages asked for are loaded this week and the next, and with this request on them. */
export function LoadPart({ card }: { card: RequestCard }): ReactNode {
  const rows = card.targets.flatMap(({ load, title }) => (load ? [{ ...load, title }] : []));
  if (rows.length === 0) return null;
  return (
    <Section
      title={card.isLoadKept ? 'Нагрузка, какой её видели при решении' : 'Нагрузка страниц'}
      className="desk__sheet"
    >
      <DeskTable<Row>
        caption="Нагрузка страниц: по заявкам и свои публикации"
        rows={rows}
        rowKey={({ pageId }) => pageId}
        columns={columnsOf(formatPercent(card.shareLimit))}
        empty={null}
      />
      <p className="muted small">
        «2 + 1» — две вышли, одна назначена. Что область выпустила на странице сама, считается своей
        публикацией, если заявки на это не было.
      </p>
    </Section>
  );
}

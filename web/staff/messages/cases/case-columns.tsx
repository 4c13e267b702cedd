import type { ReactNode } from 'react';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import type { FoundIn } from '../../../../shared/contract/messages/cases-found.ts';
import { hyphenate } from '../../../../shared/text/hyphens.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { formatCaseNumber, resolvedTitles } from '../../../../shared/text/words.ts';
import type { Formats } from '../../../lib/format.ts';
import { describeTermShort, drawnShare } from '../../../lib/term-words.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { DeadlineLine, DeadlineWords } from '../../../ui/deadline.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Status } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { outcomeWords, statusWords } from '../../base/case-kit/case-words.ts';
import { ChannelBadge } from '../../base/case-kit/channel-badge.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { nameTopic } from '../inbox/choice.ts';
import { FoundExcerpt, FoundText } from './found-text.tsx';

export interface ColumnTools {
  formats: Formats;
  topics: Topics | undefined;
  district: (id: string | null) => string;
  /** Called just before a card opens. */
  onOpen: () => void;
  /** Where the words looked for stand, by case. */
  found?: ReadonlyMap<string, FoundIn>;
}

interface CaseColumn {
  id: string;
  title: string;
  cell: (row: CaseRow, tools: ColumnTools) => ReactNode;
  more?: Partial<Column<CaseRow>>;
}

/** Every column there is, in the order they stand; number and matter are always shown. */
export const caseColumns: readonly CaseColumn[] = [
  {
    id: 'number',
    title: 'Номер',
    cell: ({ number }) => <span className="number">{formatCaseNumber(number)}</span>,
    more: { width: '8.5rem' },
  },
  {
    id: 'title',
    title: 'О чём',
    cell: (row, { onOpen, found }) => <TitleCell row={row} onOpen={onOpen} found={found?.get(row.id)} />,
    more: { isName: true },
  },
  {
    id: 'status',
    title: 'Состояние',
    cell: ({ status }) => <StatusCell status={status} />,
    more: { canSort: true },
  },
  {
    id: 'due',
    title: 'Срок',
    cell: (row, { formats }) => <TermCell row={row} formats={formats} />,
    more: { canSort: true, width: '9.5rem' },
  },
  {
    id: 'topic',
    title: 'Тема',
    cell: ({ block, factId }, { topics }) => hyphenate(nameTopic(topics, block, factId)) || 'без темы',
    more: { width: '8.5rem' },
  },
  {
    id: 'unit',
    title: 'Исполнитель',
    // Initials do not part from their surname.
    cell: (row) =>
      nameExecutor({ ...row, executorName: row.executorName?.replaceAll(' ', '\u00a0') ?? null }),
  },
  { id: 'place', title: 'Место', cell: ({ address }) => address ?? 'без места' },
  {
    id: 'district',
    title: 'Территория',
    cell: ({ districtId }, { district }) => district(districtId) || '—',
  },
  {
    id: 'channel',
    title: 'Канал',
    cell: ({ channel }) => <ChannelBadge channel={channel} />,
  },
  {
    id: 'registered',
    title: 'Поступило',
    cell: ({ registeredAt }, { formats }) => (
      <time className="nowrap" dateTime={registeredAt}>
        {formats.short(registeredAt)}
      </time>
    ),
    more: { canSort: true, width: '6.5rem' },
  },
  {
    id: 'outcome',
    title: 'Результат',
    cell: ({ outcome }) => (outcome ? outcomeWords[outcome].title : 'ещё нет'),
  },
  {
    id: 'rating',
    title: 'Оценка',
    cell: ({ rating, resolved }) =>
      [rating === null ? '' : `${rating} из 5`, resolved ? `решено: ${resolvedTitles[resolved]}` : '']
        .filter(Boolean)
        .join(', ') || '—',
  },
  {
    id: 'joined',
    title: 'Подписано',
    cell: ({ joinedCount }) => formatNumber(joinedCount),
    more: { align: 'right' },
  },
];

export const alwaysShown: readonly string[] = ['number', 'title'];
export const usualColumns: readonly string[] = [
  ...alwaysShown,
  'status',
  'due',
  'topic',
  'unit',
  'place',
  'registered',
];

/** The chosen columns for `DataTable`. */
export function makeColumns(chosen: readonly string[], tools: ColumnTools): Column<CaseRow>[] {
  return caseColumns
    .filter(({ id }) => alwaysShown.includes(id) || chosen.includes(id))
    .map(({ id, title, cell, more }) => ({
      id,
      head: title,
      cell: (row) => cell(row, tools),
      ...more,
    }));
}

export function TitleCell(props: {
  row: CaseRow;
  onOpen: () => void;
  found?: FoundIn | undefined;
}): ReactNode {
  const { row, onOpen, found } = props;
  return (
    <span className="case-title">
      {row.importance === 'high' && (
        <span className="tone-danger">
          <Icon name="flag" size="text" label="Срочно" />
        </span>
      )}
      <PageLink to={caseHref(row.number)} onClick={onOpen}>
        {found?.title ? <FoundText segments={found.title} /> : row.title}
      </PageLink>
      {row.hasPhoto && <Icon name="image" size="text" label="Есть фото" />}
      <FoundExcerpt found={found} />
    </span>
  );
}

export function StatusCell({ status }: { status: CaseRow['status'] }): ReactNode {
  const { title, tone, icon } = statusWords[status];
  return (
    <Status tone={tone} {...(icon && { icon })}>
      {title}
    </Status>
  );
}

export function nameExecutor(row: Pick<CaseRow, 'executorUnit' | 'executorName'>): string {
  return [row.executorUnit, row.executorName].filter(Boolean).join(', ') || 'не назначен';
}

function TermCell({ row, formats }: { row: CaseRow; formats: Formats }): ReactNode {
  if (!row.deadline) return <span className="muted">без срока</span>;
  // What no longer runs is neither soon nor late.
  if (row.deadline.state === 'stopped')
    return <span className="muted">{describeTermShort(row.deadline, formats)}</span>;
  return (
    <span className="case-term">
      <DeadlineWords share={drawnShare(row.deadline)}>
        {describeTermShort(row.deadline, formats)}
      </DeadlineWords>
      <DeadlineLine share={drawnShare(row.deadline)} />
    </span>
  );
}

import type { ReactNode } from 'react';
import {
  type InitiativeLine,
  initiativeShelves,
  listInitiatives,
} from '../../../../shared/contract/participation/initiatives.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import {
  initiativeStateTitles,
  supportWords,
} from '../../../../shared/text/participation/initiative-words.ts';
import type { Formats } from '../../../lib/format.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { initiativeHref, initiativeMarks } from './initiative-acts.ts';
import '../../base/parts/desk.css';

const shelfTitles = {
  waiting: 'Ждут проверки',
  open: 'Собирают поддержку',
  reached: 'Ждут ответа или решения',
  over: 'Завершены',
  all: 'Все',
};

const columnsOf = (formats: Formats) => [
  {
    id: 'title',
    head: 'Инициатива',
    isName: true,
    cell: (row: InitiativeLine) => (
      <>
        <PageLink to={initiativeHref(row.id)}>{row.title}</PageLink>
        <span className="muted small line-below">{row.place}</span>
      </>
    ),
  },
  {
    id: 'state',
    head: 'Состояние',
    cell: ({ state }: InitiativeLine) => (
      <Mark tone={initiativeMarks[state]}>{initiativeStateTitles[state]}</Mark>
    ),
  },
  {
    id: 'supports',
    head: 'Поддержали',
    cell: (row: InitiativeLine) => (row.threshold === null ? '—' : supportWords(row)),
  },
  {
    id: 'term',
    head: 'Срок',
    cell: ({ state, dueOn, isLate, closesAt }: InitiativeLine) => {
      if (dueOn !== null)
        return isLate ? (
          <Mark tone="danger">был {formatDay(dueOn)}</Mark>
        ) : (
          `${state === 'waiting' ? 'проверить' : 'ответить'} до ${formatDay(dueOn)}`
        );
      return state === 'open' && closesAt ? `собирает до ${formats.short(closesAt)}` : '—';
    },
  },
];

const initiatives = defineList({
  route: listInitiatives,
  name: 'Инициативы',
  caption: 'Инициативы жителей',
  filters: () => [
    {
      kind: 'choice',
      name: 'shelf',
      label: 'Показать',
      unset: shelfTitles.all,
      choices: initiativeShelves
        .filter((one) => one !== 'all')
        .map((value) => ({ value, label: shelfTitles[value] })),
    },
  ],
  ask: ({ shelf }) => ({ shelf: initiativeShelves.find((one) => one === shelf) }),
  rows: (reply) => reply.items,
  rowKey: ({ id }) => id,
  look: { columns: ({ formats }) => columnsOf(formats), foldsBelow: 60 },
  failed: 'Инициативы не загрузились',
  empty: {
    title: 'Инициатив пока нет',
    words: 'Их предлагают жители на портале, в разделе «Инициативы жителей».',
  },
  nothing: { title: 'Таких инициатив нет', words: 'Измените отбор.' },
  pages: { label: 'Страницы инициатив', words: ['Назад', 'Дальше'] },
  refreshEvery: 60_000,
});

/** «Инициативы»: what residents propose, what waits to be looked at, answered or decided. */
export function InitiativesPage(): ReactNode {
  const list = useList(initiatives);
  return (
    <StaffPage title="Инициативы" hasFinder>
      <div className="desk">
        <List list={list} />
      </div>
    </StaffPage>
  );
}

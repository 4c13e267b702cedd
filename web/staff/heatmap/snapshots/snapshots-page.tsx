import type { ReactNode } from 'react';
import { listSnapshots } from '../../../../shared/contract/base/snapshots.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';

const snapshots = defineList({
  route: listSnapshots,
  name: 'Снимки чисел',
  caption: 'Снимки чисел, последние первыми',
  ask: () => ({}),
  rows: ({ rows }) => rows,
  rowKey: ({ number }) => number,
  look: {
    columns: ({ formats }) => [
      {
        id: 'number',
        head: 'Номер',
        isName: true,
        width: '11rem',
        cell: ({ number }) => (
          <PageLink to={`/staff/snapshots/${number}`} className="nowrap">
            {number}
          </PageLink>
        ),
      },
      { id: 'title', head: 'Что', cell: ({ title }) => title },
      { id: 'at', head: 'Когда', cell: ({ madeAt }) => formats.dateTime(madeAt) },
      { id: 'by', head: 'Кто', cell: ({ madeBy }) => madeBy },
    ],
  },
  failed: 'Снимки не загрузились',
  empty: {
    title: 'Снимков ещё нет',
    words: 'Первый появится, когда вы что-нибудь выгрузите.',
    action: <ButtonLink to="/staff/heatmap">Тепловая карта</ButtonLink>,
  },
  pages: { label: 'Страницы списка', words: ['Новее', 'Старше'] },
});

/** Frozen numbers behind exports and reports, newest first. */
export function SnapshotsPage(): ReactNode {
  const list = useList(snapshots);
  return (
    <StaffPage title="Снимки чисел" hasFinder>
      <div className="desk">
        <p className="muted">
          Каждая выгрузка и каждый отчёт замораживают свои числа под номером: их видно и тогда, когда дела уже
          изменились.
        </p>
        <List list={list} />
      </div>
    </StaffPage>
  );
}

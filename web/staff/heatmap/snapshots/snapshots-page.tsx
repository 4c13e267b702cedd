import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listSnapshots } from '../../../../shared/contract/base/snapshots.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { CursorPages, useCursorTrail } from '../../base/parts/cursor-pages.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { Guarded } from '../../base/parts/guarded.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { useRowKeys } from '../../base/parts/use-row-keys.ts';
import '../../base/parts/desk.css';

/** Frozen numbers behind exports and reports, newest first. */
export function SnapshotsPage(): ReactNode {
  return (
    <Guarded permission="snapshots.read" title="Снимки чисел">
      <Desk />
    </Guarded>
  );
}

function Desk(): ReactNode {
  const trail = useCursorTrail();
  const formats = useFormats();
  const query = { limit: 50, ...(trail.cursor && { cursor: trail.cursor }) };
  const page = useRoute(listSnapshots, { query });
  useRowKeys('Снимки чисел', 'a.snapshot-link');
  return (
    <StaffPage title="Снимки чисел" hasFinder>
      <div className="desk">
        <p className="muted">
          Каждая выгрузка и каждый отчёт замораживают свои числа под номером: их видно и тогда, когда дела уже
          изменились.
        </p>
        <Loadable query={page} failed="Снимки не загрузились">
          {({ rows }) => (
            <DeskTable
              caption="Снимки чисел, последние первыми"
              rows={rows}
              rowKey={({ number }) => number}
              isOld={page.isPlaceholderData}
              empty={
                <EmptyState
                  title="Снимков ещё нет"
                  action={<ButtonLink to="/staff/heatmap">Тепловая карта</ButtonLink>}
                >
                  Первый появится, когда вы что-нибудь выгрузите.
                </EmptyState>
              }
              columns={[
                {
                  id: 'number',
                  head: 'Номер',
                  isName: true,
                  width: '11rem',
                  cell: ({ number }) => (
                    <Link
                      {...({ to: `/staff/snapshots/${number}` } as LinkProps)}
                      className="snapshot-link nowrap"
                    >
                      {number}
                    </Link>
                  ),
                },
                { id: 'title', head: 'Что', cell: ({ title }) => title },
                { id: 'at', head: 'Когда', cell: ({ madeAt }) => formats.dateTime(madeAt) },
                { id: 'by', head: 'Кто', cell: ({ madeBy }) => madeBy },
              ]}
            />
          )}
        </Loadable>
        <CursorPages
          label="Страницы списка"
          trail={trail}
          next={page.data?.next}
          words={['Новее', 'Старше']}
        />
      </div>
    </StaffPage>
  );
}

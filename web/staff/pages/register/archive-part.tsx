import type { ReactNode } from 'react';
import { listArchivedPages } from '../../../../shared/contract/pages/register.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import '../../base/parts/desk.css';

type Archived = RouteReply<typeof listArchivedPages>['pages'][number];

/** Pages that are not kept any more: read only, with why; `total` of them there are, of which the latest are told. */
export function ArchivePart(props: { total: number; onOpen: (id: string) => void }): ReactNode {
  const { total, onOpen } = props;
  const formats = useFormats();
  const archive = useRoute(listArchivedPages);
  const columns: readonly Column<Archived>[] = [
    {
      id: 'title',
      head: 'Страница',
      isName: true,
      cell: ({ id, title }) => (
        <button type="button" className="link-button" onClick={() => onOpen(id)}>
          {title}
        </button>
      ),
    },
    { id: 'network', head: 'Сеть', cell: ({ networkTitle }) => networkTitle },
    { id: 'body', head: 'Орган', cell: ({ bodyTitle }) => bodyTitle },
    { id: 'at', head: 'В архиве с', cell: ({ archivedAt }) => formats.date(archivedAt) },
    { id: 'reason', head: 'Почему', cell: ({ reason }) => reason },
  ];
  return (
    <div className="desk">
      <Loadable query={archive} failed="Архив не загрузился">
        {(data) => (
          <>
            <DeskTable
              caption="Страницы в архиве"
              columns={columns}
              rows={data.pages}
              rowKey={({ id }) => id}
              empty={
                <EmptyState title="В архиве пусто">
                  Сюда уходят страницы, которые больше не ведут: их история остаётся.
                </EmptyState>
              }
            />
            {total > data.pages.length && data.pages.length > 0 && (
              <p className="muted">
                Показаны последние {formatNumber(data.pages.length)} из {formatNumber(total)}.
              </p>
            )}
          </>
        )}
      </Loadable>
    </div>
  );
}

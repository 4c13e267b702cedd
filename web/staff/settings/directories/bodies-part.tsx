import { type ReactNode, useState } from 'react';
import { listBodies, type OutsideBody } from '../../../../shared/contract/messages/cases-moves.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { BodyForm } from './body-form.tsx';

/** Bodies outside the administration: what each decides, where the letter goes, until what day it may be chosen. */
export function BodiesPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const bodies = useRoute(listBodies);
  const [edited, setEdited] = useState<OutsideBody | 'new' | null>(null);
  const { data } = bodies;
  const mayEdit = data?.can.includes('keep') ?? false;
  const rows = data?.bodies.filter(({ isActive }) => query.closed === 'yes' || isActive);
  return (
    <div className="desk__list">
      <div className="desk__filters">
        <FilterSelect
          form={bindFields(query, change)}
          name="closed"
          label="Показать"
          none="действующие"
          choices={[{ value: 'yes', label: 'и прежние' }]}
        />
        {rows && <span className="muted">{counted(rows.length, 'орган', 'органа', 'органов')}</span>}
        {mayEdit && (
          <Button kind="primary" onClick={() => setEdited('new')}>
            Добавить орган
          </Button>
        )}
      </div>
      <Loadable query={bodies} failed="Органы не загрузились">
        {() => (
          <DeskTable<OutsideBody>
            caption="Органы и организации, куда передают сообщения"
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                id: 'title',
                head: 'Название',
                isName: true,
                cell: (row) =>
                  mayEdit ? (
                    <button type="button" className="link-button" onClick={() => setEdited(row)}>
                      {row.title}
                    </button>
                  ) : (
                    row.title
                  ),
              },
              { id: 'short', head: 'Коротко', cell: (row) => row.shortTitle },
              { id: 'competence', head: 'Что решает', cell: (row) => row.competence },
              { id: 'email', head: 'Почта', cell: (row) => row.email ?? 'письмо не уходит' },
              { id: 'until', head: 'Действует', cell: tellValidity },
            ]}
            empty={
              <EmptyState title="Органов пока нет">
                Добавьте первый: без него чужое сообщение некуда передать по основанию.
              </EmptyState>
            }
          />
        )}
      </Loadable>
      {edited && (
        <BodyForm
          body={edited === 'new' ? null : edited}
          duties={data?.duties ?? []}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}

function tellValidity({ isActive, validUntil }: OutsideBody): ReactNode {
  const until = validUntil && `по ${formatDay(validUntil)}`;
  if (isActive) return until || 'без срока';
  return <Mark tone="quiet">{until ? `прежний, ${until}` : 'прежний'}</Mark>;
}

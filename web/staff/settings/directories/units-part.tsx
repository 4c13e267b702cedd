import { type ReactNode, useState } from 'react';
import { listUnits, type Unit } from '../../../../shared/contract/base/people.ts';
import { counted, nbsp } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { usePermission } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { useDistrictTitles, useTopics } from '../../base/case-kit/topics.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { TopicUpload } from './topic-upload.tsx';
import { UnitForm } from './unit-form.tsx';

type Row = Unit & { depth: number };

/** The tree in reading order: each unit before its parts. */
function flatten(units: readonly Unit[], parentId: string | null = null, depth = 0): Row[] {
  return units
    .filter((unit) => unit.parentId === parentId)
    .flatMap((unit) => [{ ...unit, depth }, ...flatten(units, unit.id, depth + 1)]);
}

/** Organisations and their parts: whose work they take, where they serve, how to reach them. */
export function UnitsPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const units = useRoute(listUnits);
  const topics = useTopics();
  const district = useDistrictTitles();
  const [edited, setEdited] = useState<Unit | 'new' | null>(null);
  const { data } = units;
  const rows = data && flatten(data.units).filter((unit) => query.closed === 'yes' || unit.isActive);
  const mayEdit = data?.can.includes('edit') ?? false;
  const mayRoute = usePermission('taxonomy.manage');
  return (
    <div className="desk__list">
      <div className="desk__filters">
        <FilterSelect
          form={bindFields(query, change)}
          name="closed"
          label="Показать"
          none="действующие"
          choices={[{ value: 'yes', label: 'и закрытые' }]}
        />
        {rows && (
          <span className="muted">
            {counted(rows.length, 'подразделение', 'подразделения', 'подразделений')}
          </span>
        )}
        {mayEdit && (
          <Button kind="primary" onClick={() => setEdited('new')}>
            Завести подразделение
          </Button>
        )}
        {mayRoute && <TopicUpload />}
      </div>
      <Loadable query={units} failed="Подразделения не загрузились">
        {() => (
          <DeskTable<Row>
            caption="Организации и подразделения"
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                id: 'title',
                head: 'Название',
                isName: true,
                cell: (row) => (
                  <span className="desk__branch">
                    {row.depth > 0 && <span>{`—${nbsp}`.repeat(row.depth)}</span>}
                    {mayEdit ? (
                      <button type="button" className="link-button" onClick={() => setEdited(row)}>
                        {row.title}
                      </button>
                    ) : (
                      row.title
                    )}
                  </span>
                ),
              },
              {
                id: 'kind',
                head: 'Чью работу берёт',
                cell: (row) => (row.kind ? topics?.kindTitle(row.kind) : ''),
              },
              {
                id: 'districts',
                head: 'Где',
                cell: (row) => row.districts.map((id) => district(id) || id).join(', ') || `весь${nbsp}город`,
              },
              { id: 'people', head: 'Сотрудников', cell: (row) => String(row.people) },
              { id: 'phone', head: 'Телефон', cell: (row) => row.phone },
              { id: 'email', head: 'Почта', cell: (row) => row.email },
              {
                id: 'state',
                head: 'Состояние',
                cell: (row) =>
                  row.isActive ? (
                    row.isExternal ? (
                      <Mark tone="info">вне администрации</Mark>
                    ) : (
                      ''
                    )
                  ) : (
                    <Mark tone="quiet">закрыто</Mark>
                  ),
              },
            ]}
            empty={
              <EmptyState title="Подразделений пока нет">
                Без них некому отдавать дела. Скачайте список тем, впишите напротив каждой, кто её исполняет,
                и загрузите: подразделения заведутся по нему. Или заведите первое сами.
              </EmptyState>
            }
          />
        )}
      </Loadable>
      {edited && data && (
        <UnitForm
          unit={edited === 'new' ? null : edited}
          units={data.units}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}

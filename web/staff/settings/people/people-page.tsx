import { type ReactNode, useState } from 'react';
import { listPeople, listRoles, type PersonRow } from '../../../../shared/contract/base/people.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, ErrorState } from '../../../ui/states.tsx';
import { CursorPages, useCursorTrail } from '../../base/parts/cursor-pages.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { Guarded } from '../../base/parts/guarded.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { PersonForm } from './person-form.tsx';
import '../../base/parts/desk.css';

/** People, their roles and absences. */
export function PeoplePage(): ReactNode {
  return (
    <Guarded permission="identity.read" title="Люди и роли">
      <People />
    </Guarded>
  );
}

function People(): ReactNode {
  const [query, change] = useUrlQuery();
  const trail = useCursorTrail();
  const [isAdding, setAdding] = useState(false);
  const { cursor } = trail;
  const roles = useRoute(listRoles, undefined, { staleTime: 600_000 }).data?.roles ?? [];
  const people = useRoute(listPeople, {
    query: {
      limit: 50,
      ...(query.q && { search: query.q }),
      ...(query.role && { role: query.role }),
      ...(query.closed === 'yes' && { isActive: 'all' as const }),
      ...(cursor && { cursor }),
    },
  });
  const { data, error } = people;
  const set = (patch: Record<string, string | undefined>): void => {
    trail.restart();
    change(patch);
  };
  return (
    <StaffPage
      title="Люди и роли"
      hasFinder
      bar={data && <span className="muted">{counted(data.total, 'человек', 'человека', 'человек')}</span>}
      actions={
        data?.can.includes('create') && (
          <Button kind="primary" onClick={() => setAdding(true)}>
            Завести сотрудника
          </Button>
        )
      }
    >
      <div className="desk">
        <div className="desk__filters">
          <TextField form={bindFields(query, set)} name="q" label="Найти по имени" />
          <FilterSelect
            label="Роль"
            value={query.role ?? ''}
            choices={[
              { value: '', label: 'любая' },
              ...roles.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            onChange={(role) => set({ role })}
          />
          <FilterSelect
            label="Вход"
            value={query.closed ?? ''}
            choices={[
              { value: '', label: 'открыт' },
              { value: 'yes', label: 'и закрытые' },
            ]}
            onChange={(closed) => set({ closed })}
          />
        </div>
        {error && (
          <ErrorState title="Список не загрузился" problem={error} onRetry={() => void people.refetch()} />
        )}
        {(data || !error) && (
          <DeskTable<PersonRow>
            caption="Сотрудники"
            rows={data?.people}
            rowKey={(row) => row.id}
            isOld={people.isPlaceholderData}
            columns={[
              {
                id: 'name',
                head: 'Имя',
                isName: true,
                cell: (row) => (
                  <button type="button" className="link-button" onClick={() => change({ person: row.id })}>
                    {row.fullName}
                  </button>
                ),
              },
              { id: 'position', head: 'Должность', cell: (row) => row.position },
              { id: 'unit', head: 'Подразделение', cell: (row) => row.unit },
              {
                id: 'roles',
                head: 'Роли',
                cell: (row) => row.roles.map(({ title }) => title).join(', ') || '—',
              },
              { id: 'email', head: 'Почта', cell: (row) => row.email },
              {
                id: 'state',
                head: 'Состояние',
                cell: (row) =>
                  !row.isActive ? (
                    <Mark tone="quiet">вход закрыт</Mark>
                  ) : row.away ? (
                    <Mark tone="warning">
                      нет до {formatDay(row.away.toDay)}, за него {row.away.substitute}
                    </Mark>
                  ) : (
                    'на месте'
                  ),
              },
            ]}
            empty={
              <EmptyState
                title="Никого не нашли"
                action={<Button onClick={() => set({ q: '', role: '', closed: '' })}>Сбросить отбор</Button>}
              />
            }
          />
        )}
        <CursorPages label="Страницы списка" trail={trail} next={data?.next} words={['Назад', 'Дальше']} />
      </div>
      {query.person && (
        <PersonDialog id={query.person} roles={roles} onClose={() => change({ person: '' })} />
      )}
      {isAdding && <PersonForm onClose={() => setAdding(false)} onMade={(id) => change({ person: id })} />}
    </StaffPage>
  );
}

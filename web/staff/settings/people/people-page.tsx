import { type ReactNode, useState } from 'react';
import { listPeople, listRoles, type PersonRow } from '../../../../shared/contract/base/people.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { PeopleUpload } from './people-upload.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { PersonForm } from './person-form.tsx';

type Role = RouteReply<typeof listRoles>['roles'][number];

const people = (roles: readonly Role[]) =>
  defineList({
    route: listPeople,
    name: 'Люди и роли',
    caption: 'Сотрудники',
    filters: () => [
      { kind: 'words', name: 'q', label: 'Найти по имени', isLive: true },
      {
        kind: 'choice',
        name: 'role',
        label: 'Роль',
        unset: 'любая',
        choices: roles.map(({ id, title }) => ({ value: id, label: title })),
      },
      {
        kind: 'choice',
        name: 'closed',
        label: 'Вход',
        unset: 'открыт',
        choices: [{ value: 'yes', label: 'и закрытые' }],
      },
    ],
    ask: ({ q, role, closed }) => ({
      search: q || undefined,
      role: role || undefined,
      isActive: closed === 'yes' ? ('all' as const) : undefined,
    }),
    rows: (reply) => reply.people,
    rowKey: (row) => row.id,
    look: {
      columns: ({ show }) => [
        {
          id: 'name',
          head: 'Имя',
          isName: true,
          cell: (row) => (
            <button type="button" className="link-button" onClick={() => show({ person: row.id })}>
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
        { id: 'state', head: 'Состояние', cell: (row) => <Presence row={row} /> },
      ],
    },
    failed: 'Список не загрузился',
    empty: { title: 'Никого не нашли' },
    nothing: { title: 'Никого не нашли' },
    pages: { label: 'Страницы списка', words: ['Назад', 'Дальше'] },
  });

function Presence({ row }: { row: PersonRow }): ReactNode {
  if (!row.isActive) return <Mark tone="quiet">вход закрыт</Mark>;
  if (!row.away) return 'на месте';
  return (
    <Mark tone="warning">
      нет до {formatDay(row.away.toDay)}, за него {row.away.substitute}
    </Mark>
  );
}

/** People, their roles and absences. */
export function PeoplePage(): ReactNode {
  const [isAdding, setAdding] = useState(false);
  const roles = useRoute(listRoles, undefined, { staleTime: 600_000 }).data?.roles ?? [];
  const list = useList(people(roles));
  const { query, data, show } = list;
  return (
    <StaffPage
      title="Люди и роли"
      hasFinder
      bar={data && <span className="muted">{counted(data.total, 'человек', 'человека', 'человек')}</span>}
      actions={
        data?.can.includes('create') && (
          <>
            <PeopleUpload />
            <Button kind="primary" onClick={() => setAdding(true)}>
              Завести сотрудника
            </Button>
          </>
        )
      }
    >
      <div className="desk">
        <List list={list} />
      </div>
      {query.person && <PersonDialog id={query.person} roles={roles} onClose={() => show({ person: '' })} />}
      {isAdding && <PersonForm onClose={() => setAdding(false)} onMade={(id) => show({ person: id })} />}
    </StaffPage>
  );
}

import type { ReactNode } from 'react';
import { useSession } from '../../../lib/session.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { StaffPage } from './staff-page.tsx';

/** A screen for those who hold a permission; others are told whose it is, not that it does not exist. */
export function Guarded(props: { permission: string; title: string; children: ReactNode }): ReactNode {
  const session = useSession();
  if (!session || session.permissions.includes(props.permission)) return props.children;
  const roles = session.roles.map(({ title }) => title.toLocaleLowerCase('ru')).join(', ');
  return (
    <StaffPage title={props.title} hasFinder>
      <EmptyState title="Этот раздел вам не открыт" action={<ButtonLink to="/staff">Моё сегодня</ButtonLink>}>
        <p>{roles ? `Ваша роль: ${roles}.` : 'Ролей у вас пока нет.'} Права даёт администратор системы.</p>
      </EmptyState>
    </StaffPage>
  );
}

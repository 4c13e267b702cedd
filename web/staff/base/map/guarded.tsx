import type { ReactNode } from 'react';
import { useSession } from '../../../lib/session.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { StaffPage } from '../parts/staff-page.tsx';
import { isFor } from './open-sections.ts';
import { usePermissions, usePlace } from './workplace.ts';

/** The open screen for those who hold its permission in the map; others are told whose it is, not that it does not exist. */
export function Guarded(props: { children: ReactNode }): ReactNode {
  const place = usePlace();
  const permissions = usePermissions();
  const session = useSession();
  if (!session || !place || isFor(place.screen.words.permission, permissions)) return props.children;
  const roles = session.roles.map(({ title }) => title.toLocaleLowerCase('ru')).join(', ');
  return (
    <StaffPage title={place.screen.words.title} hasFinder>
      <EmptyState title="Этот раздел вам не открыт" action={<ButtonLink to="/staff">Моё сегодня</ButtonLink>}>
        <p>{roles ? `Ваша роль: ${roles}.` : 'Ролей у вас пока нет.'} Права даёт администратор системы.</p>
      </EmptyState>
    </StaffPage>
  );
}

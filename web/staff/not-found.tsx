import type { ReactNode } from 'react';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';
import { StaffPage } from './base/parts/staff-page.tsx';
import { StaffFrame } from './shell.tsx';

export function NotFoundPage(): ReactNode {
  return (
    <StaffFrame>
      <StaffPage title="Такой страницы нет" hasFinder>
        <EmptyState
          title="По этому адресу ничего нет"
          action={
            <ButtonLink to="/staff" kind="primary">
              Моё сегодня
            </ButtonLink>
          }
        >
          Ссылка устарела или набрана с ошибкой. Дело можно найти по номеру клавишами Ctrl K.
        </EmptyState>
      </StaffPage>
    </StaffFrame>
  );
}

import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageTitle } from '../../lib/page-title.tsx';
import { useSessionChange } from '../../lib/session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { OutsideReturn } from '../../ui/outside-sign-in.tsx';
import { safePath } from './safe-path.ts';

/** `/sign-in/return`: the way back from another system. */
export function ReturnPage(): ReactNode {
  const navigate = useNavigate();
  const changeSession = useSessionChange();
  return (
    <div className="reading">
      <PageTitle text="Вход" />
      <OutsideReturn
        back={<ButtonLink to="/sign-in">Войти иначе</ButtonLink>}
        onDone={(session, next) => {
          changeSession(session);
          void navigate({ to: safePath(next) as never, replace: true });
        }}
      />
    </div>
  );
}

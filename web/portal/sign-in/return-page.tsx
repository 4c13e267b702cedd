import type { ReactNode } from 'react';
import { PageTitle } from '../../lib/page-title.tsx';
import { useGo } from '../../lib/router.tsx';
import { useSessionChange } from '../../lib/session.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { OutsideReturn } from '../../ui/outside-sign-in.tsx';
import { safePath } from './safe-path.ts';

/** `/sign-in/return`: the way back from another system. */
export function ReturnPage(): ReactNode {
  const go = useGo();
  const changeSession = useSessionChange();
  return (
    <div className="reading">
      <PageTitle text="Вход" />
      <OutsideReturn
        back={<ButtonLink to="/sign-in">Войти иначе</ButtonLink>}
        onDone={(session, next) => {
          changeSession(session);
          void go(safePath(next), { replace: true });
        }}
      />
    </div>
  );
}

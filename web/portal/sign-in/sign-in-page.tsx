import type { ReactNode } from 'react';
import { PageTitle } from '../../lib/page-title.tsx';
import { useGo, useUrlQuery } from '../../lib/router.tsx';
import { OutsideButtons } from '../../ui/outside-sign-in.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { CodeForm } from './code-form.tsx';
import { safePath } from './safe-path.ts';
import './sign-in.css';

/** Residents come in by a code; staff have a door of their own. */
export function SignInPage(): ReactNode {
  const go = useGo();
  const [query] = useUrlQuery();
  return (
    <div className="reading">
      <PageTitle text="Войти" />
      <p>В кабинете — ваши сообщения, согласия и данные. Тот же телефон или e-mail, что вы оставляли.</p>
      <CodeForm onDone={() => void go(safePath(query.to), { replace: true })} />
      <OutsideButtons audience="resident" next={safePath(query.to)} />
      <p className="small">
        Вы сотрудник? <a href="/staff">Вход в рабочее место</a>. Сообщить о проблеме можно{' '}
        <PageLink to="/new">без входа</PageLink>.
      </p>
    </div>
  );
}

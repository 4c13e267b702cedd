import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageTitle } from '../../lib/page-title.tsx';
import { useUrlQuery } from '../../lib/router.tsx';
import { CodeForm } from './code-form.tsx';
import './sign-in.css';

/** Residents come in by a code; staff have a door of their own. */
export function SignInPage(): ReactNode {
  const navigate = useNavigate();
  const [query] = useUrlQuery();
  return (
    <div className="reading">
      <PageTitle text="Войти" />
      <p>В кабинете — ваши сообщения, согласия и данные. Тот же телефон или e-mail, что вы оставляли.</p>
      <CodeForm onDone={() => void navigate({ to: safePath(query.to) as never, replace: true })} />
      <p className="small">
        Вы сотрудник? <a href="/staff">Вход в рабочее место</a>. Сообщить о проблеме можно{' '}
        <Link to="/new">без входа</Link>.
      </p>
    </div>
  );
}

/** Only a path of this site: an address in a link must not lead elsewhere after signing in. */
function safePath(to: string | undefined): string {
  return to && /^\/(?![/\\])[\w\-./?=&%]*$/u.test(to) ? to : '/me';
}

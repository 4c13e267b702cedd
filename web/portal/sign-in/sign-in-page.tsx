import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageTitle } from '../../lib/page-title.tsx';
import { useUrlQuery } from '../../lib/router.tsx';
import { OutsideButtons } from '../../ui/outside-sign-in.tsx';
import { CodeForm } from './code-form.tsx';
import { safePath } from './safe-path.ts';
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
      <OutsideButtons audience="resident" next={safePath(query.to)} />
      <p className="small">
        Вы сотрудник? <a href="/staff">Вход в рабочее место</a>. Сообщить о проблеме можно{' '}
        <Link to="/new">без входа</Link>.
      </p>
    </div>
  );
}

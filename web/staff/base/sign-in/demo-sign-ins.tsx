import type { ReactNode } from 'react';
import type { DemoSignIn } from '../../../../shared/contract/base/identity.ts';

/** One press signs in as any of the demo's people. It exists only while the data are invented. */
export function DemoSignIns(props: {
  signIns: readonly DemoSignIn[];
  /** E-mail of the one being signed in. */
  busy: string | null;
  onChoose: (signIn: DemoSignIn) => void;
}): ReactNode {
  return (
    <section className="demo-sign-ins" aria-labelledby="demo-sign-ins">
      <h2 id="demo-sign-ins">Войти без пароля</h2>
      <p className="muted">Демонстрация: все люди вымышлены. Выберите, чьими глазами смотреть.</p>
      <ul>
        {props.signIns.map((signIn) => (
          <li key={signIn.email}>
            <button
              type="button"
              className="demo-sign-ins__one"
              aria-busy={props.busy === signIn.email || undefined}
              onClick={() => props.onChoose(signIn)}
            >
              <b>{signIn.roleTitle}</b>
              <span>{signIn.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

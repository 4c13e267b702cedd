import type { ReactNode } from 'react';
import type { DemoSignIn } from '../../../../shared/contract/base/identity.ts';
import { Section } from '../../../ui/section.tsx';

/** One press signs in as one of the demo's people. It exists only while the data are invented. */
export function DemoSignIns(props: {
  signIns: readonly DemoSignIn[];
  /** E-mail of the one being signed in. */
  busy: string | null;
  onChoose: (signIn: DemoSignIn) => void;
}): ReactNode {
  return (
    <Section title="Войти без пароля" className="demo-sign-ins">
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
    </Section>
  );
}

import { type NavigateOptions, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { SessionState } from '../../../../shared/contract/base/identity.ts';
import { useSessionChange } from '../../../lib/session.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { OutsideReturn } from '../../../ui/outside-sign-in.tsx';
import { signInPath } from '../parts/paths.ts';
import { DoorPage } from './door-page.tsx';
import { readNextPath } from './next-path.ts';
import { SecondStep } from './second-step.tsx';

/** `/staff/sign-in/return`: the way back from another system. */
export function ReturnPage(): ReactNode {
  const navigate = useNavigate();
  const changeSession = useSessionChange();
  const [asked, setAsked] = useState<{ factor: NonNullable<SessionState['secondFactor']>; next: string }>();
  const go = (href: string) => void navigate({ href, replace: true } as NavigateOptions);
  const enter = (session: SessionState, next: string) => {
    changeSession(session);
    go(readNextPath(next));
  };
  if (asked)
    return (
      <SecondStep
        factor={asked.factor}
        onDone={(session) => enter(session, asked.next)}
        onBack={() => go(signInPath)}
      />
    );
  return (
    <DoorPage title="Вход для сотрудников">
      <OutsideReturn
        back={<ButtonLink to={signInPath}>Войти иначе</ButtonLink>}
        onDone={(session, next) =>
          session.secondFactor ? setAsked({ factor: session.secondFactor, next }) : enter(session, next)
        }
      />
    </DoorPage>
  );
}

import { type ReactNode, useState } from 'react';
import type { SessionState } from '../../../../shared/contract/base/identity.ts';
import { useGo } from '../../../lib/router.tsx';
import { useSessionChange } from '../../../lib/session.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { OutsideReturn } from '../../../ui/outside-sign-in.tsx';
import { signInPath } from '../parts/paths.ts';
import { DoorPage } from './door-page.tsx';
import { readNextPath } from './next-path.ts';
import { SecondStep } from './second-step.tsx';

/** `/staff/sign-in/return`: the way back from another system. */
export function ReturnPage(): ReactNode {
  const go = useGo();
  const changeSession = useSessionChange();
  const [asked, setAsked] = useState<{ factor: NonNullable<SessionState['secondFactor']>; next: string }>();
  const leave = (href: string) => void go(href, { replace: true });
  const enter = (session: SessionState, next: string) => {
    changeSession(session);
    leave(readNextPath(next));
  };
  if (asked)
    return (
      <SecondStep
        factor={asked.factor}
        onDone={(session) => enter(session, asked.next)}
        onBack={() => leave(signInPath)}
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

import type { ReactNode } from 'react';
import { readOwnSecurity, type SecurityState } from '../../../../shared/contract/base/security.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { Loadable } from '../../../ui/states.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { PasskeyPart } from './passkey-part.tsx';
import { ProvidersPart } from './providers-part.tsx';
import { RulesPart } from './rules-part.tsx';
import { SessionList } from './session-list.tsx';
import { SignInAgain } from './sign-in-again.tsx';
import { TotpPart } from './totp-part.tsx';
import '../../base/parts/desk.css';
import './security.css';

/** «Мой вход»: second factor, passkeys, devices; for an administrator also whom the second factor is asked of. */
export function SecurityPage(): ReactNode {
  const security = useRoute(readOwnSecurity);
  const mayManage = usePermission('identity.manage');
  return (
    <StaffPage title="Мой вход" hasFinder>
      <div className="desk security">
        <SignInAgain />
        <Loadable query={security} failed="Сведения о входе не загрузились">
          {(state) => (
            <div className="security__parts">
              <Demand state={state} />
              <TotpPart state={state} />
              <PasskeyPart passkeys={state.passkeys} />
              <SessionList sessions={state.sessions} />
            </div>
          )}
        </Loadable>
        {mayManage && <RulesPart />}
        {mayManage && <ProvidersPart />}
      </div>
    </StaffPage>
  );
}

function Demand({ state }: { state: SecurityState }): ReactNode {
  if (state.demandedBy.length === 0) return null;
  const isSetUp = state.totpSince !== null || state.passkeys.length > 0;
  const roles = state.demandedBy.join(', ');
  if (isSetUp) return <p className="muted">Второй фактор обязателен для роли: {roles}.</p>;
  return (
    <p className="note" role="status">
      <b>Подключите второй фактор.</b> Он обязателен для роли: {roles}. Пока его нет, разделы рабочего места
      закрыты. Подойдёт приложение с кодами или ключ доступа.
    </p>
  );
}

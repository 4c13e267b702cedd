import type { ReactNode } from 'react';
import {
  endPersonSessions,
  readPersonSecurity,
  resetFactors,
} from '../../../../shared/contract/base/security.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Loadable } from '../../../ui/states.tsx';

/** How a member of staff signs in and where they are in; an administrator ends sessions and resets lost factors. */
export function SignInPart({ id }: { id: string }): ReactNode {
  const security = useRoute(readPersonSecurity, { params: { id } });
  const formats = useFormats();
  const end = useCommand(endPersonSessions, {
    onDone: ({ ended }) => showToast(`Закрыто: ${counted(ended, 'вход', 'входа', 'входов')}`),
  });
  const reset = useCommand(resetFactors, {
    onDone: () => showToast('Второй фактор сброшен, входы закрыты'),
  });
  return (
    <section>
      <h3 className="section__title">Вход</h3>
      <Loadable query={security} failed="Сведения о входе не загрузились">
        {({ totpSince, passkeys, sessions }) => (
          <div className="desk__list">
            <p>
              {totpSince ? 'Приложение с кодами подключено. ' : 'Приложения с кодами нет. '}
              {passkeys.length > 0
                ? `Есть ${counted(passkeys.length, 'ключ доступа', 'ключа доступа', 'ключей доступа')}.`
                : 'Ключей доступа нет.'}
            </p>
            <ul className="desk__list">
              {sessions.map((one) => (
                <li key={one.id} className="muted">
                  {one.device}, {formats.dateTime(one.usedAt)}
                  {one.address && `, ${one.address}`}
                </li>
              ))}
            </ul>
            {sessions.length === 0 && <p className="muted">Сейчас нигде не вошёл.</p>}
            <div className="cluster">
              {sessions.length > 0 && (
                <Button busy={end.isPending} onClick={() => end.mutate({ params: { id }, body: {} })}>
                  Закрыть все входы
                </Button>
              )}
              {(totpSince || passkeys.length > 0) && (
                <Button kind="danger" busy={reset.isPending} onClick={() => reset.mutate({ params: { id } })}>
                  Сбросить второй фактор
                </Button>
              )}
            </div>
          </div>
        )}
      </Loadable>
    </section>
  );
}

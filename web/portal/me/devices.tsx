import type { ReactNode } from 'react';
import { endOwnSession, readOwnSecurity } from '../../../shared/contract/base/security.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useFormats } from '../../lib/format.ts';
import { useRoute } from '../../lib/query.ts';
import { showToast } from '../../lib/toast.ts';
import { Button } from '../../ui/button.tsx';
import { Loadable } from '../../ui/states.tsx';

/** Where the resident is signed in. */
export function Devices(): ReactNode {
  const security = useRoute(readOwnSecurity);
  const formats = useFormats();
  const end = useCommand(endOwnSession, {
    onDone: () => showToast('Вход на том устройстве закрыт'),
  });
  return (
    <section className="stack" aria-labelledby="devices">
      <h2 id="devices">Где вы вошли</h2>
      <Loadable query={security} failed="Устройства не загрузились">
        {({ sessions }) => (
          <ul className="stack stack--tight">
            {sessions.map((one) => (
              <li key={one.id}>
                <b>{one.isCurrent ? `Это устройство: ${one.device}` : one.device}</b>
                <br />
                <span className="small">вход {formats.dateTime(one.startedAt)}</span>{' '}
                {!one.isCurrent && (
                  <Button
                    kind="quiet"
                    aria-label={`Выйти: ${one.device}, вход ${formats.dateTime(one.startedAt)}`}
                    busy={end.isPending}
                    onClick={() => end.mutate({ params: { id: one.id } })}
                  >
                    Выйти
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loadable>
    </section>
  );
}

import type { ReactNode } from 'react';
import { signOutEverywhere } from '../../../../shared/contract/base/identity.ts';
import { type DeviceSession, endOwnSession } from '../../../../shared/contract/base/security.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { signInPath } from '../../base/parts/paths.ts';
import { tellTrouble } from './sign-in-again.tsx';

/** Where the person is signed in. */
export function SessionList({ sessions }: { sessions: readonly DeviceSession[] }): ReactNode {
  const formats = useFormats();
  const end = useCommand(endOwnSession, {
    onDone: () => showToast('Вход на том устройстве закрыт'),
    onProblem: tellTrouble,
  });
  const leaveAll = useCommand(signOutEverywhere, { onDone: () => location.assign(signInPath) });
  return (
    <section className="desk__sheet security__part">
      <h2 className="section__title">Устройства</h2>
      <ul className="security__list">
        {sessions.map((one) => (
          <li key={one.id} className="cluster">
            <b>{one.device}</b>
            {one.isCurrent && <Mark tone="ok">это устройство</Mark>}
            <span className="muted">
              вход {formats.dateTime(one.startedAt)}, последнее действие около {formats.dateTime(one.usedAt)}
              {one.address && `, адрес ${one.address}`}
            </span>
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
      <p className="muted">
        Незнакомое устройство? Выйдите на нём и попросите у администратора ссылку для нового пароля.
      </p>
      <div>
        <Button kind="danger" busy={leaveAll.isPending} onClick={() => leaveAll.mutate(undefined)}>
          Выйти везде
        </Button>
      </div>
    </section>
  );
}

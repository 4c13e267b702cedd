import { type ReactNode, useState } from 'react';
import { listMachineKeys, type MachineKey } from '../../../../shared/contract/base/machines.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark, type Tone } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { NewKey } from './new-key.tsx';
import { RevokeKey } from './revoke-key.tsx';
import '../../base/parts/desk.css';

const states: Readonly<Record<MachineKey['state'], { label: string; tone: Tone }>> = {
  active: { label: 'работает', tone: 'ok' },
  expired: { label: 'срок вышел', tone: 'warning' },
  revoked: { label: 'отозван', tone: 'quiet' },
};

/** «Ключи программ»: who may call the API without a person, what each key opens, when it was used last. */
export function MachinesPage(): ReactNode {
  const keys = useRoute(listMachineKeys, {}, { refreshEvery: 60_000 });
  const [isAdding, setAdding] = useState(false);
  const [revoked, setRevoked] = useState<MachineKey | null>(null);
  return (
    <StaffPage
      title="Ключи программ"
      hasFinder
      actions={
        <Button
          kind="primary"
          disabledReason={!keys.data && 'Ключи ещё не загрузились'}
          onClick={() => setAdding(true)}
        >
          Выдать ключ
        </Button>
      }
    >
      <div className="desk">
        <p className="muted">
          Программа с ключом видит только то, что отмечено, и не действует от имени людей. Ключи источников
          сообщений — в «Источниках».
        </p>
        <Loadable query={keys} failed="Ключи не загрузились">
          {(data) => (
            <>
              {data.keys.length === 0 ? (
                <EmptyState title="Ключей пока нет">
                  Выдайте ключ — и другая система сможет сама брать показатели или открытые данные.
                </EmptyState>
              ) : (
                <ul className="desk__list">
                  {data.keys.map((one) => (
                    <KeyRow key={one.id} one={one} scopes={data.scopes} onRevoke={() => setRevoked(one)} />
                  ))}
                </ul>
              )}
              {isAdding && <NewKey data={data} onClose={() => setAdding(false)} />}
            </>
          )}
        </Loadable>
      </div>
      {revoked && <RevokeKey one={revoked} onClose={() => setRevoked(null)} />}
    </StaffPage>
  );
}

function KeyRow(props: {
  one: MachineKey;
  scopes: RouteReply<typeof listMachineKeys>['scopes'];
  onRevoke: () => void;
}): ReactNode {
  const { one, scopes, onRevoke } = props;
  const formats = useFormats();
  const titles = one.scopes.map((scope) => scopes.find(({ id }) => id === scope)?.title ?? scope);
  return (
    <li className="desk__sheet">
      <span className="cluster">
        <b>{one.title}</b>
        <code className="muted">{one.prefix}…</code>
        <Mark tone={states[one.state].tone}>{states[one.state].label}</Mark>
      </span>
      <span>Открывает: {titles.join(', ')}</span>
      <span className="meta">
        {one.lastUsedAt ? `Последнее обращение ${formats.dateTime(one.lastUsedAt)}` : 'Обращений ещё не было'}
        {`, не чаще ${counted(one.perMinute, 'раза', 'раз', 'раз')} в минуту, до ${formatDay(one.expiresOn)}`}
      </span>
      <span className="meta">
        Выдал {one.createdBy} {formats.dateTime(one.createdAt)}
        {one.revokedAt && `, отозвал ${one.revokedBy} ${formats.dateTime(one.revokedAt)}`}
      </span>
      {one.state === 'active' && (
        <span>
          <Button onClick={onRevoke}>
            Отозвать<span className="aloud"> ключ: {one.title}</span>
          </Button>
        </span>
      )}
    </li>
  );
}

import type { ReactNode } from 'react';
import { useOnline } from '../lib/online.ts';
import { useSession } from '../lib/session.ts';
import { Icon } from './icons.tsx';

/** Says that the network is gone and what becomes of what is typed. */
export function OfflineStrip(): ReactNode {
  const isOnline = useOnline();
  return (
    <div role="status">
      {!isOnline && (
        <p className="strip-note strip-note--offline">
          <Icon name="alert" size="text" />
          Нет связи. Введённое хранится на этом устройстве; отправьте, когда связь вернётся.
        </p>
      )}
    </div>
  );
}

/** On every page while the data are invented. */
export function DemoStrip(): ReactNode {
  const session = useSession();
  if (!session?.isDemo) return null;
  return (
    <aside className="strip-note strip-note--demo" aria-label="О данных">
      <Icon name="alert" size="text" />
      <p>
        <b>Демонстрационные данные.</b> Всё вымышлено. <a href="/outbox">Письма и SMS</a>
      </p>
    </aside>
  );
}

import type { ReactNode } from 'react';
import { useOnline } from '../lib/online.ts';
import { useSession } from '../lib/session.ts';
import { Icon } from './icons.tsx';

/** Says that the network is gone; its words, what can be done without one. */
export function OfflineStrip(props: { children: ReactNode }): ReactNode {
  const isOnline = useOnline();
  return (
    <div role="status">
      {!isOnline && (
        <p className="strip-note strip-note--offline">
          <Icon name="alert" size="text" />
          <span>Нет связи. {props.children}</span>
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

import type { ReactNode } from 'react';
import { formatDateTime } from '../../shared/text/dates.ts';
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

/** On every page of a city out of a copy, which is only looked at. */
function AsItWasStrip(): ReactNode {
  const session = useSession();
  if (!session?.asOf) return null;
  return (
    <aside className="strip-note strip-note--demo" aria-label="О городе">
      <Icon name="alert" size="text" />
      <p>
        <b>Город, каким он был {formatDateTime(session.asOf, session.city.zone)}.</b> Его смотрят: изменить в
        нём ничего нельзя.
      </p>
    </aside>
  );
}

/** On every page while the data are invented. */
function DemoStrip(): ReactNode {
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

/** What is so of the whole city, on every page. */
export const CityStrips = (): ReactNode => (
  <>
    <AsItWasStrip />
    <DemoStrip />
  </>
);

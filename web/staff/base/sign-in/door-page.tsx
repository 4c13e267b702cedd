import type { ReactNode } from 'react';
import { PageTitle } from '../../../lib/page-title.tsx';
import { useSession } from '../../../lib/session.ts';
import { CityArms } from '../../../ui/city-arms.tsx';
import './sign-in.css';

/** What is shown before the workplace opens: the municipality's head and one sheet with a form. */
export function DoorPage(props: {
  title: string;
  /** «Ошибка» while the form has any. */
  alarm?: string | undefined;
  lead?: ReactNode;
  /** Beside the sheet on wide screens, below it on a phone. */
  aside?: ReactNode;
  children: ReactNode;
}): ReactNode {
  const { title, alarm, lead, aside } = props;
  const city = useSession()?.city.title;
  return (
    <div className="door">
      <header className="door__head">
        <CityArms />
        <p>
          <b>Отклик</b>
          {city && <span>{city}</span>}
        </p>
      </header>
      <main id="main" className={aside ? 'door__main door__main--two' : 'door__main'}>
        <div className="door__sheet">
          <PageTitle text={title} {...(alarm && { alarm })} />
          {lead && <p className="muted">{lead}</p>}
          {props.children}
        </div>
        {aside}
      </main>
    </div>
  );
}

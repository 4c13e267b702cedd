import { type ReactNode, useState } from 'react';
import { type SessionState, signOut, signOutEverywhere } from '../../../shared/contract/base/identity.ts';
import { formatPhone } from '../../../shared/text/contacts.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useSessionQuery } from '../../lib/session.ts';
import { showToast } from '../../lib/toast.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Facts } from '../../ui/figures.tsx';
import { OutsideButtons } from '../../ui/outside-sign-in.tsx';
import { ErrorState, SkeletonLines } from '../../ui/states.tsx';
import { CodeForm } from '../sign-in/code-form.tsx';
import '../sign-in/sign-in.css';
import { Consents } from './consents.tsx';
import { Devices } from './devices.tsx';
import { ExportData } from './export-data.tsx';
import { Follows } from './follows.tsx';
import './me.css';
import { MyMessages } from './my-messages.tsx';
import { Notifications } from './notifications.tsx';
import { OutageHomes } from './outage-homes.tsx';

/** «Кабинет»: own messages, consents, own data. Without a session it is the way in. */
export function MePage(): ReactNode {
  const session = useSessionQuery();
  if (!session.data)
    return (
      <div className="reading">
        <PageTitle text="Кабинет" />
        {session.error ? (
          <ErrorState
            title="Кабинет не загрузился"
            problem={session.error}
            onRetry={() => void session.refetch()}
          />
        ) : (
          <SkeletonLines />
        )}
      </div>
    );
  if (session.data.kind === 'anonymous') return <Enter />;
  return session.data.kind === 'staff' ? <ForStaff /> : <Account session={session.data} />;
}

function Enter(): ReactNode {
  return (
    <div className="reading">
      <PageTitle text="Кабинет" />
      <p>
        Войдите по коду на телефон или e-mail, который оставляли в сообщениях. Здесь будут все они, ваши
        согласия и данные.
      </p>
      <CodeForm onDone={() => showToast('Вы вошли')} />
      <OutsideButtons audience="resident" next="/me" />
    </div>
  );
}

function ForStaff(): ReactNode {
  return (
    <div className="reading">
      <PageTitle text="Кабинет" />
      <p>Вы вошли как сотрудник. Кабинет жителя открывается по коду на личный телефон или e-mail.</p>
      <div className="cluster">
        <a className="button" href="/staff">
          В рабочее место
        </a>
        <SignOutButton />
      </div>
    </div>
  );
}

function Account({ session }: { session: SessionState }): ReactNode {
  return (
    <div className="screen me">
      <div className="question">
        <PageTitle text="Кабинет" />
        <p>{session.name}</p>
      </div>
      <div className="stack me__main">
        <MyMessages />
        <Consents />
      </div>
      <aside className="stack me__side" aria-label="Данные и выход">
        <Contacts session={session} />
        <Notifications />
        <Follows />
        <OutageHomes />
        <Devices />
        <ExportData session={session} />
        <Leave />
      </aside>
    </div>
  );
}

function Contacts({ session }: { session: SessionState }): ReactNode {
  const { person } = session;
  return (
    <section className="stack" aria-labelledby="contacts">
      <h2 id="contacts">Куда мы пишем</h2>
      <Facts
        facts={[
          ['Телефон', person?.phone ? formatPhone(person.phone) : 'не указан'],
          ['E-mail', person?.email ?? 'не указан'],
        ]}
      />
      <ButtonLink to="/new">Сообщить о проблеме</ButtonLink>
    </section>
  );
}

function SignOutButton(): ReactNode {
  const leave = useSigningOut(signOut);
  return (
    <Button icon="exit" busy={leave.isPending} onClick={() => leave.mutate({})}>
      Выйти
    </Button>
  );
}

/** The page opens anew afterwards: nothing of the former person stays in memory. */
function useSigningOut<R extends typeof signOut | typeof signOutEverywhere>(route: R) {
  return useCommand(route, {
    onDone: (reply) => location.assign(('leaveTo' in reply && reply.leaveTo) || '/'),
  });
}

function Leave(): ReactNode {
  const everywhere = useSigningOut(signOutEverywhere);
  const [isAsked, setAsked] = useState(false);
  return (
    <section className="stack" aria-labelledby="leave">
      <h2 id="leave">Выход</h2>
      <div className="cluster">
        <SignOutButton />
        {isAsked ? (
          <Button kind="danger" busy={everywhere.isPending} onClick={() => everywhere.mutate({})}>
            Да, выйти везде
          </Button>
        ) : (
          <Button kind="quiet" onClick={() => setAsked(true)}>
            Выйти на всех устройствах
          </Button>
        )}
      </div>
    </section>
  );
}

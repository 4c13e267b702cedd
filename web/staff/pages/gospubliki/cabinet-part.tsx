import { type ReactNode, useState } from 'react';
import {
  type Cabinet,
  type CabinetConnection,
  type CabinetPerson,
  getCabinet,
} from '../../../../shared/contract/pages/gospubliki-cabinet.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { accessTitles } from '../../../../shared/text/pages/gospubliki.ts';
import { checkStateTitles } from '../../../../shared/text/pages/register.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/figures.tsx';
import { Mark, Note } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { HistoryPart } from '../../base/parts/history-part.tsx';
import { OutLink } from '../../base/parts/papers.tsx';
import { type CabinetDialog, CabinetDialogs } from './cabinet-dialogs.tsx';
import { accessTones } from './gospubliki-words.ts';

/** The cabinet: whose it is, who works in it and until when, what is sealed, which pages are connected. */
export function CabinetPart(): ReactNode {
  const cabinet = useRoute(getCabinet);
  const [open, setOpen] = useState<CabinetDialog | null>(null);
  return (
    <Loadable query={cabinet} failed="Кабинет не загрузился">
      {(data) => (
        <>
          <ProfilePart cabinet={data} onOpen={setOpen} />
          <PeoplePart cabinet={data} onOpen={setOpen} />
          {data.can.includes('keep') && <SecretsPart cabinet={data} onOpen={setOpen} />}
          <ConnectionsPart cabinet={data} />
          {data.history.length > 0 && (
            <HistoryPart label="Что делали с кабинетом" history={data.history} className="desk__sheet" />
          )}
          {open && <CabinetDialogs cabinet={data} dialog={open} onClose={() => setOpen(null)} />}
        </>
      )}
    </Loadable>
  );
}

interface PartProps {
  cabinet: Cabinet;
  onOpen: (dialog: CabinetDialog) => void;
}

function ProfilePart({ cabinet, onOpen }: PartProps): ReactNode {
  const mayKeep = cabinet.can.includes('keep');
  return (
    <Section title="Кабинет администрации" className="desk__sheet">
      {cabinet.organisation === '' && (
        <Note>
          <p>Кабинет ещё не записан. Пока его нет, «Госпаблики» в подключённых системах не подключены.</p>
        </Note>
      )}
      {cabinet.organisation !== '' && (
        <Facts
          facts={[
            ['Организация', cabinet.organisation],
            ['Адрес', <CabinetAddress key="address" address={cabinet.address} />],
            ...(cabinet.note ? [['Примечание', cabinet.note] as const] : []),
          ]}
        />
      )}
      {mayKeep && (
        <span>
          <Button icon="pencil" onClick={() => onOpen({ kind: 'profile' })}>
            {cabinet.organisation === '' ? 'Записать кабинет' : 'Изменить'}
          </Button>
        </span>
      )}
    </Section>
  );
}

function CabinetAddress({ address }: { address: string }): ReactNode {
  return address ? <OutLink href={address}>{address}</OutLink> : 'не записан';
}

function PeoplePart({ cabinet, onOpen }: PartProps): ReactNode {
  const mayKeep = cabinet.can.includes('keep');
  return (
    <Section title="Ответственные" className="desk__sheet">
      {cabinet.people.length === 0 && <p className="muted">Никто не назначен.</p>}
      <ul className="gospubliki__rows">
        {cabinet.people.map((person) => (
          <li key={person.id}>
            <p className="cluster">
              <b>{person.name}</b>
              <AccessMark person={person} />
              {mayKeep && (
                <>
                  <Button kind="quiet" onClick={() => onOpen({ kind: 'person', person })}>
                    Изменить<span className="aloud">: {person.name}</span>
                  </Button>
                  <Button kind="quiet" onClick={() => onOpen({ kind: 'end', person })}>
                    Снять<span className="aloud">: {person.name}</span>
                  </Button>
                </>
              )}
            </p>
            <p className="muted small">{person.duty}</p>
          </li>
        ))}
      </ul>
      {mayKeep && (
        <span>
          <Button icon="plus" onClick={() => onOpen({ kind: 'add' })}>
            Ответственный
          </Button>
        </span>
      )}
    </Section>
  );
}

function AccessMark({ person: { access, accessUntil } }: { person: CabinetPerson }): ReactNode {
  return (
    <Mark tone={accessTones[access]}>
      {accessTitles[access]}
      {accessUntil && (access === 'over' ? ` ${formatDay(accessUntil)}` : `, до ${formatDay(accessUntil)}`)}
    </Mark>
  );
}

function SecretsPart({ cabinet, onOpen }: PartProps): ReactNode {
  const formats = useFormats();
  return (
    <Section title="Секреты" className="desk__sheet">
      <p className="muted">
        Хранятся запечатанными. Отклик не показывает их никому: новый вводят поверх старого.
      </p>
      <ul className="gospubliki__rows">
        {cabinet.secrets.map((secret) => (
          <li key={secret.id} className="cluster">
            <b>{secret.title}</b>
            {secret.enteredAt ? (
              <Mark tone="ok">
                запечатано {formats.date(secret.enteredAt)}, {secret.enteredBy}
              </Mark>
            ) : (
              <Mark tone="quiet">не введено</Mark>
            )}
            <Button kind="quiet" onClick={() => onOpen({ kind: 'secret', secret })}>
              {secret.enteredAt ? 'Ввести заново' : 'Ввести'}
              <span className="aloud">: {secret.title}</span>
            </Button>
            {secret.enteredAt && (
              <Button kind="quiet" onClick={() => onOpen({ kind: 'erase', secret })}>
                Стереть<span className="aloud">: {secret.title}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ConnectionsPart({ cabinet }: { cabinet: Cabinet }): ReactNode {
  const { connections, connected } = cabinet;
  return (
    <Section title={`Подключено страниц: ${connected} из ${connections.length}`} className="desk__sheet">
      <DeskTable<CabinetConnection>
        caption="Страницы и их подключение к кабинету"
        rows={connections}
        rowKey={({ pageId }) => pageId}
        columns={[
          {
            id: 'title',
            head: 'Страница',
            isName: true,
            cell: ({ pageId, title }) => (
              <PageLink to="/staff/pages" search={{ id: pageId }}>
                {title}
              </PageLink>
            ),
          },
          { id: 'number', head: 'ID госпаблика', cell: ({ gosId }) => gosId || 'не записан' },
          {
            id: 'state',
            head: 'Подключение',
            cell: ({ state, takenOn }) => (
              <Mark tone={state === 'there' ? 'ok' : 'quiet'}>
                {state === 'there' ? 'подключена' : checkStateTitles[state]}
                {takenOn && `, снимок ${formatDay(takenOn)}`}
              </Mark>
            ),
          },
        ]}
        empty={<p className="muted">В реестре страниц пока нет ни одной.</p>}
      />
      <p className="muted small">Подключение отмечают снимком в карточке страницы, там же её номер.</p>
    </Section>
  );
}

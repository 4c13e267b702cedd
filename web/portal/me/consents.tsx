import { type ReactNode, useState } from 'react';
import { listMyConsents, withdrawConsent } from '../../../shared/contract/messages/cases-resident.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useFormats } from '../../lib/format.ts';
import { useRoute } from '../../lib/query.ts';
import { showToast } from '../../lib/toast.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failures } from '../../ui/failures/failures.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Loadable } from '../../ui/states.tsx';

type Consent = RouteReply<typeof listMyConsents>['consents'][number];
type Scope = 'publish' | 'all';

/** Every consent that was given, with the document it was given to; each may be withdrawn. */
export function Consents(): ReactNode {
  const consents = useRoute(listMyConsents);
  const [asked, setAsked] = useState<{ consent: Consent; scope: Scope } | null>(null);
  return (
    <section className="stack" aria-labelledby="my-consents">
      <h2 id="my-consents">Согласия</h2>
      <p>
        Что вы разрешили и когда. <PageLink to="/consent">Полный текст согласия</PageLink>
      </p>
      <Loadable query={consents} failed="Согласия не загрузились">
        {(data) =>
          data.consents.length === 0 ? (
            <p className="muted">Согласий нет.</p>
          ) : (
            <ul className="me__rows me__rows--plain">
              {data.consents.map((consent) => (
                <Row
                  key={consent.contactId}
                  consent={consent}
                  onAsk={(scope) => setAsked({ consent, scope })}
                />
              ))}
            </ul>
          )
        }
      </Loadable>
      {asked && <Withdrawal {...asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

function Row(props: { consent: Consent; onAsk: (scope: Scope) => void }): ReactNode {
  const { consent, onAsk } = props;
  const formats = useFormats();
  const { number, version, at, publish, withdrawnAt } = consent;
  return (
    <li className="stack stack--tight">
      <p>
        <PageLink to={`/m/${number}`} className="number">
          {formatCaseNumber(number)}
        </PageLink>{' '}
        <span className="small">
          дано {formats.dateTime(at)}, документ {nameVersion(version, formats.date)}
        </span>
      </p>
      {withdrawnAt ? (
        <p>Отозвано {formats.dateTime(withdrawnAt)}</p>
      ) : (
        <>
          <p>Обработка данных{publish && ' и показ на карте без имени'}</p>
          <div className="cluster">
            {publish && (
              <Button onClick={() => onAsk('publish')}>
                Убрать с карты<span className="aloud"> сообщение {formatCaseNumber(number)}</span>
              </Button>
            )}
            <Button kind="quiet" onClick={() => onAsk('all')}>
              Отозвать согласие<span className="aloud"> по сообщению {formatCaseNumber(number)}</span>
            </Button>
          </div>
        </>
      )}
    </li>
  );
}

/** «2026-11-01/3» → «от 01.11.2026, редакция 3». */
function nameVersion(version: string, formatDate: (day: string) => string): string {
  const [date = '', edition = ''] = version.split('/');
  const isKnown = /^\d{4}-\d{2}-\d{2}$/u.test(date) && edition !== '';
  return isKnown ? `от ${formatDate(date)}, редакция ${edition}` : `редакции ${version}`;
}

function Withdrawal(props: { consent: Consent; scope: Scope; onClose: () => void }): ReactNode {
  const { consent, scope, onClose } = props;
  const isAll = scope === 'all';
  const withdraw = useCommand(withdrawConsent, {
    onDone: () => {
      showToast(isAll ? 'Согласие отозвано' : 'Сообщение убрано с карты');
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      title={isAll ? 'Отозвать согласие?' : 'Убрать с карты?'}
      onClose={onClose}
      foot={
        <>
          <Button
            kind="danger"
            busy={withdraw.isPending}
            onClick={() => withdraw.mutate({ params: { contactId: consent.contactId }, body: { scope } })}
          >
            {isAll ? 'Отозвать согласие' : 'Убрать с карты'}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            Оставить
          </Button>
        </>
      }
    >
      <p>
        {isAll
          ? 'Сообщение сразу исчезнет с общей карты. Телефон, почту и имя сотрём, когда дело будет закрыто: до этого они нужны, чтобы вам ответить. Само сообщение останется без них.'
          : 'Текст и фото сразу перестанут быть видны другим. Ответ вы всё равно получите.'}
      </p>
      <Failures of={withdraw} />
    </Dialog>
  );
}

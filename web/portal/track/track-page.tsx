import type { ReactNode } from 'react';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useUrlQuery } from '../../lib/router.tsx';
import { useSession } from '../../lib/session.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { forgetSent, useSent } from '../parts/sent-messages.ts';
import { CheckForm } from './check-form.tsx';
import './track.css';

/** A message by its number; those sent from this device are at hand without one. */
export function TrackPage(): ReactNode {
  // The QR code of a letter on paper leads here with its number.
  const [{ number }] = useUrlQuery();
  const isResident = useSession()?.kind === 'resident';
  return (
    <div className="reading track">
      <PageTitle text="Проверить сообщение" />
      <p>По номеру и контакту видно, что сделано и что будет дальше. Текст, фото и ответ открыты автору.</p>
      <CheckForm key={number} number={number ?? ''} />
      <SentHere />
      <section className="stack stack--tight" aria-labelledby="no-number">
        <h2 id="no-number">Номера нет под рукой</h2>
        <p>
          {isResident
            ? 'Все ваши сообщения — в кабинете.'
            : 'Войдите по коду на телефон или e-mail, который оставляли: сообщения соберутся в кабинете.'}
        </p>
        <div>
          <ButtonLink to={isResident ? '/me' : '/sign-in'}>
            {isResident ? 'Открыть кабинет' : 'Войти по коду'}
          </ButtonLink>
        </div>
      </section>
    </div>
  );
}

function SentHere(): ReactNode {
  const sent = useSent();
  const formats = useFormats();
  if (sent.length === 0) return null;
  return (
    <section className="stack stack--tight" aria-labelledby="sent-here">
      <h2 id="sent-here">Отправлено с этого устройства</h2>
      <ul className="track__sent">
        {sent.map(({ number, key, title, at }) => (
          <li key={number}>
            <PageLink to={`/m/${number}`} search={{ k: key }}>
              {title}
            </PageLink>
            <p className="small">
              {formatCaseNumber(number)} · {formats.ago(at)}
            </p>
          </li>
        ))}
      </ul>
      <div>
        <Button kind="quiet" onClick={forgetSent}>
          Убрать список с этого устройства
        </Button>
      </div>
    </section>
  );
}

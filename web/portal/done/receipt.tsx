import type { ReactNode } from 'react';
import type { MessagePage } from '../../../shared/contract/messages/cases-portal.ts';
import { promiseSentence } from '../../../shared/text/promise.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { useFirstLook } from '../../lib/first-look.ts';
import { useFormats } from '../../lib/format.ts';
import { useSession } from '../../lib/session.ts';
import { Icon } from '../../ui/icons.tsx';
import { QrCode } from '../../ui/qr-code.tsx';

/** A sheet for the fridge: number, term, and the link as a square code. It is seen on paper only. */
export function Receipt(props: {
  number: string;
  trackKey: string | undefined;
  message: MessagePage | undefined;
}): ReactNode {
  const { number, trackKey, message } = props;
  const formats = useFormats();
  const session = useSession();
  const { origin } = useFirstLook();
  const link = `${origin || location.origin}/m/${number}${trackKey ? `?k=${encodeURIComponent(trackKey)}` : ''}`;
  return (
    <>
      <p className="done__print">
        <button type="button" className="link-button" onClick={() => print()}>
          <Icon name="print" size="text" /> Напечатать расписку с QR-кодом
        </button>
      </p>
      <section className="receipt" aria-hidden="true">
        <div>
          <p>{session?.city.title}. Муниципальный центр управления «Отклик»</p>
          <p className="receipt__title">Расписка о приёме сообщения</p>
          <p>
            {formatCaseNumber(number)}
            {message && ` от ${formats.longDate(message.registeredAt)}`}
          </p>
          {message?.title && <p>{message.title}</p>}
          {message?.place.address && <p>{message.place.address}</p>}
          {message?.promise && (
            <p>
              {promiseSentence({ days: message.promise.days, until: formats.until(message.promise.to) })}.
            </p>
          )}
          <p>Ход дела — по ссылке в коде. Не показывайте его посторонним: он открывает ваше сообщение.</p>
        </div>
        <QrCode link={link} />
      </section>
    </>
  );
}

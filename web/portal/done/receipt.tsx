import { type ReactNode, useEffect, useState } from 'react';
import type { MessagePage } from '../../../shared/contract/cases-portal.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { useFormats } from '../../lib/format.ts';
import { useSession } from '../../lib/session.ts';
import { Icon } from '../../ui/icons.tsx';

/** A sheet for the fridge: number, term, and the link as a square code. It is seen on paper only. */
export function Receipt(props: {
  number: string;
  trackKey: string | undefined;
  message: MessagePage | undefined;
}): ReactNode {
  const { number, trackKey, message } = props;
  const formats = useFormats();
  const session = useSession();
  const link = `${location.origin}/m/${number}${trackKey ? `?k=${encodeURIComponent(trackKey)}` : ''}`;
  const code = useSquareCode(link);
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
          {message?.deadline && <p>Ответим {formats.until(message.deadline.dueAt)}.</p>}
          <p>Ход дела — по ссылке в коде. Не показывайте его посторонним: он открывает ваше сообщение.</p>
        </div>
        {code && <img src={code} alt="" width="180" height="180" />}
      </section>
    </>
  );
}

/** The link drawn as a picture on this device: its secret goes to no server. */
function useSquareCode(link: string): string | null {
  const [code, setCode] = useState<string | null>(null);
  useEffect(() => {
    let isGone = false;
    void import('qrcode')
      .then(({ toDataURL }) => toDataURL(link, { margin: 1, width: 360, errorCorrectionLevel: 'M' }))
      .then((url) => !isGone && setCode(url))
      // Without the picture the receipt still has its number.
      .catch(() => {});
    return () => {
      isGone = true;
    };
  }, [link]);
  return code;
}

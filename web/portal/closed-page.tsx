import type { ReactNode } from 'react';
import { PageTitle } from '../lib/page-title.tsx';
import { useSession } from '../lib/session.ts';
import { PhoneLink } from '../ui/phone-link.tsx';

/** What residents see while the portal is closed, before its first day or later: what it is, and whom to call meanwhile. */
export function ClosedPage(): ReactNode {
  const city = useSession()?.city;
  const { full, phone, email, address } = city?.organisation ?? {
    full: '',
    phone: '',
    email: '',
    address: '',
  };
  return (
    <article className="reading">
      <PageTitle text="Приём сейчас закрыт" />
      <p>
        {city && city.edition > 0 ? `Это портал для сообщений жителей ${city.genitive}. ` : ''}
        Отправить сообщение и посмотреть свои здесь сейчас нельзя.
      </p>
      <h2>Куда обращаться сейчас</h2>
      {phone || email || address ? (
        <>
          {full && <p>{full}</p>}
          <ul>
            {phone && (
              <li>
                Телефон: <PhoneLink phone={phone} />
              </li>
            )}
            {email && (
              <li>
                Почта: <a href={`mailto:${email}`}>{email}</a>
              </li>
            )}
            {address && <li>Адрес: {address}</li>}
          </ul>
        </>
      ) : (
        <p>В администрацию — так же, как обращались до сих пор.</p>
      )}
      <p>
        Есть угроза жизни? Звоните <a href="tel:112">112</a>.
      </p>
    </article>
  );
}

import type { ReactNode } from 'react';
import { PageTitle } from '../lib/page-title.tsx';
import { useSession } from '../lib/session.ts';

/** What residents see until an administrator opens the portal: that it will be, and whom to call meanwhile. */
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
      <PageTitle text="Приём ещё не открыт" />
      <p>
        {city && city.edition > 0 ? `Здесь будут принимать сообщения жителей ${city.genitive}. ` : ''}
        Центр готовится к работе, и отправить сообщение пока нельзя.
      </p>
      <h2>Куда обращаться сейчас</h2>
      {phone || email || address ? (
        <>
          {full && <p>{full}</p>}
          <ul>
            {phone && (
              <li>
                Телефон: <a href={`tel:${phone.replaceAll(/[^+\d]/gu, '')}`}>{phone}</a>
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

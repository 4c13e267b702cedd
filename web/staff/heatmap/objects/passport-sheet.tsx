import type { ReactNode } from 'react';
import type { Passport } from '../../../../shared/contract/heatmap/objects.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { useFormats } from '../../../lib/format.ts';
import { useSession } from '../../../lib/session.ts';
import { QrCode } from '../../../ui/qr-code.tsx';
import { Section } from '../../../ui/section.tsx';
import { objectHref } from '../../base/parts/object-words.ts';

/** Two squares for a wall and for a desk: where residents see and tell, and this passport. They stand on paper too. */
export function PassportSheet({ passport }: { passport: Passport }): ReactNode {
  const { object, publicPath } = passport;
  const formats = useFormats();
  const city = useSession()?.city.title;
  const codes = [
    ...(publicPath
      ? [
          {
            link: `${location.origin}${publicPath}`,
            title: 'Жителям',
            words: 'Что здесь происходит, на карте проблем; там же — «Сообщить здесь».',
          },
        ]
      : []),
    {
      link: `${location.origin}${objectHref(object.key)}`,
      title: 'Сотрудникам',
      words: 'Этот паспорт. Откроется после входа.',
    },
  ];
  return (
    <Section title="Коды для таблички" className="passport__codes">
      <ul>
        {codes.map(({ link, title, words }) => (
          <li key={title}>
            <QrCode link={link} size={128} alt={`Код: ${title.toLocaleLowerCase('ru')}`} />
            <div>
              <b>{title}</b>
              <p className="small">{words}</p>
              <p className="small passport__address">
                <a href={link} aria-label={`Открыть: ${title.toLocaleLowerCase('ru')}`}>
                  Открыть
                </a>
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p className="passport__printed small">
        {city}. Муниципальный центр управления «Отклик». {object.label}. Напечатано{' '}
        {formats.date(localDay(Date.now(), formats.zone))}.
      </p>
    </Section>
  );
}

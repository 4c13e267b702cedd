import { type ReactNode, useState } from 'react';
import { getNewsFeed, type newsFormats } from '../../../shared/contract/pages/news.ts';
import { listCorrections } from '../../../shared/contract/pages/publications-acts.ts';
import { getOfficialPages, type OpenBody } from '../../../shared/contract/pages/register-open.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { buildUrl } from '../../lib/api.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { Mark } from '../../ui/mark.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { Section } from '../../ui/section.tsx';
import { Loadable } from '../../ui/states.tsx';
import './official-pages.css';

const feed = (format: (typeof newsFormats)[number]): string => buildUrl(getNewsFeed, { params: { format } });

/** «Официальные страницы»: where the city really speaks, which pages are confirmed, who keeps none and why. */
export function OfficialPagesPage(): ReactNode {
  const formats = useFormats();
  const pages = useRoute(getOfficialPages);
  return (
    <div className="reading stack official-pages">
      <PageTitle text="Официальные страницы" />
      <p>
        Здесь страницы органов и учреждений города, внесённые в реестр официальных. Страница с похожим
        названием, которой здесь нет, в реестр не внесена.
      </p>
      <Loadable query={pages} failed="Список страниц не загрузился">
        {({ bodies, asOf }) => (
          <>
            {bodies.length === 0 ? (
              <p>Страниц в реестре пока нет.</p>
            ) : (
              <ul className="official-pages__bodies">
                {bodies.map((body) => (
                  <Body key={body.unitId} body={body} />
                ))}
              </ul>
            )}
            <p className="small">
              Реестр на {formats.dateTime(asOf)}. <a href={buildUrl(getOfficialPages)}>Список набором JSON</a>
            </p>
            <p className="small">
              Новости этих страниц лентой: <a href={feed('rss')}>RSS</a>, <a href={feed('atom')}>Atom</a>
            </p>
          </>
        )}
      </Loadable>
      <Corrections />
    </div>
  );
}

/** «Исправлено и снято»: what the pages said and say no more, each with its reason. */
function Corrections(): ReactNode {
  const formats = useFormats();
  const reply = useRoute(listCorrections);
  return (
    <Section title="Исправлено и снято" className="stack">
      <p>
        Если в записи официальной страницы была ошибка, её исправляют или снимают не молча: здесь сказано
        почему.
      </p>
      <Loadable query={reply} failed="Исправления не загрузились">
        {({ corrections }) =>
          corrections.length === 0 ? (
            <p>Пока ничего не исправляли и не снимали.</p>
          ) : (
            <ul className="official-pages__list">
              {corrections.map(({ id, kind, page, url, reason, at }) => (
                <li key={id}>
                  {formats.date(at)}, {page}: {kind === 'correct' ? 'запись исправлена' : 'запись снята'}.{' '}
                  {reason}{' '}
                  {url && (
                    <a href={url} rel="noopener noreferrer">
                      Запись: {page}
                    </a>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loadable>
    </Section>
  );
}

function Body({ body }: { body: OpenBody }): ReactNode {
  const { pages, exemptions, lacks } = body;
  const generally = pages.length > 0 ? 'Других страниц не ведёт' : 'Страниц не ведёт';
  return (
    <li className={`official-pages__body official-pages__body--${Math.min(body.depth, 2)}`}>
      <h2>{body.title}</h2>
      {pages.length > 0 && (
        <ul className="official-pages__list">
          {pages.map((page) => (
            <li key={page.url}>
              <a href={page.url} rel="noopener noreferrer">
                {page.network}: {page.title}
              </a>{' '}
              {page.isVerified && <Mark tone="ok">подтверждена сетью</Mark>}{' '}
              {page.markOn && (
                <span className="small">метка «Госорганизация», снимок {formatDay(page.markOn)}</span>
              )}
              <PageCode page={page} />
            </li>
          ))}
        </ul>
      )}
      {exemptions.map(({ network, ground, until }) => (
        <p key={`${network} ${ground}`}>
          {network ? `${network}: страницу не ведёт` : generally}. Основание: {ground}
          {until && `, до ${formatDay(until)}`}.
        </p>
      ))}
      {lacks.length > 0 && <p className="small">Страницы пока нет: {lacks.join(', ')}.</p>}
    </li>
  );
}

/** The address of a page for a paper on a wall: in words, and as a square a phone reads. */
function PageCode({ page }: { page: OpenBody['pages'][number] }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="official-pages__code" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        QR-код<span className="aloud">{`: ${page.network}, ${page.title}`}</span>
      </summary>
      <p className="small">{page.url}</p>
      {isOpen && <QrCode link={page.url} alt={`QR-код страницы «${page.title}», ${page.network}`} />}
    </details>
  );
}

import type { ReactNode } from 'react';
import type { NewsItem } from '../../shared/contract/pages/news.ts';
import type { WidgetView } from '../../shared/contract/pages.ts';
import type { DoneCase } from '../../shared/contract/participation/widgets.ts';
import { formatDay, formatWorkingDays, localDay } from '../../shared/text/dates.ts';
import { Outside } from './outside.tsx';

/** «Вы сообщили — мы сделали», and what official pages wrote: what everybody may read anyway, by the links of our site. */
export function DonePart(props: {
  view: WidgetView;
  done: readonly DoneCase[];
  news: readonly NewsItem[];
}): ReactNode {
  const { view, done, news } = props;
  return (
    <>
      {done.length === 0 ? (
        <p>Здесь появится решённое по сообщениям жителей, которое можно показать всем.</p>
      ) : (
        <ul className="list done">
          {done.map((one) => (
            <DoneItem key={one.number} view={view} one={one} />
          ))}
        </ul>
      )}
      {news.length > 0 && (
        <section aria-labelledby="news">
          <h2 id="news">Новости</h2>
          <ul className="list">
            {news.map((item) => (
              <NewsLine key={item.id} view={view} item={item} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const dayOf = (view: WidgetView, at: string): string => formatDay(localDay(new Date(at), view.city.zone));

function DoneItem({ view, one }: { view: WidgetView; one: DoneCase }): ReactNode {
  const where = [one.address, `за ${formatWorkingDays(one.workingDays)}`, dayOf(view, one.answeredAt)];
  return (
    <li>
      <dl>
        <dt>Вы сообщили</dt>
        <dd>{one.reported}</dd>
        <dt>Мы сделали</dt>
        <dd>
          <a href={`${view.origin}/m/${one.number}`} target="_blank" rel="noopener">
            {one.title}
            <Outside />
          </a>
        </dd>
      </dl>
      <p className="hint">{where.filter(Boolean).join(' · ')}</p>
    </li>
  );
}

function NewsLine({ view, item }: { view: WidgetView; item: NewsItem }): ReactNode {
  const [first] = item.places;
  return (
    <li>
      <h3>
        {first ? (
          <a href={first.url} target="_blank" rel="noopener noreferrer">
            {item.title}
            <Outside />
          </a>
        ) : (
          item.title
        )}
      </h3>
      <p className="hint">
        {dayOf(view, item.publishedAt)}
        {first && ` · ${first.page}, ${first.network}`}
      </p>
    </li>
  );
}

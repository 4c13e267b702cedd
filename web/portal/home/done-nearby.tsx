import type { ReactNode } from 'react';
import type { listDoneNearby } from '../../../shared/contract/messages/cases-open.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { formatWorkingDays } from '../../../shared/text/dates.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { PageLink } from '../../ui/page-link.tsx';
import { BeforeAfter } from '../../ui/photos/photo-grid.tsx';
import { linkPhoto } from '../parts/photo-links.ts';

type Done = RouteReply<typeof listDoneNearby>['done'][number];

/** «Сделано рядом»: what was mended, before and after in one frame. */
export function DoneNearby({ done }: { done: readonly Done[] }): ReactNode {
  const withPhotos = done.filter(({ before, after }) => before && after);
  return (
    <section className="stack home-done-part" aria-labelledby="done-nearby">
      <div className="heading">
        <h2 id="done-nearby">Сделано рядом</h2>
        {withPhotos.length > 0 && (
          <PageLink to="/map" search={{ status: 'solved' }}>
            Все на карте
          </PageLink>
        )}
      </div>
      {withPhotos.length === 0 ? (
        <p className="muted">
          Здесь появятся фото до и после, когда исполнители пришлют их, а модератор проверит.
        </p>
      ) : (
        <div className="home-done">
          {withPhotos.map((item) => (
            <DoneCard key={item.number} item={item} />
          ))}
        </div>
      )}
    </section>
  );
}

function DoneCard({ item }: { item: Done }): ReactNode {
  const place = [item.address, `за ${formatWorkingDays(item.workingDays)}`].filter(Boolean).join(' · ');
  const photo = (id: string | null, when: string) => ({
    id: id ?? '',
    ...linkPhoto(id ?? ''),
    alt: `${when}: ${item.title}`,
  });
  return (
    <article>
      <BeforeAfter before={photo(item.before, 'До работ')} after={photo(item.after, 'После работ')} />
      <div>
        <h3>
          <PageLink to={`/m/${item.number}`}>{item.title}</PageLink>
        </h3>
        <p className="small">
          {place}
          <br />
          <span className="number home-done__number">{formatCaseNumber(item.number)}</span>
        </p>
      </div>
    </article>
  );
}

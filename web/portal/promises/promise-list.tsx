import type { ReactNode } from 'react';
import type { OpenPromise } from '../../../shared/contract/base/promises.ts';
import { outcomeTitles, standingWords } from '../../../shared/text/city-promises.ts';
import { localDay } from '../../../shared/text/dates.ts';
import { useFormats, useNow } from '../../lib/format.ts';
import { PageLink } from '../../ui/page-link.tsx';
import { BeforeAfter } from '../../ui/photos/photo-grid.tsx';
import { linkPhoto } from '../parts/photo-links.ts';
import { WordGlyph } from './word-glyph.tsx';

export function PromiseList({ promises }: { promises: readonly OpenPromise[] }): ReactNode {
  return (
    <div className="promise-list">
      {promises.map((promise) => (
        <PromiseCard key={promise.key} promise={promise} />
      ))}
    </div>
  );
}

function PromiseCard({ promise }: { promise: OpenPromise }): ReactNode {
  const formats = useFormats();
  const today = localDay(useNow(), formats.zone);
  const { outcome, title, place, photos } = promise;
  return (
    <article className="promise">
      <p className="promise__state">
        <WordGlyph outcome={outcome} />
        <b className={outcome === 'broken' ? 'promise__broken' : undefined}>{outcomeTitles[outcome]}</b>
        <span>{standingWords(promise, today)}</span>
      </p>
      <h3>«{title}»</h3>
      {place && <p className="promise__place">{place}</p>}
      {photos && (
        <div className="promise__photos">
          <BeforeAfter
            before={{ id: photos.before, ...linkPhoto(photos.before), alt: `До: ${title}` }}
            after={{ id: photos.after, ...linkPhoto(photos.after), alt: `После: ${title}` }}
          />
        </div>
      )}
      <dl className="promise__facts">
        <Fact term="Кто обещал">
          {promise.body} {formats.dayMonth(promise.madeAt)}, <Where to={promise.link}>{promise.where}</Where>
        </Fact>
        <Fact term="Срок">
          <Term promise={promise} />
        </Fact>
        {promise.note && <Fact term="Почему">{promise.note}</Fact>}
        {promise.doneAt && (
          <Fact term="Сделано">
            {promise.hasHour ? formats.dateTime(promise.doneAt) : formats.dayMonth(promise.doneAt)}
          </Fact>
        )}
        {promise.proofs.length > 0 && (
          <Fact term="Проверить">
            {promise.proofs.map((proof, at) => (
              <span key={proof.title}>
                {at > 0 && ', '}
                <Where to={proof.link}>{proof.title}</Where>
              </span>
            ))}
          </Fact>
        )}
      </dl>
    </article>
  );
}

function Term({ promise }: { promise: OpenPromise }): ReactNode {
  const formats = useFormats();
  const { dueAt, dueOn, hasHour, movedFrom, laterOn } = promise;
  return (
    <>
      <b>{hasHour ? formats.dateTime(dueAt) : formats.dayMonth(dueOn)}</b>
      {movedFrom && `, перенесли один раз: было ${formats.dayMonth(movedFrom)}`}
      {laterOn && `; потом назвали ${formats.dayMonth(laterOn)}, это уже не считается`}
    </>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A page of the portal, or a post in a network; words alone where nothing opens. */
function Where({ to, children }: { to: string | null; children: ReactNode }): ReactNode {
  if (!to) return children;
  if (to.startsWith('/')) return <PageLink to={to}>{children}</PageLink>;
  return (
    <a href={to} rel="noopener noreferrer">
      {children}
    </a>
  );
}

import type { ReactNode } from 'react';
import { listPublicPoints, type PublicPoint } from '../../../shared/contract/messages/cases-open.ts';
import { useFormats } from '../../lib/format.ts';
import { useRoute } from '../../lib/query.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Marker, markerWords } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Loadable } from '../../ui/states.tsx';
import { markerOf } from '../parts/shapes.ts';

const ROWS = 5;

/** What neighbours have just reported; the whole of it is on the map. */
export function LatestMessages(): ReactNode {
  const points = useRoute(listPublicPoints, { query: { days: 30, limit: ROWS } }, { staleTime: 60_000 });
  return (
    <section className="sheet home-latest" aria-labelledby="latest">
      <div className="stack stack--tight">
        <h2 id="latest">Сообщают сейчас</h2>
        <p className="small">Только то, что жители разрешили показать</p>
      </div>
      <Loadable query={points} failed="Сообщения не загрузились">
        {(data) =>
          data.points.length === 0 ? (
            <p className="muted">На карте пока пусто. Сообщите первым.</p>
          ) : (
            <ul className="home-rows">
              {data.points.map((point) => (
                <Row key={point.number} point={point} />
              ))}
            </ul>
          )
        }
      </Loadable>
      <ButtonLink to="/map" wide>
        Открыть карту
      </ButtonLink>
    </section>
  );
}

function Row({ point }: { point: PublicPoint }): ReactNode {
  const formats = useFormats();
  const kind = markerOf[point.shape];
  return (
    <li>
      <Marker kind={kind} />
      <div>
        <PageLink to={`/m/${point.number}`}>{point.title}</PageLink>
        <p className="small">
          {point.address && `${point.address} · `}
          <span className="nowrap">{markerWords[kind]}</span> ·{' '}
          <span className="nowrap">{formats.ago(point.registeredAt)}</span>
        </p>
      </div>
    </li>
  );
}

import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { MessagePage } from '../../../shared/contract/messages/cases-portal.ts';
import { counted, plural } from '../../../shared/text/plural.ts';
import { CityMap } from '../../ui/map/city-map.tsx';
import { MapMarker } from '../../ui/map/map-marker.tsx';
import { Marker } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { shapeOf } from '../parts/shapes.ts';

/** Where it is: words always, the map once it comes into view. */
export function MessagePlace({ message }: { message: MessagePage }): ReactNode {
  const { place, joinedCount, access } = message;
  const { lat, lon } = place;
  const hasPoint = lat !== null && lon !== null;
  if (access === 'by-contact' || (!hasPoint && !place.address && joinedCount === 0)) return null;
  return (
    <section className="stack message__place" aria-labelledby="place-title">
      <h2 id="place-title">Место</h2>
      {hasPoint && <LazyMap message={message} lat={lat} lon={lon} />}
      {place.address && <p>{place.address}</p>}
      <p className="small">
        {joinedCount > 0 &&
          `Ещё ${counted(joinedCount, 'человек', 'человека', 'человек')} ${plural(joinedCount, 'присоединился', 'присоединились', 'присоединились')}. `}
        {hasPoint && (
          <PageLink to="/map" search={{ at: `${lat.toFixed(5)},${lon.toFixed(5)},16` }} className="nowrap">
            Показать на карте
          </PageLink>
        )}
      </p>
    </section>
  );
}

function LazyMap(props: { message: MessagePage; lat: number; lon: number }): ReactNode {
  const { message, lat, lon } = props;
  const [place, isSeen] = useSeen();
  const kind = shapeOf({
    status: message.status,
    outcome: message.outcome,
    dueAt: message.deadline?.dueAt ?? null,
    // A term that waits for the resident stands too, and is no answer.
    isAnswered: message.deadline?.state === 'stopped' && message.status !== 'clarification',
    now: Date.now(),
  });
  return (
    <div ref={place} className="message__map">
      {isSeen && (
        <CityMap
          label={`Схема места: ${message.place.address ?? 'точка на карте'}`}
          centre={{ lat, lon }}
          zoom={15.5}
          isStill
          fallback={null}
        >
          {(handle) => (
            <MapMarker handle={handle} lat={lat} lon={lon}>
              <span className="message__point">
                <Marker kind={kind} />
              </span>
            </MapMarker>
          )}
        </CityMap>
      )}
    </div>
  );
}

/** Whether the element has come near the screen: a map nobody looks at is not fetched. */
function useSeen(): [React.RefObject<HTMLDivElement | null>, boolean] {
  const place = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const node = place.current;
    if (!node) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        setSeen(true);
        observer.disconnect();
      },
      { rootMargin: '200px' },
    );
    observer.observe(node);
    return () => observer.disconnect();
  }, []);
  return [place, isSeen];
}

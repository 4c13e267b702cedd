import { type ReactNode, useState } from 'react';
import type { ExecutorPage } from '../../../shared/contract/messages/cases-executor.ts';
import { useFormats } from '../../lib/format.ts';
import { describeTermLeft, drawnShare } from '../../lib/term-words.ts';
import { MarkedPassages, MarkedText } from '../../ui/answers/marked-passages.tsx';
import { Button } from '../../ui/button.tsx';
import { DeadlineLine, DeadlineWords } from '../../ui/deadline.tsx';
import { Facts } from '../../ui/figures.tsx';
import { CityMap } from '../../ui/map/city-map.tsx';
import { MapMarker } from '../../ui/map/map-marker.tsx';
import { MapTools } from '../../ui/map/map-tools.tsx';
import { Marker } from '../../ui/mark.tsx';
import { PhotoGrid } from '../../ui/photos/photo-grid.tsx';
import { describePhotos } from '../parts/photo-links.ts';

/** The term, the reason of a return, what the resident wrote and showed, where it is. */
export function CaseFacts({ page, token }: { page: ExecutorPage; token: string }): ReactNode {
  const photos = page.photos.filter(({ role }) => role === 'before');
  const added = page.timeline.filter(({ kind, text }) => kind === 'comment' && text);
  return (
    <>
      <Term page={page} />
      <Returned page={page} />
      <section className="stack stack--tight" aria-labelledby="words">
        <h2 id="words">Что пишет житель</h2>
        <p className="executor__words">{page.text}</p>
        {added.map(({ id, text }) => (
          <p key={id} className="executor__words">
            <b>Дополнение:</b> {text}
          </p>
        ))}
      </section>
      {photos.length > 0 && (
        <PhotoGrid photos={describePhotos(photos, page.title, token)} label="Фото жителя" />
      )}
      <Place page={page} />
    </>
  );
}

function Term({ page }: { page: ExecutorPage }): ReactNode {
  const formats = useFormats();
  const { deadline } = page;
  if (!deadline || deadline.state === 'stopped') return null;
  const share = drawnShare(deadline);
  return (
    <div className="stack stack--tight">
      <p className="executor__term">
        <b>Срок ответа — {formats.until(deadline.dueAt)}</b>
        <DeadlineWords share={share}>{describeTermLeft(deadline, formats)}</DeadlineWords>
      </p>
      <DeadlineLine share={share} />
    </div>
  );
}

/** The last version came back: why, so that the next one mends exactly that. */
function Returned({ page }: { page: ExecutorPage }): ReactNode {
  const last = page.answers.at(-1);
  const formats = useFormats();
  if (last?.state !== 'returned') return null;
  return (
    <section className="executor__returned" aria-labelledby="returned">
      <h2 id="returned">Ответ вернули на доработку</h2>
      <p>{last.returnReason}</p>
      {last.marks.length > 0 && (
        <>
          <p className="executor__marked">
            <MarkedText text={last.body} marks={last.marks} />
          </p>
          <MarkedPassages marks={last.marks} />
        </>
      )}
      <p className="small">
        {[last.decidedByName, last.decidedAt && formats.dateTime(last.decidedAt)].filter(Boolean).join(', ')}
      </p>
    </section>
  );
}

function Place({ page }: { page: ExecutorPage }): ReactNode {
  const { address, lat, lon } = page.place;
  const [isMap, setMap] = useState(false);
  const hasPoint = lat !== null && lon !== null;
  if (!address && !hasPoint) return <p className="muted">Место в сообщении не названо.</p>;
  return (
    <section className="stack stack--tight" aria-labelledby="place-title">
      <h2 id="place-title">Место</h2>
      <Facts
        facts={[
          ...(address ? [['Адрес', address] as const] : []),
          ...(hasPoint ? [['Координаты', `${lat.toFixed(5)}, ${lon.toFixed(5)}`] as const] : []),
        ]}
      />
      {hasPoint && !isMap && (
        <div>
          <Button icon="pin" onClick={() => setMap(true)}>
            Показать на карте
          </Button>
        </div>
      )}
      {hasPoint && isMap && (
        <CityMap
          className="executor__map"
          label={`Карта места: ${address ?? 'точка'}`}
          centre={{ lat, lon }}
          zoom={16}
          isInForm
          fallback={<p className="small">Карта на этом устройстве не работает.</p>}
        >
          {(handle) => (
            <>
              <MapMarker handle={handle} lat={lat} lon={lon}>
                <Marker kind="working" />
              </MapMarker>
              <MapTools handle={handle} />
            </>
          )}
        </CityMap>
      )}
    </section>
  );
}

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Icon } from '../../ui/icons.tsx';
import { CityMap, type MapHandle } from '../../ui/map/city-map.tsx';
import { locateDevice, MapTools } from '../../ui/map/map-tools.tsx';
import type { Point, SubmitDraftState } from './submit-draft.ts';

const round = (value: number): number => Math.round(value * 1e5) / 1e5;

/** The map under a crosshair: moving it names the place. Without WebGL only the device's own place is offered. */
export function PlaceMap(props: { draft: SubmitDraftState; found: string }): ReactNode {
  const { draft } = props;
  const { value, change } = draft;
  const [refusal, setRefusal] = useState('');
  const [start] = useState(value.point);
  const takePoint = (point: Point, placeSource: 'map' | 'device') => {
    setRefusal('');
    const place = {
      point: { lat: round(point.lat), lon: round(point.lon) },
      placeSource,
      isPlaceless: false,
    };
    change({ ...place, address: '', streetId: '', house: '' });
  };
  return (
    <div className="stack stack--tight submit-place">
      <CityMap
        className="submit-map"
        label="Карта: передвиньте её, чтобы место оказалось в середине. Вместо этого можно вписать адрес"
        centre={start ?? undefined}
        zoom={start ? 16 : 13}
        isInForm
        note="Можно двигать или вписать адрес"
        fallback={<WithoutMap onLocated={(point) => takePoint(point, 'device')} onRefused={setRefusal} />}
      >
        {(handle) => (
          <>
            <Crosshair isChosen={value.point !== null} />
            <Follow handle={handle} point={value.point} onMoved={(point) => takePoint(point, 'map')} />
            <MapTools
              handle={handle}
              onLocated={(point) => takePoint(point, 'device')}
              onRefused={setRefusal}
            />
          </>
        )}
      </CityMap>
      <p className="small" role="status">
        {props.found}
      </p>
      {refusal && <p role="alert">{refusal}</p>}
    </div>
  );
}

/** The map goes to a place named elsewhere; a place under the crosshair is named by moving the map. */
export function Follow(props: {
  handle: MapHandle;
  point: Point | null;
  onMoved: (point: Point) => void;
}): ReactNode {
  const { handle, point } = props;
  const moved = useRef(props.onMoved);
  moved.current = props.onMoved;
  useEffect(() => {
    const { map } = handle;
    let isByHand = false;
    const onStart = (event: { originalEvent?: unknown }) => {
      if (event.originalEvent) isByHand = true;
    };
    const onEnd = () => {
      if (!isByHand) return;
      isByHand = false;
      const { lat, lng } = map.getCenter();
      moved.current({ lat, lon: lng });
    };
    map.on('movestart', onStart);
    map.on('moveend', onEnd);
    return () => {
      map.off('movestart', onStart);
      map.off('moveend', onEnd);
    };
  }, [handle]);
  const { lat, lon } = point ?? {};
  useEffect(() => {
    if (lat === undefined || lon === undefined) return;
    const centre = handle.map.getCenter();
    if (Math.abs(centre.lat - lat) < 2e-5 && Math.abs(centre.lng - lon) < 2e-5) return;
    handle.map.easeTo({ center: [lon, lat], zoom: Math.max(16, handle.map.getZoom()), duration: 300 });
  }, [handle, lat, lon]);
  return null;
}

export function Crosshair({ isChosen }: { isChosen: boolean }): ReactNode {
  return (
    <svg className={isChosen ? 'crosshair' : 'crosshair is-idle'} viewBox="0 0 80 80" aria-hidden="true">
      <circle r="40" cx="40" cy="40" />
      <circle r="13" cx="40" cy="40" />
      <path d="M10 40h22M48 40h22M40 10v22M40 48v22" />
      <circle r="3" cx="40" cy="40" />
    </svg>
  );
}

function WithoutMap(props: {
  onLocated: (point: Point) => void;
  onRefused: (words: string) => void;
}): ReactNode {
  const [isLocating, setLocating] = useState(false);
  const locate = async () => {
    setLocating(true);
    const found = await locateDevice();
    setLocating(false);
    if (typeof found === 'string') props.onRefused(found);
    else props.onLocated(found);
  };
  return (
    <div className="stack stack--tight">
      <p className="small">Карта на этом устройстве не работает. Хватит адреса: впишите его выше.</p>
      <button type="button" className="button" aria-busy={isLocating} onClick={() => void locate()}>
        <Icon name="locate" />Я сейчас на этом месте
      </button>
    </div>
  );
}

import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { PublicPoint } from '../../../shared/contract/messages/cases-open.ts';
import type { DrawnOutage } from '../../../shared/contract/messages/outages-open.ts';
import { firstOf } from '../../../shared/lists.ts';
import { counted } from '../../../shared/text/plural.ts';
import { useFormats } from '../../lib/format.ts';
import { useGo } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { CityMap, type MapHandle } from '../../ui/map/city-map.tsx';
import { MapMarker } from '../../ui/map/map-marker.tsx';
import { MapTools } from '../../ui/map/map-tools.tsx';
import { drawOutlines } from '../../ui/map/outlines.ts';
import { Marker, markerWords } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { markerOf } from '../parts/shapes.ts';
import { clusterSpots } from './cluster.ts';
import { Legend } from './legend.tsx';
import { describePoint } from './order-points.ts';

/** Pixels within which points are one cluster; closer than this zoom nothing but the same spot is joined. */
const clusterRadius = 42;
const clusterUntil = 17;

export interface MapViewProps {
  points: readonly PublicPoint[];
  /** What is off now: drawn as areas, told by the page of outages. */
  outages: readonly DrawnOutage[];
  /** How many of the first carry their number in the list. */
  numbered: number;
  chosen: string | null;
  /** `lat,lon,zoom` of the address. */
  start: string | undefined;
  onChoose: (number: string | null) => void;
  onBounds: (bbox: string) => void;
  onPlace: (at: string) => void;
  onNoMap: () => void;
}

/** The same messages as the list, on the ground. Its points are for pointer and touch: the list is their twin. */
export function MapView(props: MapViewProps): ReactNode {
  const [start] = useState(() => readStart(props.start));
  return (
    <section className="map-area" aria-label="Карта: те же сообщения, что в списке">
      <CityMap
        className="map-area__map"
        label="Карта проблем. Все её сообщения есть в списке"
        centre={start ?? undefined}
        zoom={start?.zoom}
        fallback={<NoMap onShown={props.onNoMap} />}
      >
        {(handle) => <OnMap handle={handle} {...props} />}
      </CityMap>
    </section>
  );
}

function readStart(at: string | undefined): { lat: number; lon: number; zoom: number } | null {
  const [lat, lon, zoom = 16] = (at ?? '').split(',').map(Number);
  return at && Number.isFinite(lat) && Number.isFinite(lon) && Number.isFinite(zoom)
    ? { lat: lat!, lon: lon!, zoom }
    : null;
}

function OnMap(props: MapViewProps & { handle: MapHandle }): ReactNode {
  const { handle } = props;
  const [message, setMessage] = useState('');
  const go = useGo();
  const moves = useMoves(props);
  const clusters = useClusters(props, moves);
  const { outages } = props;
  useEffect(
    () =>
      drawOutlines(
        handle,
        outages.flatMap(({ outlines }) => outlines),
      ),
    [handle, outages],
  );
  const reportHere = () => {
    const { lat, lng } = handle.map.getCenter();
    void go('/new', { search: { at: `${lat.toFixed(5)},${lng.toFixed(5)}` } });
  };
  return (
    <>
      {clusters.map((cluster) =>
        cluster.points.length === 1 ? (
          <OnePoint key={cluster.key} {...props} point={firstOf(cluster.points)} />
        ) : (
          <ManyPoints key={cluster.key} handle={handle} cluster={cluster} />
        ),
      )}
      <MapTools handle={handle} onLocated={() => setMessage('')} onRefused={(words) => setMessage(words)} />
      {message && (
        <p className="map-area__message" role="alert">
          {message}
        </p>
      )}
      <Legend className="map-area__legend" hasOutages={outages.length > 0} />
      <Button kind="primary" className="map-area__report" onClick={reportHere}>
        Сообщить здесь
      </Button>
    </>
  );
}

/** Counts the moves of the map, and tells the page what is on the screen now. */
function useMoves({ handle, onBounds, onPlace }: MapViewProps & { handle: MapHandle }): number {
  const [count, setCount] = useState(0);
  const latest = useRef({ onBounds, onPlace });
  latest.current = { onBounds, onPlace };
  useEffect(() => {
    const { map } = handle;
    const onEnd = () => {
      const box = map.getBounds();
      const sides = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
      latest.current.onBounds(sides.map((side) => side.toFixed(4)).join(','));
      setCount((current) => current + 1);
    };
    const onMoved = () => {
      onEnd();
      // By hand or by a button: Back returns to what was on the screen.
      const { lat, lng } = map.getCenter();
      latest.current.onPlace(`${lat.toFixed(5)},${lng.toFixed(5)},${map.getZoom().toFixed(1)}`);
    };
    onEnd();
    map.on('moveend', onMoved);
    map.on('resize', onEnd);
    return () => {
      map.off('moveend', onMoved);
      map.off('resize', onEnd);
    };
  }, [handle]);
  return count;
}

interface PointCluster {
  key: string;
  lat: number;
  lon: number;
  points: PublicPoint[];
}

function useClusters({ handle, points, chosen }: MapViewProps & { handle: MapHandle }, moves: number) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a move changes where points stand on the screen
  return useMemo((): PointCluster[] => {
    const { map } = handle;
    const radius = map.getZoom() >= clusterUntil ? 6 : clusterRadius;
    const spots = points.map((item) => ({ ...map.project([item.lon, item.lat]), item }));
    const joined = clusterSpots(
      spots.filter(({ item }) => item.number !== chosen),
      radius,
    );
    const alone = points.filter(({ number }) => number === chosen);
    return [
      ...alone.map((point) => ({ key: point.number, lat: point.lat, lon: point.lon, points: [point] })),
      ...joined.map(({ x, y, items }) => {
        const { lat, lng } = map.unproject([x, y]);
        return { key: `${items[0]?.number}-${items.length}`, lat, lon: lng, points: items };
      }),
    ];
  }, [handle, points, chosen, moves]);
}

function OnePoint(props: MapViewProps & { handle: MapHandle; point: PublicPoint }): ReactNode {
  const { handle, point, points, numbered, chosen, onChoose } = props;
  const formats = useFormats();
  const at = points.indexOf(point);
  const isChosen = point.number === chosen;
  const kind = markerOf[point.shape];
  const number = at >= 0 && at < numbered ? at + 1 : undefined;
  return (
    <MapMarker handle={handle} lat={point.lat} lon={point.lon} isAbove={isChosen}>
      <div className={isChosen ? 'map-point is-chosen' : 'map-point'}>
        {isChosen && (
          <PageLink className="map-point__label" to={`/m/${point.number}`} tabIndex={-1}>
            {point.title}
            <span className="small">{describePoint(point, formats)}</span>
          </PageLink>
        )}
        <button
          type="button"
          tabIndex={-1}
          aria-label={`${number ? `${number}. ` : ''}${point.title}: ${markerWords[kind]}`}
          onClick={() => onChoose(isChosen ? null : point.number)}
        >
          <Marker kind={kind} {...(number && { number })} />
        </button>
      </div>
    </MapMarker>
  );
}

function ManyPoints(props: { handle: MapHandle; cluster: PointCluster }): ReactNode {
  const { handle } = props;
  const { lat, lon, points } = props.cluster;
  const count = counted(points.length, 'сообщение', 'сообщения', 'сообщений');
  const open = () => {
    const { map, maplibre } = handle;
    const box = new maplibre.LngLatBounds();
    for (const point of points) box.extend([point.lon, point.lat]);
    const isOneSpot = box.getEast() - box.getWest() < 1e-4 && box.getNorth() - box.getSouth() < 1e-4;
    if (isOneSpot) map.easeTo({ center: [lon, lat], zoom: Math.min(19, map.getZoom() + 2) });
    else map.fitBounds(box, { padding: 80, maxZoom: 18 });
  };
  const isLate = points.some(({ shape }) => shape === 'overdue');
  return (
    <MapMarker handle={handle} lat={lat} lon={lon}>
      <button
        type="button"
        tabIndex={-1}
        className="map-cluster"
        aria-label={`${count} рядом${isLate ? ', есть просроченные' : ''}: приблизить`}
        onClick={open}
      >
        {points.length}
        {isLate && <span className="map-cluster__late" aria-hidden="true" />}
      </button>
    </MapMarker>
  );
}

function NoMap({ onShown }: { onShown: () => void }): ReactNode {
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once
  useEffect(onShown, []);
  return (
    <p className="map-area__none small" role="status">
      Карта на этом устройстве не работает. Все её сообщения — в списке.
    </p>
  );
}

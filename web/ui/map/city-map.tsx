import type { Map as MapLibreMap } from 'maplibre-gl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { getCity } from '../../../shared/contract/base/territory.ts';
import { loadDistrictLabels } from '../../lib/basemap/labels.ts';
import type { Basemap, City } from '../../lib/basemap/style.ts';
import { loadMapLibre, mapLocale } from '../../lib/maplibre.ts';
import { useRoute } from '../../lib/query.ts';
import './city-map.css';

type MapLibre = Awaited<ReturnType<typeof loadMapLibre>>;
/** The city's ground comes with the map: a page with a place for one is there before both. */
type Ground = typeof import('../../lib/basemap/style.ts');

export interface MapHandle {
  map: MapLibreMap;
  maplibre: MapLibre;
}

export interface CityMapProps {
  /** What is drawn and where its twin is: «Карта. Те же сообщения — в списке». */
  label: string;
  centre?: { lat: number; lon: number } | undefined;
  /** Without it and without `centre` the whole city is shown. */
  zoom?: number | undefined;
  isDark?: boolean;
  /** A picture: it cannot be moved and is not in the tab order. */
  isStill?: boolean;
  /** The wheel moves the page, not the map: for maps inside a form. */
  isInForm?: boolean;
  /** The whole world can be reached: the city has no frame yet, or gets another. */
  isUnbound?: boolean;
  /** Said at the map's foot before whose data the ground is. */
  note?: string;
  /** Called once when the map can be drawn on; what it returns is called when the map goes. */
  onReady?: (handle: MapHandle) => undefined | (() => void);
  /** In place of the map where there is no WebGL or its program did not load. */
  fallback: ReactNode;
  /** Buttons and marks over the map, once it is there. */
  children?: (handle: MapHandle) => ReactNode;
  className?: string;
}

/** The city's ground with whatever the screen lays over it. Its size is that of its place. */
export function CityMap(props: CityMapProps): ReactNode {
  const city = useRoute(getCity, undefined, { staleTime: 600_000 });
  const [isFailed, setFailed] = useState(false);
  if (isFailed || city.error) return props.fallback;
  return (
    <div className={`city-map ${props.className ?? ''}`}>
      {city.data && <Canvas {...props} city={city.data} onFailed={() => setFailed(true)} />}
    </div>
  );
}

function Canvas(props: CityMapProps & { city: City; onFailed: () => void }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const [handle, setHandle] = useState<MapHandle | null>(null);
  const [note, setNote] = useState('');
  useEffect(() => {
    let isGone = false;
    let close = () => {};
    Promise.all([loadMapLibre(), import('../../lib/basemap/style.ts')])
      .then(async ([maplibre, ground]) => {
        const basemap = await prepareBasemap(maplibre, ground, latest.current);
        if (isGone || !place.current) return;
        const map = openMap(maplibre, place.current, basemap, latest.current);
        setNote(basemap.note);
        const onSchematic = (schematic: Basemap) => setNote(schematic.note);
        fallToSchematic(map, ground, latest.current, onSchematic);
        markState(map, place.current);
        const leave = latest.current.onReady?.({ map, maplibre });
        setHandle({ map, maplibre });
        close = () => {
          leave?.();
          map.remove();
        };
      })
      .catch(() => !isGone && latest.current.onFailed());
    return () => {
      isGone = true;
      close();
    };
  }, []);
  return (
    <>
      <div ref={place} className="city-map__canvas picture" />
      {handle && props.children?.(handle)}
      {note && <p className="city-map__note">{[props.note, note].filter(Boolean).join('. ')}</p>}
    </>
  );
}

async function prepareBasemap(
  maplibre: MapLibre,
  { makeBasemap }: Ground,
  props: CityMapProps & { city: City },
): Promise<Basemap> {
  const { city, isDark } = props;
  if (city.basemap.kind === 'pmtiles') {
    const { Protocol } = await import('pmtiles');
    maplibre.addProtocol('pmtiles', new Protocol().tile);
  }
  const labels = city.basemap.kind === 'schematic' ? { labels: await loadDistrictLabels() } : {};
  return makeBasemap(city, { isDark: isDark ?? false, ...labels });
}

/** Throws where there is no WebGL2. */
function openMap(
  maplibre: MapLibre,
  container: HTMLElement,
  basemap: Basemap,
  { city, label, centre, zoom, isStill, isInForm, isUnbound }: CityMapProps & { city: City },
): MapLibreMap {
  const [west, south, east, north] = city.bbox;
  // Wide enough for a wide screen to hold a narrow city from end to end.
  const [dx, dy] = [(east - west) * 1.5, (north - south) / 2];
  const { lat, lon } = centre ?? city.centre;
  const map = new maplibre.Map({
    container,
    style: basemap.style,
    ...(centre || zoom !== undefined
      ? { center: [lon, lat], zoom: zoom ?? 16 }
      : { bounds: city.bbox, fitBoundsOptions: { padding: 16 } }),
    maxZoom: 19,
    ...(isUnbound ? {} : { maxBounds: [west - dx, south - dy, east + dx, north + dy] }),
    locale: { ...mapLocale, 'Map.Title': label },
    interactive: !isStill,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    scrollZoom: !isInForm,
    // Names fade in for a third of a second, drawn anew each frame.
    ...(matchMedia('(prefers-reduced-motion: reduce)').matches && { fadeDuration: 0 }),
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  return map;
}

/** Tiles that do not come, of the administrator's file or of a foreign server, give way to the schematic once. */
function fallToSchematic(
  map: MapLibreMap,
  { makeBasemap }: Ground,
  { city, isDark }: CityMapProps & { city: City },
  onSchematic: (basemap: Basemap) => void,
): void {
  if (city.basemap.kind === 'schematic') return;
  map.on('error', (event) => {
    if ((event as { sourceId?: string }).sourceId !== 'basemap' || !map.getSource('basemap')) return;
    const schematic = makeBasemap(city, { isDark: isDark ?? false, only: 'schematic' });
    map.setStyle(schematic.style);
    onSchematic(schematic);
  });
}

/** Says on the element when the map stands still: pictures of tests wait for it. */
function markState(map: MapLibreMap, place: HTMLElement): void {
  map.on('idle', () => {
    place.dataset.state = 'idle';
  });
  map.on('movestart', () => {
    place.dataset.state = 'moving';
  });
}

import { type ReactNode, useMemo } from 'react';
import { getLayer } from '../../../../shared/contract/base/territory.ts';
import type { Place } from '../../../../shared/contract/messages/cases.ts';
import { useRoute } from '../../../lib/query.ts';
import { Icon } from '../../../ui/icons.tsx';
import { drawStreets, type Reach, type StreetFeature } from './mini-map-shapes.ts';
import './mini-map.css';

/** Metres shown to each side in a pane of 240 and of 500 px; letters come out as 12 px. */
const reaches = {
  usual: { x: 560, y: 340, letter: 56 },
  wide: { x: 800, y: 230, letter: 40 },
} as const satisfies Record<string, Reach>;
/** The ring within which cases count as neighbours, metres. */
const neighbours = 300;

/**
 * A still picture of where it is, drawn from the city's own streets: no tiles, no WebGL. What it shows is told in words
 * under it, so it is one image for screen readers.
 */
export function MiniMap(props: {
  place: Pick<Place, 'lat' | 'lon' | 'address'>;
  caption?: string;
  isWide?: boolean;
  /** Radius of the ring, metres; null = none. */
  ring?: number | null;
}): ReactNode {
  const { place, caption, ring = neighbours } = props;
  if (place.lat === null || place.lon === null) {
    return (
      <figure className="mini-map mini-map--none">
        <Icon name="pin" />
        <figcaption>{place.address ? 'Точки на карте нет' : 'Место не указано'}</figcaption>
      </figure>
    );
  }
  return (
    <figure className="mini-map">
      <Drawing
        lat={place.lat}
        lon={place.lon}
        label={place.address ?? 'точка без адреса'}
        reach={reaches[props.isWide ? 'wide' : 'usual']}
        ring={ring}
      />
      {caption && <figcaption>{caption}</figcaption>}
    </figure>
  );
}

function Drawing(props: {
  lat: number;
  lon: number;
  label: string;
  reach: Reach;
  ring: number | null;
}): ReactNode {
  const { lat, lon, label, reach, ring } = props;
  const layer = useRoute(
    getLayer,
    { params: { name: 'streets' } },
    { staleTime: Number.POSITIVE_INFINITY },
  ).data;
  const { streets, labels } = useMemo(
    () => drawStreets({ lat, lon }, readFeatures(layer), reach),
    [lat, lon, layer, reach],
  );
  return (
    <svg
      className="picture"
      viewBox={`${-reach.x} ${-reach.y} ${reach.x * 2} ${reach.y * 2}`}
      preserveAspectRatio="xMidYMid slice"
      role="img"
      aria-label={`Схема улиц вокруг места: ${label}`}
    >
      {streets.map(({ id, path, isMain }) => (
        <path key={id} d={path} className={isMain ? 'mini-map__street is-main' : 'mini-map__street'} />
      ))}
      {ring !== null && <circle r={ring} className="mini-map__ring" />}
      {labels.map(({ id, title, x, y, turn }) => (
        <text
          key={id}
          transform={`translate(${x} ${y}) rotate(${turn})`}
          dy={reach.letter / 3}
          fontSize={reach.letter}
        >
          {title}
        </text>
      ))}
      <circle r="26" className="mini-map__here" />
    </svg>
  );
}

function readFeatures(layer: unknown): readonly StreetFeature[] {
  const features = (layer as { features?: unknown } | undefined)?.features;
  return Array.isArray(features) ? (features as StreetFeature[]) : [];
}

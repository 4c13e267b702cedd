import type { Feature, FeatureCollection, Position } from 'geojson';
import { type ReactNode, useMemo } from 'react';
import { classOf, type HeatScale } from '../../../../shared/charts/heat-scale.ts';
import { getCity, getLayer } from '../../../../shared/contract/base/territory.ts';
import { type HeatFilter, listHexagons } from '../../../../shared/contract/heatmap/heatmap.ts';
import { heatRatioOf } from '../../../../shared/text/heatmap/ratios.ts';
import { drawGrid } from '../../../lib/basemap/grid.ts';
import type { City } from '../../../lib/basemap/style.ts';
import { useRoute } from '../../../lib/query.ts';
import { Note } from '../../../ui/mark.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { DistrictTable } from '../districts/district-table.tsx';
import type { HeatChoice } from './heat-filter.ts';
import { type Hexagon, hexagonRing } from './map-features.ts';
import { PlacesTable } from './places-table.tsx';

const none: readonly Hexagon[] = [];
const still = { staleTime: Number.POSITIVE_INFINITY };

/** Without WebGL: the city's outline with its lettered grid and hexagons as a drawing, and the places as a list. */
export function MapFallback(props: {
  choice: HeatChoice;
  filter: HeatFilter;
  topics: Topics | undefined;
  scale: HeatScale;
  /** Districts with their look: of a ratio they are drawn in place of hexagons. */
  areas: FeatureCollection;
}): ReactNode {
  const { choice, filter, topics, scale, areas } = props;
  const isRatio = heatRatioOf(choice.measure) !== null;
  const hexagons = useRoute(listHexagons, { query: filter }).data?.hexagons ?? none;
  const city = useRoute(getCity, undefined, { staleTime: 600_000 }).data;
  return (
    <div className="heat-map__fallback stack">
      <Note>
        <p>Карта не открылась: браузер не умеет её рисовать. Ниже схема города и те же сообщения списком.</p>
      </Note>
      {city && (
        <Scheme
          city={city}
          hexagons={isRatio ? none : hexagons}
          scale={scale}
          areas={isRatio ? areas : null}
        />
      )}
      {isRatio && <DistrictTable choice={choice} filter={filter} topics={topics} level="part" />}
      <PlacesTable filter={filter} topics={topics} />
    </div>
  );
}

type Project = (position: Position) => string;

function Scheme(props: {
  city: City;
  hexagons: readonly Hexagon[];
  scale: HeatScale;
  areas: FeatureCollection | null;
}): ReactNode {
  const { city, hexagons, scale, areas } = props;
  const boundary = useRoute(getLayer, { params: { name: 'boundary' } }, still).data;
  const streets = useRoute(getLayer, { params: { name: 'streets' } }, still).data;
  const { project, height } = useMemo(() => makeProjection(city), [city]);
  const grid = useMemo(() => drawGrid(city.grid).features, [city]);
  return (
    <svg
      className="scheme picture"
      viewBox={`0 0 1000 ${height}`}
      role="img"
      aria-label={
        areas
          ? 'Схема города: чем темнее район, тем хуже показатель. Числа — в таблице ниже.'
          : 'Схема города: чем темнее шестиугольник, тем больше сообщений. Числа — в списке ниже.'
      }
    >
      <path className="scheme__city" d={drawLines(readFeatures(boundary), project)} />
      <path className="scheme__street" d={drawLines(readFeatures(streets), project)} />
      <path className="scheme__grid" d={drawLines(grid, project)} />
      {grid.map((feature) => (
        <GridLabel key={JSON.stringify(feature.geometry)} feature={feature} project={project} />
      ))}
      {areas?.features.map((feature) => (
        <path
          key={String(feature.properties?.id)}
          className={`scheme__cell scheme__cell--${String(feature.properties?.look)}`}
          d={drawLines([feature], project)}
        >
          <title>{`${String(feature.properties?.title)}: ${String(feature.properties?.text)}`}</title>
        </path>
      ))}
      {hexagons.map(({ cell, count }) => (
        <path
          key={cell}
          className={`scheme__cell scheme__cell--${classOf(count, scale)}`}
          d={`M${hexagonRing(cell).map(project).join('L')}z`}
        />
      ))}
    </svg>
  );
}

function GridLabel({ feature, project }: { feature: Feature; project: Project }): ReactNode {
  if (feature.geometry.type !== 'Point') return null;
  const [x, y] = project(feature.geometry.coordinates).split(' ').map(Number);
  return (
    <text className="scheme__label" x={(x ?? 0) + 6} y={(y ?? 0) + 34}>
      {String(feature.properties?.label ?? '')}
    </text>
  );
}

/** Degrees to a drawing 1000 wide, north up; a degree of longitude is shorter here than one of latitude. */
function makeProjection(city: City): { project: Project; height: number } {
  const [west, south, east, north] = city.bbox;
  const scale = 1000 / (east - west);
  const stretch = 1 / Math.cos((((south + north) / 2) * Math.PI) / 180);
  return {
    height: Math.round((north - south) * scale * stretch),
    project: ([lon = 0, lat = 0]) =>
      `${((lon - west) * scale).toFixed(1)} ${((north - lat) * scale * stretch).toFixed(1)}`,
  };
}

function readFeatures(layer: unknown): readonly Feature[] {
  return (layer as FeatureCollection | undefined)?.features ?? [];
}

function drawLines(features: readonly Feature[], project: Project): string {
  return features
    .flatMap(({ geometry }) => listLines(geometry))
    .map((line) => `M${line.map(project).join('L')}`)
    .join('');
}

function listLines(geometry: Feature['geometry']): readonly Position[][] {
  switch (geometry.type) {
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates;
    case 'MultiPolygon':
      return geometry.coordinates.flat();
    default:
      return [];
  }
}

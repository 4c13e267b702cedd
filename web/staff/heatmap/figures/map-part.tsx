import type { FeatureCollection } from 'geojson';
import { type ReactNode, useMemo, useState } from 'react';
import { describeScale, makeScale } from '../../../../shared/charts/heat-scale.ts';
import { getLayer } from '../../../../shared/contract/base/territory.ts';
import {
  FINE_FROM_ZOOM,
  getMapSummary,
  getVectorTile,
  type HeatFilter,
  type HeatPoint,
  listHeatPoints,
} from '../../../../shared/contract/heatmap/heatmap.ts';
import { heatRatioOf } from '../../../../shared/text/heatmap/ratios.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { buildUrl } from '../../../lib/api.ts';
import { useRoute } from '../../../lib/query.ts';
import { useGo } from '../../../lib/router.tsx';
import { CityMap } from '../../../ui/map/city-map.tsx';
import { MapTools } from '../../../ui/map/map-tools.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { DistrictLegend } from '../districts/district-legend.tsx';
import { useDistricts } from '../districts/district-table.tsx';
import {
  type DistrictLevel,
  type DistrictView,
  type DrawnDistricts,
  describeSteps,
  drawDistricts,
  noDistricts,
} from '../districts/district-view.ts';
import { useDrawnZones, ZoneLegend } from '../zones/zone-legend.tsx';
import type { DrawnZones } from '../zones/zone-map.ts';
import {
  describeDrawn,
  describeMeasure,
  type HeatChoice,
  writeIncidentsAddress,
  writeListAddress,
} from './heat-filter.ts';
import { MapDeeds } from './map-deeds.tsx';
import { MapFallback } from './map-fallback.tsx';
import { drawOutlines, drawPoints } from './map-features.ts';
import { hexagonLayers, type MapData, type MapLayer, type MapLook } from './map-layers.ts';
import { MapOverlay } from './map-overlay.tsx';
import { areaWords, MapPanel } from './map-panel.tsx';
import { HexagonCard, PointCard } from './point-card.tsx';
import type { Spot } from './spots-pane.tsx';
import { useIsDark } from './use-is-dark.ts';
import './heat-map.css';

/** The city under the same filter: heat, hexagons that open their list, points by shape that open their case. */
export function MapPart(props: {
  choice: HeatChoice;
  filter: HeatFilter;
  topics: Topics | undefined;
  /** The hotspot chosen beside the map. */
  spot: Spot | null;
  onArea: (area: string) => void;
  onDistrict: (id: string) => void;
}): ReactNode {
  const { choice, filter, topics, spot, onArea, onDistrict } = props;
  const go = useGo();
  const isDark = useIsDark();
  const [bbox, setBbox] = useState<string>();
  const [isFine, setFine] = useState(true);
  const [picks, setPicks] = useState<readonly MapLayer[] | null>(null);
  const isRatio = heatRatioOf(choice.measure) !== null;
  const shown = picks ?? (isRatio ? ratioLayers : countLayers);
  const [level, setLevel] = useState<DistrictLevel>('part');
  const [look, setLook] = useState<MapLook>({ opacity: 1, radius: 1 });
  const [picked, setPicked] = useState<HeatPoint | null>(null);
  const [hexagon, setHexagon] = useState<string | null>(null);
  const summary = useRoute(getMapSummary, { query: filter });
  const points = useRoute(listHeatPoints, { query: bbox ? { ...filter, bbox } : filter });
  const districts = useDistricts({ choice, filter, topics }, level).data;
  const drawn = useDrawnDistricts(districts);
  const counted = useMapData(filter, summary.data?.greatest, points.data, { spot, area: choice.area });
  const { rows: redZones, zones, zoneLabels } = useDrawnZones(choice.block, topics);
  const data = useMemo(
    (): MapData => ({ ...counted, ...drawn, zones, zoneLabels }),
    [counted, drawn, zones, zoneLabels],
  );
  const scale = isFine ? data.scales.fine : data.scales.coarse;
  const legend = shown.some((layer) => hexagonLayers.includes(layer))
    ? { title: `${describeDrawn(choice)} на ${areaWords(isFine)}`, steps: describeScale(scale) }
    : { title: describeMeasure(choice), steps: districts ? describeSteps(districts) : [] };
  const problem = summary.error ?? points.error;
  const isCut = (points.data?.total ?? 0) > (points.data?.shown ?? 0);
  return (
    <div className="heat-map">
      {problem && (
        <ErrorState
          title="Сообщения на карту не загрузились"
          problem={problem}
          onRetry={() => void Promise.all([summary.refetch(), points.refetch()])}
        />
      )}
      <CityMap
        key={String(isDark)}
        label="Карта сообщений. Те же данные — в таблице, клавиша T"
        className="heat-map__canvas"
        isDark={isDark}
        fallback={
          <MapFallback
            choice={choice}
            filter={filter}
            topics={topics}
            scale={data.scales.fine}
            areas={drawn.areas}
          />
        }
      >
        {(handle) => (
          <>
            <MapOverlay
              handle={handle}
              data={data}
              shown={shown}
              look={look}
              spot={spot}
              // Districts are looked at all together, messages where nearly all of them are.
              bounds={isRatio ? null : (summary.data?.bounds ?? null)}
              onPoint={(number) =>
                setPicked(points.data?.points.find((one) => one.number === number) ?? null)
              }
              onHexagon={(cell) =>
                choice.source === 'both' ? setHexagon(cell) : void go(hexagonAddress(choice, cell))
              }
              onDistrict={onDistrict}
              onZone={(id) => void go(id ? `/staff/zones/${id}` : '/staff/zones')}
              onMove={(next, zoom) => {
                setFine(zoom >= FINE_FROM_ZOOM);
                // The server gives two thousand points at most: with more, only those of the visible part are asked.
                if (isCut || bbox) setBbox(next);
              }}
            />
            <MapTools handle={handle} />
            <MapDeeds handle={handle} choice={choice} legend={legend} onArea={onArea} />
            {hexagon && choice.source === 'both' && (
              <HexagonCard cell={hexagon} choice={choice} onClose={() => setHexagon(null)} />
            )}
            {picked && <PointCard point={picked} topics={topics} onClose={() => setPicked(null)} />}
          </>
        )}
      </CityMap>
      <MapPanel
        shown={shown}
        scale={scale}
        isFine={isFine}
        look={look}
        choice={choice}
        onShown={setPicks}
        onLook={setLook}
      >
        {shown.includes('areas') && (
          <DistrictLegend choice={choice} view={districts} level={level} onLevel={setLevel} />
        )}
        {shown.includes('zones') && <ZoneLegend rows={redZones} block={choice.block} topics={topics} />}
        {isCut && points.data && (
          <p className="small">
            Точек {formatNumber(points.data.shown)} из {formatNumber(points.data.total)}: приблизьте карту,
            чтобы увидеть остальные.
          </p>
        )}
      </MapPanel>
    </div>
  );
}

/** What lies on the map at first: of a ratio districts, for a place of a few cases has none. */
const countLayers: readonly MapLayer[] = ['heat', 'points', 'zones'];
const ratioLayers: readonly MapLayer[] = ['areas'];

/** The list of a hexagon of one source. */
const hexagonAddress = (choice: HeatChoice, cell: string): string =>
  (choice.source === 'networks' && writeIncidentsAddress(choice, { cell })) ||
  writeListAddress(choice, { cell });

const still = { staleTime: 300_000 };

function useDrawnDistricts(view: DistrictView | undefined): DrawnDistricts {
  const layer = useRoute(getLayer, { params: { name: 'districts' } }, still).data;
  return useMemo(
    () => (layer && view ? drawDistricts(layer as FeatureCollection, view) : noDistricts),
    [layer, view],
  );
}

/** The worker that reads tiles has another base address than the page. */
function tilesAddress(filter: HeatFilter): string {
  const path = buildUrl(getVectorTile, { params: { z: 0, x: 0, y: 0 }, query: filter });
  return new URL(path.replace('/0/0/0', '/__'), location.href).href.replace('/__', '/{z}/{x}/{y}');
}

function useMapData(
  filter: HeatFilter,
  greatest: { fine: number; coarse: number } | undefined,
  points: { points: readonly HeatPoint[]; shown: number; total: number } | undefined,
  { spot, area }: { spot: Spot | null; area: string },
): Omit<MapData, keyof DrawnDistricts | keyof DrawnZones> {
  const tiles = useMemo(() => tilesAddress(filter), [filter]);
  return useMemo(
    () => ({
      tiles,
      scales: { fine: makeScale(greatest?.fine ?? 0), coarse: makeScale(greatest?.coarse ?? 0) },
      points: drawPoints(points?.points ?? []),
      // A part of the points would show heat only where the newest are.
      isWhole: points !== undefined && points.shown === points.total,
      outline: drawOutlines(spot?.cell ?? null, area),
    }),
    [tiles, greatest, points, spot, area],
  );
}

import { type NavigateOptions, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { type HeatFilter, listHeatPoints, listHexagons } from '../../../shared/contract/heatmap.ts';
import { formatNumber } from '../../../shared/text/numbers.ts';
import { useRoute } from '../../lib/query.ts';
import { CityMap } from '../../ui/city-map.tsx';
import { MapTools } from '../../ui/map-tools.tsx';
import { ErrorState } from '../../ui/states.tsx';
import type { Topics } from '../case/topics.ts';
import { type HeatChoice, writeListAddress } from './heat-filter.ts';
import { makeScale } from './heat-scale.ts';
import { MapFallback } from './map-fallback.tsx';
import { drawCentres, drawHexagons, drawOutline, drawPoints } from './map-features.ts';
import type { MapData, MapLayer } from './map-layers.ts';
import { MapOverlay } from './map-overlay.tsx';
import { MapPanel } from './map-panel.tsx';
import type { HeatPoint } from './places-table.tsx';
import { PointCard } from './point-card.tsx';
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
}): ReactNode {
  const { choice, filter, topics, spot } = props;
  const navigate = useNavigate();
  const isDark = useIsDark();
  const [bbox, setBbox] = useState<string>();
  const [shown, setShown] = useState<readonly MapLayer[]>(['heat', 'points']);
  const [picked, setPicked] = useState<HeatPoint | null>(null);
  const hexagons = useRoute(listHexagons, { query: filter });
  const points = useRoute(listHeatPoints, { query: bbox ? { ...filter, bbox } : filter });
  const { data, scale } = useMapData(hexagons.data?.hexagons, points.data, spot);
  const problem = hexagons.error ?? points.error;
  const isCut = (points.data?.total ?? 0) > (points.data?.shown ?? 0);
  return (
    <div className="heat-map">
      {problem && (
        <ErrorState
          title="Сообщения на карту не загрузились"
          problem={problem}
          onRetry={() => void Promise.all([hexagons.refetch(), points.refetch()])}
        />
      )}
      <CityMap
        key={String(isDark)}
        label="Карта сообщений. Те же данные — в таблице, клавиша T"
        className="heat-map__canvas"
        isDark={isDark}
        fallback={
          <MapFallback {...{ choice, filter, topics, scale }} hexagons={hexagons.data?.hexagons ?? []} />
        }
      >
        {(handle) => (
          <>
            <MapOverlay
              {...{ handle, data, shown, spot }}
              onPoint={(number) =>
                setPicked(points.data?.points.find((one) => one.number === number) ?? null)
              }
              onHexagon={(cell) =>
                void navigate({ href: writeListAddress(choice, { cell }) } as NavigateOptions)
              }
              // The server gives two thousand points at most: with more, only those of the visible part are asked.
              onMove={(next) => (isCut || bbox) && setBbox(next)}
            />
            <MapTools handle={handle} />
            {picked && <PointCard point={picked} topics={topics} onClose={() => setPicked(null)} />}
          </>
        )}
      </CityMap>
      <MapPanel shown={shown} onShown={setShown} scale={scale} measure={choice.measure}>
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

function useMapData(
  hexagons: Parameters<typeof drawHexagons>[0] | undefined,
  points: { points: readonly HeatPoint[]; shown: number; total: number } | undefined,
  spot: Spot | null,
) {
  const scale = useMemo(
    () => makeScale(Math.max(0, ...(hexagons ?? []).map(({ count }) => count))),
    [hexagons],
  );
  const data = useMemo((): MapData => {
    const cells = hexagons ?? [];
    const shown = points?.points ?? [];
    const centres = drawCentres(cells, scale);
    const isWhole = points !== undefined && points.shown === points.total;
    return {
      // A part of the points would show heat only where the newest are.
      heat: isWhole ? drawPoints(shown) : centres,
      hexagons: drawHexagons(cells, scale),
      centres,
      points: drawPoints(shown),
      outline: drawOutline(spot?.cell ?? null),
    };
  }, [hexagons, points, scale, spot]);
  return { data, scale };
}

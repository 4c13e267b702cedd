import type { FeatureCollection } from 'geojson';
import { type ReactNode, useMemo } from 'react';
import { getLayer } from '../../../../shared/contract/base/territory.ts';
import { listZones, type ZoneRow } from '../../../../shared/contract/heatmap/zones.ts';
import { useRoute } from '../../../lib/query.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { type DrawnZones, drawZones, zonesOfBlock } from './zone-map.ts';

const none: readonly ZoneRow[] = [];

/** Running red zones as the map has them, narrowed to the block that is looked at; `rows` is undefined while they are not known. */
export function useDrawnZones(
  block: string,
  topics: Topics | undefined,
): DrawnZones & { rows: readonly ZoneRow[] | undefined } {
  const all = useRoute(listZones, { query: { state: 'open' } }, { staleTime: 60_000 }).data?.zones;
  const layer = useRoute(getLayer, { params: { name: 'districts' } }, { staleTime: 300_000 }).data;
  return useMemo(() => {
    const rows = all && zonesOfBlock(all, block);
    const titleOf = (code: string) => topics?.block(code)?.shortTitle ?? code;
    return { rows, ...drawZones(rows ?? none, layer as FeatureCollection | undefined, titleOf) };
  }, [all, layer, block, topics]);
}

/** Zones listed over the map: as many as leave the map seen. */
const MOST = 5;

/** The same zones as a list beside the map. */
export function ZoneLegend(props: {
  rows: readonly ZoneRow[] | undefined;
  block: string;
  topics: Topics | undefined;
}): ReactNode {
  const { rows, block, topics } = props;
  if (!rows) return null;
  if (rows.length === 0)
    return <p className="small">{block === '' ? 'Красных зон нет.' : 'Красных зон этого блока нет.'}</p>;
  return (
    <details className="map-panel__more">
      <summary>Красные зоны: {rows.length}</summary>
      <ul className="plain-rows small" aria-label="Красные зоны на карте">
        {rows.slice(0, MOST).map(({ id, title, block }) => (
          <li key={id}>
            <PageLink to={`/staff/zones/${id}`}>
              {title}, {topics?.block(block)?.shortTitle ?? block}
            </PageLink>
          </li>
        ))}
        {rows.length > MOST && (
          <li>
            <PageLink to="/staff/zones">Все красные зоны: {rows.length}</PageLink>
          </li>
        )}
      </ul>
    </details>
  );
}

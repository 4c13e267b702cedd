import type { Feature, FeatureCollection } from 'geojson';
import type { ZoneRow } from '../../../../shared/contract/heatmap/zones.ts';
import { placeLabels } from '../../../lib/basemap/labels.ts';
import { hexagonRing } from '../figures/map-features.ts';

export interface DrawnZones {
  /** A place with its zones: `zone` is the id of the only one, empty where there are several. */
  zones: FeatureCollection;
  /** One point for the words of each. */
  zoneLabels: FeatureCollection;
}

/** Zones of the block that is looked at; all of them where none is. */
export const zonesOfBlock = (zones: readonly ZoneRow[], block: string): ZoneRow[] =>
  zones.filter((zone) => block === '' || zone.block === block);

/** The places of running zones with the names of their blocks; a district the layer has no more is on no map. Pure. */
export function drawZones(
  zones: readonly ZoneRow[],
  layer: FeatureCollection | undefined,
  titleOf: (block: string) => string,
): DrawnZones {
  const places = [...Map.groupBy(zones, ({ place }) => place.key).values()];
  const features = places.flatMap((own): Feature[] => {
    const [first] = own;
    const geometry = first && geometryOf(first, layer);
    if (!geometry) return [];
    const words = own.map(({ block }) => titleOf(block)).join(', ');
    return [{ type: 'Feature', geometry, properties: { zone: own.length === 1 ? first.id : '', words } }];
  });
  const drawn: FeatureCollection = { type: 'FeatureCollection', features };
  return { zones: drawn, zoneLabels: placeLabels(drawn) };
}

function geometryOf(
  { place }: ZoneRow,
  layer: FeatureCollection | undefined,
): Feature['geometry'] | undefined {
  if (place.kind === 'hexagon') return { type: 'Polygon', coordinates: [hexagonRing(place.key)] };
  return layer?.features.find(({ properties }) => properties?.id === place.key)?.geometry;
}

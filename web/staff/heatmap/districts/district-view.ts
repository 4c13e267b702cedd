import type { Feature, FeatureCollection } from 'geojson';
import { describeScale, type HeatScale, makeScale } from '../../../../shared/charts/heat-scale.ts';
import { describeRatioScale, ratioScale } from '../../../../shared/charts/ratio-heat.ts';
import type { Ratio } from '../../../../shared/text/heatmap/ratios.ts';
import { placeLabels } from '../../../lib/basemap/labels.ts';
import { type Figure, figureOf } from '../figures/matrix-figure.ts';
import { type MatrixCell, type MatrixLine, type MatrixView, weightOf } from '../figures/matrix-view.ts';

/** Great districts, or their parts; a district without parts stands in both. */
export const districtLevels = ['part', 'whole'] as const;
export type DistrictLevel = (typeof districtLevels)[number];

export interface DistrictRow {
  id: string;
  title: string;
  cell: MatrixCell;
  figure: Figure;
}

export interface DistrictView {
  rows: readonly DistrictRow[];
  /** What has no district, or none of its parts: on no map, and never left out of the table. */
  others: readonly DistrictRow[];
  ratio: Ratio | null;
  scale: HeatScale;
}

const isLoose = ({ key }: MatrixLine): boolean => key.endsWith('.none');

function isAt({ kind, key }: MatrixLine, level: DistrictLevel): boolean {
  if (kind === 'sum') return level === 'whole';
  return kind === 'part' && (level === 'part' || !key.includes('.'));
}

/** The matrix by its last column, as districts of one level: all blocks together, coloured by a scale of their own. */
export function layOutDistricts({ lines, ratio }: MatrixView, level: DistrictLevel): DistrictView {
  const shown = lines.filter((line) => isAt(line, level) && !isLoose(line));
  const weights = shown.map(({ total }) => weightOf(total, ratio));
  const largest = Math.max(0, ...weights);
  const scale = ratio ? ratioScale(largest) : makeScale(largest);
  const rowOf = ({ key, title, total }: MatrixLine): DistrictRow => ({
    id: key,
    title,
    cell: total,
    figure: figureOf(total, ratio, scale),
  });
  const apart = lines.filter((line) => line.kind === 'lost' || (level === 'part' && isLoose(line)));
  return { rows: shown.map(rowOf), others: apart.map(rowOf), ratio, scale };
}

/** What each colour means. */
export const describeSteps = ({ ratio, scale }: DistrictView): string[] =>
  ratio ? describeRatioScale(ratio, scale) : describeScale(scale);

export interface DrawnDistricts {
  areas: FeatureCollection;
  /** One point for the number of each. */
  areaLabels: FeatureCollection;
}

export const noDistricts: DrawnDistricts = {
  areas: { type: 'FeatureCollection', features: [] },
  areaLabels: { type: 'FeatureCollection', features: [] },
};

/** The layer of districts with the look and the number of each; those of another level, or of another layer, are left out. */
export function drawDistricts(layer: FeatureCollection, { rows }: DistrictView): DrawnDistricts {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const features = layer.features.flatMap((feature): Feature[] => {
    const row = byId.get(String(feature.properties?.id));
    if (!row) return [];
    const { look, text } = row.figure;
    return [{ ...feature, properties: { id: row.id, title: row.title, look: String(look), text } }];
  });
  const areas: FeatureCollection = { type: 'FeatureCollection', features };
  return { areas, areaLabels: placeLabels(areas) };
}

import type { ExpressionSpecification, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { mapFont } from '../../../lib/basemap/style.ts';
import type { MapColours } from '../figures/map-shapes.ts';

/** Districts coloured by the measure; `areas` and `areaLabels` are the sources of district-view.ts. */

const HATCH = 'hatch';

/** From below: the colour, hatches over those of too few, the borders, the numbers. */
export const areaLayerIds = ['areas', 'areas-small', 'area-lines', 'area-numbers'] as const;

/** A district's opacity over the ground: streets stay seen. */
export const AREA_OPACITY = 0.85;

export function addHatch(map: MapLibreMap, { muted }: MapColours): void {
  if (map.hasImage(HATCH)) return;
  const side = 16;
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const brush = canvas.getContext('2d');
  if (!brush) return;
  brush.strokeStyle = muted;
  brush.lineWidth = 2;
  // Three strokes, so that the pattern meets itself at its edges.
  for (const shift of [-side, 0, side]) {
    brush.beginPath();
    brush.moveTo(shift, side);
    brush.lineTo(shift + side, 0);
    brush.stroke();
  }
  map.addImage(HATCH, brush.getImageData(0, 0, side, side), { pixelRatio: 2 });
}

/** A value for each of the five colours, by the look of a feature. */
const byLook = (values: readonly string[], other: string): ExpressionSpecification =>
  [
    'match',
    ['get', 'look'],
    ...values.flatMap((value, at) => [String(at + 1), value]),
    other,
  ] as unknown as ExpressionSpecification;

export const makeAreaLayers = ({ accent, heat, onHeat, ink, surface }: MapColours): LayerSpecification[] => [
  {
    id: 'areas',
    type: 'fill',
    source: 'areas',
    paint: { 'fill-color': byLook(heat, surface), 'fill-opacity': AREA_OPACITY },
  },
  {
    id: 'areas-small',
    type: 'fill',
    source: 'areas',
    filter: ['==', ['get', 'look'], 'small'],
    paint: { 'fill-pattern': HATCH, 'fill-opacity': 0.6 },
  },
  { id: 'area-lines', type: 'line', source: 'areas', paint: { 'line-color': accent, 'line-width': 1.5 } },
  {
    id: 'area-numbers',
    type: 'symbol',
    source: 'areaLabels',
    layout: {
      // The name the ground has written there lies under the colour.
      'text-field': ['concat', ['get', 'title'], '\n', ['get', 'text']],
      'text-font': mapFont,
      'text-size': 13,
      // The worst may be the smallest: none gives way to another.
      'text-allow-overlap': true,
    },
    paint: {
      'text-color': byLook(onHeat, ink),
      'text-halo-color': byLook(heat, surface),
      'text-halo-width': 1.5,
    },
  },
];

import type { LayerSpecification } from 'maplibre-gl';
import { mapFont } from '../../../lib/basemap/style.ts';
import type { MapColours } from '../figures/map-shapes.ts';

/** Red zones over everything else: an outline and its words; `zones` and `zoneLabels` are the sources of zone-map.ts. */
export const zoneLayerIds = ['zone-lines', 'zone-words'] as const;

export const makeZoneLayers = ({ danger, surface }: MapColours): LayerSpecification[] => [
  {
    id: 'zone-lines',
    type: 'line',
    source: 'zones',
    layout: { 'line-join': 'round' },
    // Dashed: an outline that is drawn by hand is whole.
    paint: { 'line-color': danger, 'line-width': 3, 'line-dasharray': [2, 1] },
  },
  {
    id: 'zone-words',
    type: 'symbol',
    source: 'zoneLabels',
    layout: {
      'text-field': ['concat', '◆ ', ['get', 'words']],
      'text-font': mapFont,
      'text-size': 13,
      'text-max-width': 12,
      // Words of a hexagon step aside from those of the part it lies in; where there is no room at all the outline and the list remain.
      'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
      'text-radial-offset': 1,
      'text-justify': 'auto',
    },
    paint: { 'text-color': danger, 'text-halo-color': surface, 'text-halo-width': 2 },
  },
];

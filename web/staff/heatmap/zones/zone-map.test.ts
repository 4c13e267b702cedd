import type { FeatureCollection } from 'geojson';
import { cellToBoundary, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import type { PlaceKind, ZoneRow } from '../../../../shared/contract/heatmap/zones.ts';
import { drawZones, zonesOfBlock } from './zone-map.ts';

const cell = latLngToCell(56.4149, 61.9189, 8);
const zone = (id: string, kind: PlaceKind, key: string, block = 'roads'): ZoneRow => ({
  id,
  place: { kind, key },
  title: key,
  block,
  state: 'open',
  openedAt: '2026-11-27T09:00:00Z',
  closedAt: null,
  openedScore: 84,
  score: 84,
  band: 'red',
  zone: 'red',
  reason: 'балл 84',
  ownerName: null,
  exitOn: null,
  openCases: 12,
  list: {},
});
const square = (id: string) => ({
  type: 'Feature' as const,
  properties: { id },
  geometry: {
    type: 'Polygon' as const,
    coordinates: [
      [
        [61, 56],
        [62, 56],
        [62, 57],
        [61, 57],
        [61, 56],
      ],
    ],
  },
});
const layer: FeatureCollection = {
  type: 'FeatureCollection',
  features: [square('north'), square('north.a')],
};
const draw = (...zones: ZoneRow[]) => drawZones(zones, layer, (block) => `«${block}»`);

describe('red zones on the map', () => {
  it('are the outlines of districts, of their parts and of hexagons, each with its block', () => {
    const { zones, zoneLabels } = draw(zone('1', 'subarea', 'north.a'), zone('2', 'hexagon', cell));
    expect(zones.features.map(({ properties }) => properties)).toEqual([
      { zone: '1', words: '«roads»' },
      { zone: '2', words: '«roads»' },
    ]);
    const hexagon = zones.features[1]!.geometry;
    expect(hexagon.type === 'Polygon' && hexagon.coordinates[0]).toEqual(cellToBoundary(cell, true));
    expect(zoneLabels.features).toHaveLength(2);
  });

  it('of one place are one outline that opens no zone by itself', () => {
    const { zones } = draw(zone('1', 'district', 'north'), zone('2', 'district', 'north', 'waste'));
    expect(zones.features.map(({ properties }) => properties)).toEqual([
      { zone: '', words: '«roads», «waste»' },
    ]);
  });

  it('of a district that the layer has no more are left out; before it is read only hexagons are drawn', () => {
    expect(draw(zone('1', 'district', 'gone')).zones.features).toEqual([]);
    const early = drawZones([zone('1', 'district', 'north'), zone('2', 'hexagon', cell)], undefined, String);
    expect(early.zones.features.map(({ properties }) => properties?.zone)).toEqual(['2']);
  });

  it('are those of the block that is looked at', () => {
    const all = [zone('1', 'district', 'north'), zone('2', 'district', 'north', 'waste')];
    expect(zonesOfBlock(all, 'waste').map(({ id }) => id)).toEqual(['2']);
    expect(zonesOfBlock(all, '')).toHaveLength(2);
  });
});

import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { HeatCell, HeatRow, Measure } from '../../../../shared/contract/heatmap/heatmap.ts';
import type { HeatChoice } from '../figures/heat-filter.ts';
import { layOutMatrix } from '../figures/matrix-view.ts';
import { describeSteps, drawDistricts, layOutDistricts } from './district-view.ts';

const choice = (measure: Measure): HeatChoice => ({
  view: 'map',
  source: 'cases',
  period: { from: '2026-11-16', to: '2026-11-22' },
  channel: '',
  block: '',
  district: '',
  area: '',
  measure,
  today: '2026-11-24',
});
const row = (districtId: string | null, level: number, total: HeatCell): HeatRow => ({
  districtId,
  title: districtId ?? 'Без места',
  level,
  cells: {},
  total,
});
const share = (count: number, whole: number): HeatCell => ({ count, before: null, whole, wholeBefore: null });
const count = (number: number): HeatCell => ({ count: number, before: 0 });

const lay = (measure: Measure, rows: HeatRow[], level: 'part' | 'whole') => {
  const matrix = { rows, total: row(null, 0, rows[0]!.total), beforePeriod: { from: '', to: '' } };
  const reply = { ...matrix, from: '', to: '', asOf: '' };
  return layOutDistricts(layOutMatrix(reply, [], choice(measure)), level);
};
const counts = [
  row('north', 0, count(40)),
  row('north.a', 1, count(30)),
  row('north.b', 1, count(3)),
  row('north', 1, count(7)),
  row('south', 1, count(9)),
  row(null, 1, count(5)),
];
const square = (id: string) => ({
  type: 'Feature' as const,
  properties: { id, title: id },
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

describe('districts of the map', () => {
  it('are parts or wholes; one without parts is in both; what is on no map stands apart', () => {
    const part = lay('open', counts, 'part');
    const whole = lay('open', counts, 'whole');
    expect(part.rows.map(({ id }) => id)).toEqual(['north.a', 'north.b', 'south']);
    expect(part.others.map(({ id }) => id)).toEqual(['north.none', 'none']);
    expect(whole.rows.map(({ id }) => id)).toEqual(['north', 'south']);
    expect(whole.others.map(({ id }) => id)).toEqual(['none']);
  });

  it('are coloured by a scale of the level shown, and hatched where they are few', () => {
    const { rows, scale } = lay('open', counts, 'part');
    expect(rows.map(({ figure }) => figure.look)).toEqual([5, 'small', 2]);
    expect(scale[0]).toBe(5);
    expect(describeSteps(lay('open', counts, 'part'))).toHaveLength(5);
  });

  it('of a ratio are coloured by how bad it is', () => {
    const rows = [row('north', 1, share(10, 20)), row('south', 1, share(1, 20)), row('east', 1, share(1, 2))];
    const view = lay('overdue-share', rows, 'part');
    expect(view.rows.map(({ figure }) => [figure.text.replace('\u00a0', ' '), figure.look])).toEqual([
      ['50 %', 5],
      ['5 %', 1],
      ['мало', 'small'],
    ]);
    expect(describeSteps(view).at(-1)).toMatch(/^41.% и выше$/u);
  });

  it('are drawn by the layer: one it has and the numbers have not is left out', () => {
    const layer: FeatureCollection = {
      type: 'FeatureCollection',
      features: ['north', 'north.a', 'south', 'gone'].map(square),
    };
    const { areas, areaLabels } = drawDistricts(layer, lay('open', counts, 'part'));
    expect(areas.features.map(({ properties }) => properties)).toEqual([
      { id: 'north.a', title: 'north.a', look: '5', text: '30' },
      { id: 'south', title: 'south', look: '2', text: '9' },
    ]);
    expect(areaLabels.features.map(({ geometry }) => geometry)).toEqual([
      { type: 'Point', coordinates: [61.5, 56.5] },
      { type: 'Point', coordinates: [61.5, 56.5] },
    ]);
  });
});

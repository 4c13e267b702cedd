import { describe, expect, it } from 'vitest';
import { clipSegment, drawStreets, type StreetFeature, toMetres } from './mini-map-shapes.ts';

const centre = { lat: 56.41, lon: 61.92 };
const reach = { x: 600, y: 300, letter: 42 };
const street = (title: string, ...coordinates: [number, number][]): StreetFeature => ({
  properties: { id: title, title, type: 'улица' },
  geometry: { type: 'LineString', coordinates },
});

describe('the small map', () => {
  it('measures metres east and south of the place', () => {
    const [x, y] = toMetres(centre, 61.93, 56.4);
    expect(x).toBeCloseTo(616, 0);
    expect(y).toBeCloseTo(1113, 0);
  });

  it('cuts lines at the frame and leaves out what does not touch it', () => {
    expect(clipSegment([-900, 0], [900, 0], reach)).toEqual([
      [-600, 0],
      [600, 0],
    ]);
    expect(clipSegment([-900, 400], [900, 400], reach)).toBeNull();
    expect(clipSegment([700, -900], [700, 900], reach)).toBeNull();
  });

  it('draws streets of the quarter and names them where the name does not hide the place', () => {
    const across = street('Титова', [61.9, 56.4085], [61.94, 56.4085]);
    const far = street('Дальняя', [62.1, 56.5], [62.2, 56.5]);
    const { streets, labels } = drawStreets(centre, [across, far], reach);
    expect(streets.map(({ id }) => id)).toEqual(['Титова']);
    expect(labels).toHaveLength(1);
    expect(labels[0]?.turn).toBeCloseTo(0);
  });

  it('writes along a street, never upside down', () => {
    const west = street('Мира', [61.935, 56.4118], [61.905, 56.4112]);
    const [label] = drawStreets(centre, [west], reach).labels;
    expect(Math.abs(label?.turn ?? 180)).toBeLessThan(90);
  });
});

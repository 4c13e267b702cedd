import type { Feature, FeatureCollection } from 'geojson';

export interface LetteredGrid {
  columns: string;
  rows: number;
  /** West, south, east, north. */
  bbox: [number, number, number, number];
}

/** Lines of the lettered grid and a point with the label («В5») in the north-west corner of every square. */
export function drawGrid({ columns, rows, bbox }: LetteredGrid): FeatureCollection {
  const [west, south, east, north] = bbox;
  const letters = Array.from(columns);
  const width = (east - west) / letters.length;
  const height = (north - south) / rows;
  const features: Feature[] = [];
  for (let at = 0; at <= letters.length; at++) {
    const x = west + at * width;
    features.push(line([x, south], [x, north]));
  }
  for (let at = 0; at <= rows; at++) {
    const y = north - at * height;
    features.push(line([west, y], [east, y]));
  }
  for (const [column, letter] of letters.entries()) {
    for (let row = 0; row < rows; row++) {
      const corner = [west + column * width, north - row * height];
      features.push({
        type: 'Feature',
        properties: { label: `${letter}${row + 1}` },
        geometry: { type: 'Point', coordinates: corner },
      });
    }
  }
  return { type: 'FeatureCollection', features };
}

function line(from: number[], to: number[]): Feature {
  return { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [from, to] } };
}

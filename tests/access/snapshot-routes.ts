import type { Expectation, RoleId } from './expected.ts';

/** Who freezes and reads numbers of the heat map; a part of the table of all routes. */
export const snapshotRoutes = (
  lookers: readonly RoleId[],
  analysts: readonly RoleId[],
): Record<string, Expectation> => ({
  'heatmap.get-matrix': { door: lookers },
  'heatmap.list-hexagons': { door: lookers },
  'heatmap.list-points': { door: lookers },
  'heatmap.list-hotspots': { door: lookers },
  'heatmap.list-weeks': { door: lookers },
  'heatmap.get-pivot': { door: lookers },
  'heatmap.get-tile': { door: lookers },
  'heatmap.get-vector-tile': { door: lookers },
  'heatmap.get-map-summary': { door: lookers },
  'heatmap.get-pivot-table': { door: lookers },
  'heatmap.get-public-figures': { door: 'anyone' },
  'heatmap.get-open-data': { door: 'anyone' },
  'heatmap.freeze-pivot': { door: analysts },
  'heatmap.freeze-matrix': { door: analysts },
  'snapshots.list-snapshots': { door: lookers },
  'snapshots.get-snapshot': { door: lookers },
  'snapshots.recount': { door: lookers },
  'snapshots.download': { door: lookers },
});

/** A tile of the map is counts of the whole city, and so are frozen numbers; whose permission opens one: heatmap/snapshots.db.test.ts. */
export const snapshotThings = [
  'heatmap.get-tile',
  'heatmap.get-vector-tile',
  'snapshots.get-snapshot',
  'snapshots.recount',
  'snapshots.download',
];

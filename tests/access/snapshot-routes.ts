import type { Expectation, RoleId } from './role-ids.ts';

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
  'heatmap.list-stock-statuses': { door: lookers },
  'heatmap.get-pivot': { door: lookers },
  'heatmap.get-tile': { door: lookers },
  'heatmap.get-vector-tile': { door: lookers },
  'heatmap.get-map-summary': { door: lookers },
  'heatmap.get-pivot-table': { door: lookers },
  'heatmap.get-public-figures': { door: 'anyone' },
  'heatmap.get-open-data': { door: 'anyone' },
  'heatmap.freeze-pivot': { door: analysts },
  'heatmap.freeze-matrix': { door: analysts },
  'heat-views.list-views': { door: lookers },
  'heat-views.save-view': { door: lookers },
  'heat-views.rename-view': { door: lookers, object: 'own' },
  'heat-views.share-view': { door: lookers, object: 'own' },
  'heat-views.delete-view': { door: lookers, object: 'own' },
  'heat-views.restore-view': { door: lookers, object: 'own' },
  'heat-views.open-view': { door: lookers },
  'heat-views.subscribe': { door: analysts, object: 'own' },
  'heat-views.pause-subscription': { door: lookers, object: 'own' },
  'heat-views.unsubscribe': { door: lookers, object: 'own' },
  // By the signed link of a letter.
  'heat-views.read-letter': { door: 'anyone' },
  'heat-views.change-letter': { door: 'anyone' },
  'snapshots.list-snapshots': { door: lookers },
  'snapshots.get-snapshot': { door: lookers },
  'snapshots.recount': { door: lookers },
  'snapshots.download': { door: lookers },
});

/** A tile of the map is counts of the whole city, and so are frozen numbers; whose permission opens one: figures/snapshots.db.test.ts. */
export const snapshotThings = [
  'heatmap.get-tile',
  'heatmap.get-vector-tile',
  // Whose key it is: heat-views/heat-views.db.test.ts.
  'heat-views.open-view',
  'snapshots.get-snapshot',
  'snapshots.recount',
  'snapshots.download',
];

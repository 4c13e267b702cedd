import type { SceneKind } from '../scenes/pictures.ts';
import { demoUuid } from '../world/random.ts';
import type { Arrival } from './arrival.ts';
import type { Life } from './life.ts';

/** Beginnings of fact ids and what a photo of such a matter shows; the first that fits. */
const scenesByFact: readonly [string, SceneKind][] = [
  ['roads.pavement.manhole', 'manhole'],
  ['improvement.wells.open-manhole', 'manhole'],
  ['roads.pavement.', 'pothole'],
  ['improvement.yards.holes', 'pothole'],
  ['roads.winter.', 'snow'],
  ['roads.sidewalks.snow', 'snow'],
  ['improvement.yards.snow', 'snow'],
  ['improvement.cleaning.snow', 'snow'],
  ['roads.signs.marking', 'crossing'],
  ['roads.safety.crossing', 'crossing'],
  ['energy.lighting.', 'lamp'],
  ['waste.collection.', 'bins'],
  ['waste.sites.', 'bins'],
  ['waste.dumps.', 'bins'],
  ['improvement.playgrounds.', 'swing'],
  ['improvement.greenery.dangerous', 'fallen-tree'],
  ['improvement.greenery.branches', 'fallen-tree'],
  ['improvement.looks.graffiti', 'graffiti'],
  ['improvement.looks.facade', 'facade'],
  ['housing.building.facade', 'facade'],
  ['housing.building.leak', 'leak'],
  ['housing.building.roof', 'leak'],
  ['housing.water.burst', 'leak'],
  ['transport.routes.stop-repair', 'bus-stop'],
];

export const sceneOf = (factId: string): SceneKind | null =>
  scenesByFact.find(([beginning]) => factId.startsWith(beginning))?.[1] ?? null;

/** Places drawn of each kind: forty pictures in all, before and after. */
export const variantsOf: Record<SceneKind, number> = {
  pothole: 3,
  bins: 3,
  lamp: 3,
  snow: 2,
  manhole: 2,
  crossing: 1,
  'bus-stop': 1,
  swing: 1,
  'fallen-tree': 1,
  graffiti: 1,
  leak: 1,
  facade: 1,
};

const withCamera = new Set(['site_form', 'pos', 'max_bot', 'social_post']);

/** The author's photo of what is wrong and the executor's of what was done; released on published cases. */
export function addPhotos(life: Life, arrival: Arrival, now: number): void {
  const { file, random, answers } = life;
  const kind = arrival.stray === null ? sceneOf(arrival.fact.id) : null;
  if (kind === null) return;
  const hasBefore = withCamera.has(arrival.channel) && random.chance(0.5);
  // Neighbours in a list show different places.
  const variant = arrival.index % variantsOf[kind];
  const isShown = file.published_at !== null;
  const done = answers.find((answer) => answer.outcome === 'solved' && answer.state !== 'returned');
  const isReleased = isShown && random.chance(0.85);
  const add = (role: 'before' | 'after', at: number, answerId: string | null) =>
    life.photos.push({
      id: demoUuid(at, random),
      caseId: file.id,
      kind,
      variant,
      role,
      answerId,
      addedBy: role === 'before' ? 'resident' : 'staff',
      at,
      isReleased: isReleased && (answerId === null || done?.state === 'released'),
    });
  if (hasBefore) add('before', arrival.at, null);
  if (done && done.created_at <= now && random.chance(hasBefore ? 0.85 : 0.5))
    add('after', done.created_at, done.id);
}

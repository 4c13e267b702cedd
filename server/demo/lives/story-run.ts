import { HOUR } from '../../../shared/time.ts';
import type { DemoPlace } from '../world/places.ts';
import { createSampler, openRandom, type Random, type Sampler } from '../world/random.ts';
import type { World } from '../world/world.ts';
import type { Arrival, Draft, PlanOptions, Schedule } from './arrival.ts';
import { presentStories, type Story, spreadMessages, stories } from './stories.ts';

/** Messages per accident. */
const MESSAGES_PER_STORY = 330;
/** Demos smaller than this are samples for tests: no story is under way in them. */
const FULL_DEMO = 800;

export interface PlannedStory {
  story: Story;
  streetId: string | undefined;
}

/** Which accidents begin on which day: chance ones, and those under way when a full demo is opened. */
export function planStories(
  { seed, count, days }: PlanOptions,
  starts: number[],
): Map<number, PlannedStory[]> {
  const byDay = new Map<number, PlannedStory[]>();
  const add = (day: number, story: Story, streetId?: string) =>
    byDay.set(day, [...(byDay.get(day) ?? []), { story, streetId }]);
  const random = openRandom(`${seed}:stories`);
  const isFull = count >= FULL_DEMO;
  // The last fortnight belongs to the stories that everybody sees.
  const quiet = isFull ? 16 : 0;
  for (let i = Math.round(count / MESSAGES_PER_STORY); i > 0; i -= 1) {
    const day = random.int(0, Math.max(0, days - 1 - quiet));
    const month = new Date(starts[day]! + 12 * HOUR).getUTCMonth() + 1;
    add(day, sampleStory(month)(random));
  }
  for (const present of isFull ? presentStories : []) {
    const story = stories.find(({ id }) => id === present.id)!;
    if (days > present.daysAgo) add(days - 1 - present.daysAgo, story, present.streetId);
  }
  return byDay;
}

const sampleStory = (month: number): Sampler<Story> =>
  createSampler(stories, (story) => (story.months && !story.months.includes(month) ? 0 : story.weight));

/** Puts all messages of a story into the days they come. */
export function startStory(
  world: World,
  random: Random,
  { story, at, streetId }: PlannedStory & { at: number },
  schedule: Schedule,
): void {
  const facts = story.facts.flatMap((id) => world.findFact(id) ?? []);
  if (facts.length === 0) throw new Error(`Story ${story.id}: the taxonomy has none of its facts`);
  const first = world.places.house(random, streetId === undefined ? {} : { streetId });
  const placeOf = (): DemoPlace => {
    if (story.where === 'stops') return world.places.stop(random, story.stops && random.pick(story.stops));
    return story.where === 'city' ? world.places.house(random) : world.places.beside(random, first);
  };
  const make = (moment: number, parent: Draft | null): Draft => ({
    at: moment,
    channel: 'pos',
    fact: random.chance(0.75) ? facts[0]! : random.pick(facts),
    stray: null,
    text: story.texts ? random.pick(story.texts) : null,
    place: parent === null && story.where === 'street' ? first : placeOf(),
    // The draft becomes the arrival itself when its turn comes, so the link holds.
    parent: story.where === 'city' ? null : (parent as Arrival | null),
    children: [],
    merge: null,
    isStory: true,
    partOf: null,
    lived: null,
  });
  const opener = make(at, null);
  schedule(random, opener);
  for (const seconds of spreadMessages(random, story)) schedule(random, make(at + seconds * 1000, opener));
}

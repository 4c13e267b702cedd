import { HOUR } from '../../../shared/time.ts';
import { demoId, findStaffActor } from '../../base/identity/index.ts';
import { createNetworkPage, type SeenPost } from '../../base/networks/index.ts';
import { cityDay } from '../../lib/city.ts';
import { type Caller, runMutation, type Services } from '../../lib/module/unit-of-work.ts';
import { type DemoFate, type DemoPost, seedDemoFeed } from '../../monitoring/incidents/index.ts';
import { seedDemoMedia } from '../../monitoring/media/index.ts';
import { chooseText, fillPlace } from '../world/message-text.ts';
import { makeResident } from '../world/people.ts';
import { strayTexts } from '../world/phrases.ts';
import { openRandom, type Random } from '../world/random.ts';
import { type Crew, openWorld, type World } from '../world/world.ts';

/** Pages of the demo city; the address is that of the stand-in of the network: `npm run fakes`, and they are alive. */
const standIn = 'http://127.0.0.1:4610';
const ownPage = {
  externalId: '7001',
  title: 'Город на связи',
  isOwn: true,
  kind: 'community',
  keys: {
    community: 'vk-community-token',
    user: 'vk-user-token',
    service: 'vk-service-token',
    secret: 'vk-callback-secret',
    confirmation: 'c0nf1rm',
  },
} as const;
const othersPage = {
  externalId: '7002',
  title: 'Соседи пишут',
  isOwn: false,
  kind: 'community',
  keys: {},
} as const;

interface Told {
  hoursAgo: number;
  on: 'own' | 'others';
  /** Null: words that name no matter. */
  factId: string | null;
  fate: DemoFate['is'];
}

/** What residents wrote; the last of them nobody has looked at yet. */
const told: readonly Told[] = [
  { hoursAgo: 29, on: 'own', factId: 'roads.pavement.pothole', fate: 'converted' },
  { hoursAgo: 26, on: 'others', factId: 'housing.heat.absent', fate: 'sent' },
  { hoursAgo: 23, on: 'own', factId: null, fate: 'dismissed' },
  { hoursAgo: 7, on: 'own', factId: 'roads.winter.snow-road', fate: 'sent' },
  { hoursAgo: 5.5, on: 'others', factId: 'energy.lighting.off', fate: 'sent' },
  { hoursAgo: 4, on: 'own', factId: 'improvement.playgrounds.broken', fate: 'answered' },
  { hoursAgo: 3, on: 'own', factId: null, fate: 'dismissed' },
  { hoursAgo: 2, on: 'own', factId: 'roads.pavement.pothole', fate: 'answered' },
  { hoursAgo: 0.7, on: 'others', factId: 'housing.water.cold-absent', fate: 'waits' },
  { hoursAgo: 0.4, on: 'own', factId: 'housing.entrance.cleaning', fate: 'waits' },
  { hoursAgo: 0.3, on: 'own', factId: 'roads.winter.ice-road', fate: 'waits' },
  { hoursAgo: 0.2, on: 'own', factId: 'energy.lighting.yard', fate: 'waits' },
  { hoursAgo: 0.1, on: 'own', factId: 'improvement.yards.snow', fate: 'waits' },
];

/** Two days of the city's social networks: what was written, and what the operator has made of it. */
export async function playSocialDays(services: Services, crew: Crew): Promise<void> {
  const now = services.now();
  const caller = { requestId: 'demo', ip: '' };
  const operator = await findStaffActor(services.database, crew.operator.id, cityDay(services.config, now));
  if (!operator) return;
  const system: Caller = { ...caller, actor: { kind: 'system', name: 'demo' } };
  const pages = await runMutation(services, system, async (ctx) => ({
    own: await createNetworkPage(ctx, { ...noParts, body: pageBody(ownPage) }),
    others: await createNetworkPage(ctx, { ...noParts, body: pageBody(othersPage) }),
  }));
  const world = openWorld(services.config.city, crew);
  const posts = told.map((one, index): DemoPost => {
    const random = openRandom(`social ${index}`);
    const page = pages[one.on];
    const postedAt = new Date(now.getTime() - one.hoursAgo * HOUR);
    const { text, fate } = writeDemoPost(world, random, one);
    const author = makeResident(index, random);
    return {
      network: page.network,
      pageId: page.id,
      fate,
      post: {
        ...commentOf(page.externalId, index, one.on),
        authorId: String(9000 + index),
        authorName: author.fullName.split(' ').slice(0, 2).join(' '),
        text,
        postedAt,
      },
    };
  });
  const callers = { system, operator: { ...caller, actor: operator } };
  await seedDemoFeed((at, by, work) => runMutation({ ...services, now: () => at }, callers[by], work), posts);
}

/** Outlets and communities the city works with, as the editor keeps them. */
export async function playMediaRegister(services: Services): Promise<void> {
  const day = cityDay(services.config, services.now());
  const editor = await findStaffActor(services.database, demoId('person', 'editor'), day);
  if (editor) await runMutation(services, { requestId: 'demo', ip: '', actor: editor }, seedDemoMedia);
}

const noParts = { params: undefined, query: undefined };

const pageBody = (page: typeof ownPage | typeof othersPage) => ({
  network: 'vk',
  url: '',
  isLocal: true,
  unitId: null,
  baseUrl: standIn,
  ...page,
});

/** Under a post of ours people comment; in somebody else's community they write posts. */
function commentOf(
  page: string,
  index: number,
  on: 'own' | 'others',
): Omit<SeenPost, 'authorId' | 'authorName' | 'text' | 'postedAt'> {
  const number = 400 + index;
  const head = on === 'own' ? `wall-${page}_400` : `wall-${page}_${number}`;
  const isComment = on === 'own';
  return {
    id: isComment ? `comment:-${page}_400_${number}` : head,
    kind: isComment ? 'comment' : 'post',
    threadId: head,
    parentId: isComment ? head : null,
    pageId: `-${page}`,
    isOwn: false,
    pictures: [],
    url: '',
    editedAt: null,
    reach: null,
  };
}

function writeDemoPost(
  world: World,
  random: Random,
  { factId, fate }: Told,
): { text: string; fate: DemoFate } {
  if (factId === null)
    return {
      text: random.pick(strayTexts.no_question ?? []),
      fate: { is: 'dismissed', reason: 'no-question' },
    };
  const fact = world.findFact(factId);
  if (!fact) throw new Error(`The taxonomy has no ${factId}`);
  const place = world.places.house(random);
  const text = fillPlace(chooseText(random, fact, place), place);
  if (fate === 'waits' || fate === 'dismissed') return { text, fate: { is: 'waits' } };
  const unit = world.unitOf(fact);
  return {
    text,
    fate: {
      is: fate,
      factId,
      unitId: unit.id,
      place: { address: place.address ?? '' },
      answer: `Здравствуйте! Передали в работу: ${unit.title}. Напишем здесь, когда сделают.`,
    },
  };
}

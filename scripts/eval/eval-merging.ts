import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Gazetteer } from '../../server/base/territory/gazetteer/gazetteer.ts';
import { findPlaces } from '../../server/base/territory/reading/find-places.ts';
import { labelledFile, readLabelled } from '../../server/base/understanding/teaching/labelled.ts';
import { loadShippedReader } from '../../server/base/understanding/teaching/shipped-reader.ts';
import {
  type KnownMatter,
  LOOKED_DAYS,
  likeAmong,
  MOST_LOOKED,
  messageOfPost,
  surestOf,
} from '../../server/monitoring/incidents/likeness.ts';
import type { IncidentOffer } from '../../server/monitoring/incidents/reading.ts';
import { DAY } from '../../shared/time.ts';
import { demoGazetteer } from './eval-places.ts';
import { makePosts, type ToldPost, type WorldSource } from './merging/make-posts.ts';
import { withoutAddress } from './merging/retell.ts';

const help = `Проверка того, как записи сами соединяются в инциденты.

npm run eval:merging [-- --seed 1 --happenings 400 --faults]

Сообщения жителей (appeals/labelled.jsonl) пересказывает функция с зерном: несколько человек об одном, рядом — те же слова о другом
доме, то же через месяц, другое в том же доме. Между ними записи городского канала (social/channel-posts.json). Записи без места
считаются отдельно. Что соединилось из настоящих записей, оценено человеком: tests/data/merging-real.json.`;

const judgedFile = join(import.meta.dirname, '../../tests/data/merging-real.json');
const judgedSchema = z.object({ pairs: z.array(z.tuple([z.string(), z.string(), z.number()])) });
const channelSchema = z.array(z.object({ message_id: z.number(), text: z.string() }));

const PRECISION = 0.95;
const RECALL = 0.8;

type Reader = ReturnType<typeof loadShippedReader>;

function readOffer(text: string, read: Reader, gazetteer: Gazetteer): IncidentOffer {
  const [found] = findPlaces(text, gazetteer);
  return {
    topics: read(text).map(({ factId, block, confidence, isSure }) => ({
      factId,
      block,
      confidence,
      isSure,
    })),
    place: found
      ? {
          address: found.label,
          streetId: found.streetId,
          house: found.house,
          districtId: null,
          lat: found.point?.lat ?? null,
          lon: found.point?.lon ?? null,
          h3: null,
          precision: found.precision,
        }
      : null,
    marks: [],
    importance: 'normal',
    signs: [],
  };
}

interface Opened {
  matter: KnownMatter;
  happening: string;
  lastAt: number;
  hasPlace: boolean;
}

interface Tally {
  /** Posts whose happening had an incident already. */
  all: number;
  joined: number;
  right: number;
  /** Of `all`: the incident was among those offered to a person. */
  offered: number;
}

interface Fault {
  post: ToldPost;
  into: Opened;
  isRight: boolean;
}

/** Posts become incidents one by one as the server does it; `tell` hears of every joining. */
function playPosts(
  posts: readonly ToldPost[],
  offerOf: (text: string) => IncidentOffer,
  isOne: (first: string, second: string) => boolean,
  tell: (joining: Fault) => void,
): Record<'place' | 'nowhere', Tally> {
  const opened: Opened[] = [];
  const empty = (): Tally => ({ all: 0, joined: 0, right: 0, offered: 0 });
  const tallies = { place: empty(), nowhere: empty() };
  for (const post of posts) {
    const offer = offerOf(post.text);
    const message = messageOfPost(post.id, { text: post.text, posted_at: new Date(post.at) }, offer);
    const near = opened
      .filter(({ lastAt }) => lastAt >= post.at - LOOKED_DAYS * DAY)
      .toSorted((a, b) => b.lastAt - a.lastAt)
      .slice(0, MOST_LOOKED);
    const like = likeAmong(
      near.map(({ matter }) => matter),
      message,
    );
    const known = near.filter(({ happening }) => happening === post.happening);
    const isOfPlace = post.hasPlace && (known.length === 0 || known.some(({ hasPlace }) => hasPlace));
    const tally = tallies[isOfPlace ? 'place' : 'nowhere'];
    if (known.length > 0) {
      tally.all += 1;
      if (like.some(({ id }) => known.some(({ matter }) => matter.id === id))) tally.offered += 1;
    }
    const sure = surestOf(like);
    const into = near.find(({ matter }) => matter.id === sure?.id);
    if (into) {
      const isRight = isOne(into.happening, post.happening);
      tally.joined += 1;
      if (isRight) tally.right += 1;
      into.lastAt = Math.max(into.lastAt, post.at);
      tell({ post, into, isRight });
      continue;
    }
    const [topic] = offer.topics;
    const matter = { ...message, block: topic?.isSure ? topic.block : null, number: post.id, title: '' };
    opened.push({ matter, happening: post.happening, lastAt: post.at, hasPlace: post.hasPlace });
  }
  return tallies;
}

const share = (part: number, whole: number): string => (whole === 0 ? '–' : (part / whole).toFixed(3));

/** Houses of the demo city whose address is read from a text as it is. */
function readHouses(gazetteer: Gazetteer): WorldSource['houses'] {
  const houses = [
    'Титова',
    'Суворова',
    'Каменская',
    'Кунавина',
    'Алюминиевая',
    'Белинского',
    'Гоголя',
    'Победы',
  ].flatMap((street) => Array.from({ length: 20 }, (_, at) => ({ street, house: String(2 * at + 3) })));
  return houses.filter(({ street, house }) => {
    const [found] = findPlaces(`ул. ${street}, ${house}`, gazetteer);
    return found?.house === house;
  });
}

/** Appeals long enough to be told, none of which names a place of the demo city; of those judged to be one, the first. */
function readAppeals(gazetteer: Gazetteer): WorldSource['appeals'] {
  const twins = z
    .object({ pairs: z.array(z.tuple([z.number(), z.number(), z.number()])) })
    .parse(
      JSON.parse(readFileSync(join(import.meta.dirname, '../../tests/data/duplicates-real.json'), 'utf8')),
    );
  const later = new Set(twins.pairs.flatMap(([, second, verdict]) => (verdict === 1 ? [second] : [])));
  return readLabelled(labelledFile())
    .map(({ source, id, text, theme }, row) => ({ id: `${source}:${id}`, text, topic: theme, row }))
    .filter(({ row, text }) => {
      const bare = withoutAddress(text);
      return (
        !later.has(row) && bare.length >= 60 && bare.length <= 700 && findPlaces(bare, gazetteer).length === 0
      );
    });
}

function readChannel(): WorldSource['channel'] {
  const file = resolve(labelledFile(), '../../social/channel-posts.json');
  return channelSchema
    .parse(JSON.parse(readFileSync(file, 'utf8')))
    .toReversed()
    .map(({ message_id: id, text }) => ({ id: String(id), text }));
}

const options = {
  seed: { type: 'string', default: '1' },
  happenings: { type: 'string', default: '400' },
  faults: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function printTally(title: string, { all, joined, right, offered }: Tally): void {
  console.log(
    `${title}: соединилось само ${joined}, верно ${right} (точность ${share(right, joined)}), полнота ${share(right, all)} из ${all}, вместе с предложенным человеку ${share(offered, all)}`,
  );
}

/** Exit code: 0 where precision and recall are what is asked, and a person has judged every joining of real posts. */
function main(args: string[]): number {
  const { values } = parseArgs({ args, options });
  if (values.help || !existsSync(labelledFile())) {
    console.log(values.help ? help : `Нет файла ${labelledFile()}: папку задаёт OTKLIK_SHARED`);
    return values.help ? 0 : 1;
  }
  const gazetteer = demoGazetteer();
  const read = loadShippedReader();
  const source = { appeals: readAppeals(gazetteer), channel: readChannel(), houses: readHouses(gazetteer) };
  const posts = makePosts({ ...source, seed: Number(values.seed), happenings: Number(values.happenings) });
  const verdicts = new Map(
    judgedSchema
      .parse(JSON.parse(readFileSync(judgedFile, 'utf8')))
      .pairs.map(([first, second, verdict]) => [`${first} ${second}`, verdict]),
  );
  const isOne = (first: string, second: string) =>
    first === second || verdicts.get(`${first} ${second}`) === 1;
  const unknown: string[] = [];
  const start = process.cpuUsage();
  const offerOf = (text: string) => readOffer(text, read, gazetteer);
  const tallies = playPosts(posts, offerOf, isOne, ({ post, into, isRight }) => {
    const name = `${into.happening} ${post.happening}`;
    if (!isRight && post.happening.startsWith('channel:') && !verdicts.has(name)) unknown.push(name);
    if (values.faults && !isRight) console.log(`${name}\n   ${into.matter.text}\n   ${post.text}`);
  });
  const { user, system } = process.cpuUsage(start);
  console.log(
    `записей ${posts.length}, сообщений для пересказа ${source.appeals.length}, записей канала ${source.channel.length}, домов ${source.houses.length}, зерно ${values.seed}, ${((user + system) / 1000 / posts.length).toFixed(1)} мс на запись`,
  );
  printTally('место названо', tallies.place);
  printTally('места нет', tallies.nowhere);
  if (unknown.length > 0) console.log(`не оценены: ${unknown.join('; ')}`);
  const joined = tallies.place.joined + tallies.nowhere.joined;
  const right = tallies.place.right + tallies.nowhere.right;
  const isGood =
    right >= PRECISION * joined && tallies.place.right >= RECALL * tallies.place.all && unknown.length === 0;
  console.log(
    `${isGood ? 'выполнено' : 'НЕ выполнено'}: точность всех соединений ≥ ${PRECISION} (${share(right, joined)}), полнота где место названо ≥ ${RECALL} (${share(tallies.place.right, tallies.place.all)})`,
  );
  return isGood ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) process.exitCode = main(process.argv.slice(2));

import { sql } from 'kysely';
import { DAY } from '../../../shared/time.ts';
import {
  createDuplicateIndex,
  type FoundPair,
  type IndexedMessage,
  sharedWords,
} from '../../base/understanding/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { IncidentOffer } from './reading.ts';

/** Incidents of so many days back are looked through for the same matter. */
export const LOOKED_DAYS = 10;
/** At most so many of them, the newest first. */
export const MOST_LOOKED = 300;

interface MatterRow {
  id: string;
  number: string;
  title: string;
  text: string;
  at: Date;
  lat: number | null;
  lon: number | null;
  address: string | null;
  block: string | null;
  facts: string[];
}

/** A street without a house is no place: all its houses would be one. */
const placeColumns = sql`
  CASE WHEN incident.precision IN ('point', 'house', 'landmark') THEN incident.lat END AS lat,
  CASE WHEN incident.precision IN ('point', 'house', 'landmark') THEN incident.lon END AS lon,
  CASE WHEN incident.street_id IS NOT NULL AND incident.house IS NOT NULL
    THEN incident.street_id || '|' || incident.house END AS address`;

async function readMatters(ctx: Ctx, exceptId: string | null): Promise<MatterRow[]> {
  const since = new Date(ctx.now.getTime() - LOOKED_DAYS * DAY);
  const { rows } = await sql<MatterRow>`
    SELECT incident.id, incident.number, incident.title, first.text, first.posted_at AS at, ${placeColumns}, incident.block,
      CASE WHEN incident.fact_id IS NOT NULL THEN ARRAY[incident.fact_id]
        ELSE array_remove(ARRAY[incident.offer -> 'topics' -> 0 ->> 'factId', incident.offer -> 'topics' -> 1 ->> 'factId'], NULL)
      END AS facts
    FROM incidents.incident JOIN LATERAL (
      SELECT post.text, post.posted_at FROM incidents.member JOIN posts.v_post AS post ON post.id = member.post_id
      WHERE member.incident_id = incident.id ORDER BY post.posted_at, post.id LIMIT 1) AS first ON true
    WHERE incident.status NOT IN ('dismissed', 'merged') AND incident.last_posted_at >= ${since}
      AND incident.id IS DISTINCT FROM ${exceptId}::uuid
    ORDER BY incident.last_posted_at DESC, incident.id DESC LIMIT ${MOST_LOOKED}`.execute(ctx.db);
  return rows;
}

/** An incident as a post is held against it: its first words, its place and topics. */
export interface KnownMatter extends IndexedMessage {
  number: string;
  title: string;
}

const toMatter = ({
  id,
  number,
  title,
  text,
  at,
  lat,
  lon,
  address,
  block,
  facts,
}: MatterRow): KnownMatter => ({
  id,
  number,
  title,
  text,
  at: at.getTime(),
  lat,
  lon,
  address,
  block,
  facts,
});

/** A post as it is compared, by what the program read in it. */
export function messageOfPost(
  id: string,
  { text, posted_at: at }: { text: string; posted_at: Date },
  { place, topics }: IncidentOffer,
): IndexedMessage {
  const hasPoint = place !== null && ['point', 'house', 'landmark'].includes(place.precision);
  return {
    id,
    text,
    at: at.getTime(),
    lat: hasPoint ? place.lat : null,
    lon: hasPoint ? place.lon : null,
    address: place?.streetId && place.house ? `${place.streetId}|${place.house}` : null,
    block: topics[0]?.block ?? null,
    facts: topics.slice(0, 2).map(({ factId }) => factId),
  };
}

/** An incident that may be of the same matter, with what they share in words. */
export interface LikeIncident {
  id: string;
  number: string;
  title: string;
  why: string[];
  /** One place and one topic, or nearly the same words: sure enough to be joined without a question. */
  isSure: boolean;
}

const WORDS = 'слова: ';
const SAME_PLACE = 'одно место';

/** What two share without the words themselves: history is never let go, words are. */
export const withoutWords = (why: readonly string[]): string[] => why.filter((one) => !one.startsWith(WORDS));

/** Which of these may be of the same matter as a message, the surest first; `known` the newest first. */
export function likeAmong(known: readonly KnownMatter[], message: IndexedMessage): LikeIncident[] {
  if (known.length === 0) return [];
  const index = createDuplicateIndex({ capacity: Math.max(known.length, 2) });
  for (const matter of known.toReversed()) index.add(matter);
  return index.find(message, 5).flatMap((pair) => {
    const matter = known.find(({ id }) => id === pair.id);
    if (!matter) return [];
    const words = sharedWords(message.text, matter.text)
      .slice(0, 4)
      .map(({ first }) => first);
    const { id, number, title } = matter;
    return [{ id, number, title, ...judgeLikeness(pair, words) }];
  });
}

/** Incidents of the last days that may be of the same matter, the surest first: by meaning and place, whatever the network. */
export const findLike = async (
  ctx: Ctx,
  message: IndexedMessage,
  exceptId: string | null,
): Promise<LikeIncident[]> => likeAmong((await readMatters(ctx, exceptId)).map(toMatter), message);

/** Why two may be of one matter, and whether that is sure; `words`: those they share. */
export function judgeLikeness(
  { rule, metres, isSameFact }: Pick<FoundPair, 'rule' | 'metres' | 'isSameFact'>,
  words: readonly string[],
): Pick<LikeIncident, 'why' | 'isSure'> {
  // The index keeps places to less than a metre: one place is a few decimetres from itself. `place` is of one topic.
  const apart = metres === null ? null : Math.round(metres);
  const why = [
    ...(apart === 0 ? [SAME_PLACE] : []),
    ...(apart !== null && apart > 0 ? [`рядом, ${apart} м`] : []),
    ...(isSameFact ? ['одна тема'] : []),
    ...(words.length > 0 ? [`${WORDS}${words.join(', ')}`] : []),
  ];
  // The same words about the house beside it are of that house.
  const mayBeHere = apart === null || apart === 0;
  return { why, isSure: mayBeHere && (rule === 'copy' || (rule === 'place' && apart === 0)) };
}

/**
 * The incident a post is of beyond doubt: one of its place and topic, else the only one that says nearly the same. Of several that say it
 * about different places nobody knows which is meant.
 */
export function surestOf(likes: readonly LikeIncident[]): LikeIncident | undefined {
  const sure = likes.filter(({ isSure }) => isSure);
  const here = sure.find(({ why }) => why.includes(SAME_PLACE));
  return here ?? (sure.length === 1 ? sure[0] : undefined);
}

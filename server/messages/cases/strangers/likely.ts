import { knownIn } from '../../../../shared/known.ts';
import {
  createDuplicateIndex,
  type IndexedMessage,
  namesOtherPlace,
} from '../../../base/understanding/index.ts';

/** An open message near the place, as strangers may see it: its words without people, its place as it is shown. */
export interface NearMessage {
  id: string;
  text: string;
  at: number;
  /** Null where the point is not that of the thing itself. */
  lat: number | null;
  lon: number | null;
  block: string | null;
  facts: string[];
}

export type TypedMessage = Omit<NearMessage, 'id'>;

/**
 * Which of the messages near by tell of the same matter, with how sure it is: by the gates of mass problems (place, time,
 * topic, words). What is only near is not like.
 */
export function findLikely(typed: TypedMessage, near: readonly NearMessage[]): Map<string, number> {
  if (typed.text.trim() === '' || near.length === 0) return new Map();
  const index = createDuplicateIndex({ capacity: near.length });
  // The index takes messages as they happened.
  for (const message of near.toSorted((a, b) => a.at - b.at)) index.add(toIndexed(message));
  const found = index.find(toIndexed({ ...typed, id: 'typed' }), near.length);
  const texts = new Map(near.map(({ id, text }) => [id, text]));
  // Words of another topic are likes of speech; and points of a phone lie between houses, where the words know better.
  const like = found.filter(
    ({ id, isSameFact, isSameBlock }) =>
      (isSameFact || isSameBlock) && !namesOtherPlace(typed.text, knownIn(texts, id)),
  );
  return new Map(like.map(({ id, score }) => [id, score]));
}

const toIndexed = (message: NearMessage): IndexedMessage => ({ ...message, address: null });

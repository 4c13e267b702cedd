import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { labelledFile, readLabelled } from '../../../server/base/understanding/teaching/labelled.ts';
import { openRandom, type Random } from '../../../server/demo/world/random.ts';
import { retell, type ToldPlace, withoutAddress } from '../merging/retell.ts';

/** Posts as a monitoring of networks meets them: appeals retold by a seeded function, and posts of a city's channel between them. */

const KEY = 'posts of monitoring';
const EACH = 300;
/** Longer ones are no posts: people write less. */
const LONGEST = 900;

const channelSchema = z.array(z.object({ message_id: z.number(), text: z.string() }));

export interface MonitoredPost {
  /** `appeal:<source>:<id>` or `channel:<id>`. */
  id: string;
  text: string;
}

export const channelFile = (): string => resolve(labelledFile(), '../../social/channel-posts.json');

/** Posts of the channel with words in them; none where the file is not beside. */
export function readChannel(): MonitoredPost[] {
  if (!existsSync(channelFile())) return [];
  return channelSchema
    .parse(JSON.parse(readFileSync(channelFile(), 'utf8')))
    .map(({ message_id: id, text }) => ({ id: `channel:${id}`, text }))
    .filter(({ text }) => /[а-яё]{3}/iu.test(text));
}

const houses: readonly ToldPlace[] = [
  { street: 'Заречная', house: '14' },
  { street: 'Полевая', house: '3' },
  { street: 'Садовая', house: '27' },
  { street: 'Школьная', house: '8' },
  { street: 'Лесная', house: '41' },
];

const mix = <T>(all: readonly T[], { next }: Random): T[] =>
  all
    .map((one) => ({ one, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);

/** The six hundred posts, mixed; the same each time. */
export function tellPosts(): MonitoredPost[] {
  const random = openRandom(KEY);
  const drawn = <T>(all: readonly T[]): T[] => mix(all, random).slice(0, EACH);
  const appeals = drawn(readLabelled(labelledFile()).filter(({ text }) => text.length <= LONGEST)).map(
    ({ source, id, text }) => ({
      id: `appeal:${source}:${id}`,
      text: retell(withoutAddress(text), random.chance(0.75) ? random.pick(houses) : null, random),
    }),
  );
  return mix([...appeals, ...drawn(readChannel())], random);
}

import { localDate } from '../../base/deadlines/index.ts';
import type { MetUnder } from '../../base/networks/index.ts';
import { readTone } from '../../base/understanding/index.ts';
import { readSaidUnder } from '../posts/index.ts';
import { conflictPack } from './rules/pack.ts';
import { angerReader } from './signals/watch-anger.ts';

const isThanks = (text: string): boolean => {
  const tone = readTone(text);
  return tone.length > 0 && tone.every(({ kind }) => kind === 'gratitude');
};

/** How people met posts of ours, by the words conflicts go by. Read anew each time: whatever is let go counts no more. */
export const readMet: MetUnder = async (ctx, urls) => {
  const isAngry = angerReader(ctx, conflictPack.on(localDate(ctx.now)));
  return (await readSaidUnder(ctx, urls)).map(({ words, ...post }) => ({
    ...post,
    read: words.length,
    angry: words.filter(isAngry).length,
    thanks: words.filter(isThanks).length,
  }));
};

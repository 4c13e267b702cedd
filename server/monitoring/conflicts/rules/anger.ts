import { MINUTE } from '../../../../shared/time.ts';
import { readTone } from '../../../base/understanding/index.ts';
import { createRuleMatcher, parseRule } from '../../rules/index.ts';
import type { ConflictRules } from './pack.ts';

/** Whether words are angry: by the words of the pack, by abuse, by irony. It says so of a text, never of a person. */
export type AngerReader = (text: string) => boolean;

export function createAngerReader({
  words,
  unless,
}: Pick<ConflictRules['anger'], 'words' | 'unless'>): AngerReader {
  const match = createRuleMatcher([parseRule(words), parseRule(unless)]);
  return (text) => {
    if (text.trim() === '') return false;
    const found = new Set(match(text).map(({ rule }) => rule));
    if (found.has(1)) return false;
    if (found.has(0)) return true;
    const tone = readTone(text).map(({ kind }) => kind);
    // A short question is no abuse, whatever the model makes of its few words.
    return tone.includes('irony') || (tone.includes('insult') && !text.trimEnd().endsWith('?'));
  };
}

/** An angry comment as the rule counts it. */
export interface AngryComment {
  id: string;
  /** As the network numbers whoever wrote it; '' = not known, and nobody. */
  author: string;
  at: Date;
}

export interface AngerBurst {
  ids: string[];
  people: number;
  /** From the first of them to the last. */
  minutes: number;
  from: Date;
  to: Date;
}

/**
 * The latest stretch, no longer than the rule's, in which so many different people were angry; null where there is none. It
 * begins as early as it may, so that whoever looks sees all of it.
 */
export function findAngerBurst(
  comments: readonly AngryComment[],
  { people, minutes }: Pick<ConflictRules['anger'], 'people' | 'minutes'>,
): AngerBurst | null {
  const known = comments
    .filter(({ author }) => author !== '')
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  for (let last = known.length - 1; last >= 0; last -= 1) {
    const end = known[last];
    if (!end) continue;
    const window = known.filter(
      ({ at }, index) => index <= last && end.at.getTime() - at.getTime() <= minutes * MINUTE,
    );
    const authors = new Set(window.map(({ author }) => author));
    const [first] = window;
    if (authors.size < people || !first) continue;
    return {
      ids: window.map(({ id }) => id),
      people: authors.size,
      minutes: Math.round((end.at.getTime() - first.at.getTime()) / MINUTE),
      from: first.at,
      to: end.at,
    };
  }
  return null;
}

import { diffArrays } from 'diff';

/** A run of words that stayed, came or went. */
export interface DiffPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Texts with more changes than this share too little to be compared: one is shown as put in place of the other. */
const MOST_CHANGES = 3000;

const splitWords = (text: string): string[] => text.match(/\s+|[^\s]+/gu) ?? [];

/** What changed between two versions of an answer, word by word. */
export function diffWords(before: string, after: string): DiffPart[] {
  const parts = diffArrays(splitWords(before), splitWords(after), { maxEditLength: MOST_CHANGES });
  if (!parts)
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  return parts.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}

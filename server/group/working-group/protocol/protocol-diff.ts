import { diffWordsWithSpace } from 'diff';
import type { ProtocolCard } from '../../../../shared/contract/group/working-group-protocol.ts';

/** What changed between two texts, word by word; nothing where there is nothing to compare with. */
export function listDifferences(
  before: string | undefined,
  after: string | undefined,
): ProtocolCard['differences'] {
  if (before === undefined || after === undefined || before === after) return [];
  return diffWordsWithSpace(before, after).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}

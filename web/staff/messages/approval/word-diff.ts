/** A run of words that stayed, came or went. */
export interface DiffPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Longer texts are shown as one replaced whole: a table of words for each pair would take seconds. */
const MAX_WORDS = 1500;

const splitWords = (text: string): string[] => text.match(/\s+|[^\s]+/gu) ?? [];

/** Lengths of the longest common runs of words from each pair of places on. */
function measureCommon(before: string[], after: string[]): Uint16Array[] {
  const table = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      table[i]![j] =
        before[i] === after[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
    }
  }
  return table;
}

/** What changed between two versions of an answer, word by word. */
export function diffWords(before: string, after: string): DiffPart[] {
  const old = splitWords(before);
  const now = splitWords(after);
  if (old.length > MAX_WORDS || now.length > MAX_WORDS) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  }
  const table = measureCommon(old, now);
  const parts: DiffPart[] = [];
  const push = (kind: DiffPart['kind'], text: string): void => {
    const last = parts.at(-1);
    if (last?.kind === kind) last.text += text;
    else parts.push({ kind, text });
  };
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      push('same', old[i]!);
      i += 1;
      j += 1;
    } else if (i < old.length && (j >= now.length || table[i + 1]![j]! >= table[i]![j + 1]!)) {
      push('removed', old[i]!);
      i += 1;
    } else {
      push('added', now[j]!);
      j += 1;
    }
  }
  return parts;
}

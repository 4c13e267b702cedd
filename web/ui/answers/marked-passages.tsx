import type { ReactNode } from 'react';

interface Passage {
  start: number;
  end: number;
  quote: string;
  comment: string;
}

/** Passages of a returned answer with what to mend in each, in the order of the text. */
export function MarkedPassages({ marks }: { marks: readonly Passage[] }): ReactNode {
  if (marks.length === 0) return null;
  return (
    <ol className="passages" aria-label="Отмеченные места">
      {marks.map(({ start, end, quote, comment }) => (
        <li key={`${start}-${end}`}>
          <mark>{quote}</mark> — {comment}
        </li>
      ))}
    </ol>
  );
}

/** A text with its marked passages shown in their places; overlapping ones are shown as one. */
export function MarkedText(props: { text: string; marks: readonly Passage[] }): ReactNode {
  const { text, marks } = props;
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const { start, end, comment } of marks.toSorted((a, b) => a.start - b.start)) {
    const from = Math.max(at, start);
    if (end <= from) continue;
    pieces.push(text.slice(at, from));
    pieces.push(
      <mark key={`${start}-${end}`} title={comment}>
        {text.slice(from, end)}
      </mark>,
    );
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces;
}

import type { ReactNode } from 'react';
import type { FoundIn, Segment } from '../../../../shared/contract/messages/cases-found.ts';

/** A text with the words that were looked for marked in it. */
export function FoundText({ segments }: { segments: readonly Segment[] }): ReactNode {
  return segments.map(({ text, isHit }, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text never change their places
    isHit ? <mark key={at}>{text}</mark> : <span key={at}>{text}</span>,
  );
}

/** The line of the text or of the answer where the words stand. */
export function FoundExcerpt({ found }: { found: FoundIn | undefined }): ReactNode {
  if (!found?.excerpt) return null;
  const { source, segments } = found.excerpt;
  return (
    <span className="found-excerpt small">
      {source === 'answer' && 'Из ответа: '}
      <FoundText segments={segments} />
    </span>
  );
}

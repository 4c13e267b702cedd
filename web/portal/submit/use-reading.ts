import { useEffect, useState } from 'react';
import { understandMessage } from '../../../shared/contract/messages/cases-reading.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { call } from '../../lib/api.ts';
import { useRoute } from '../../lib/query.ts';
import { type SubmitDraft, wordsToRead } from './submit-draft.ts';

/** What the server understands of the words: topic, place, danger, term. */
export type Reading = RouteReply<typeof understandMessage>;

const minLetters = 8;
/** How long a tap waits for the server before it goes on without it, ms. */
const patience = 1500;

export interface ReadWords {
  reading: Reading | undefined;
  /** The reading is of the very words that stand there now. */
  isCurrent: boolean;
  isReading: boolean;
}

/** The words that are read, and the topic their writer chose over what they say. */
export function readingOf({ text, factId, topic }: Pick<SubmitDraft, 'text' | 'factId' | 'topic'>) {
  return { text: wordsToRead(text), ...(topic === 'chosen' && factId && { factId }) };
}

/** The words as the server reads them once the hand rests. */
export function useReading(draft: SubmitDraft): ReadWords {
  const written = readingOf(draft);
  const settled = useSettled(written.text, 400);
  const isLong = settled.length >= minLetters;
  const reply = useRoute(understandMessage, { body: { ...written, text: settled } }, { enabled: isLong });
  return {
    reading: isLong ? reply.data : undefined,
    isCurrent: settled === written.text && (!isLong || !reply.isPlaceholderData),
    isReading: reply.isFetching,
  };
}

/** Reads the words at once, for a tap that must not outrun the server; null where it does not answer in time. */
export async function readNow(draft: SubmitDraft): Promise<Reading | null> {
  const body = readingOf(draft);
  if (body.text.length < minLetters) return null;
  return call(understandMessage, { body }, { timeout: patience }).catch(() => null);
}

/** The value once it has not changed for a while. */
export function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

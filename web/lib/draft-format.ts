interface Envelope {
  version: number;
  savedAt: number;
  value: unknown;
}

/** Drafts older than this are dropped: they hold contacts of a person, ms. */
export const draftLife = 14 * 86_400_000;

export function packDraft(value: unknown, version: number, now: number): string {
  return JSON.stringify({ version, savedAt: now, value } satisfies Envelope);
}

/** The kept value with its time; null when there is none, it is of another version, too old or damaged. */
export function unpackDraft<T>(
  text: string | null,
  version: number,
  now: number,
): { value: T; savedAt: number } | null {
  if (!text) return null;
  try {
    const { version: kept, savedAt, value } = JSON.parse(text) as Envelope;
    if (kept !== version || typeof savedAt !== 'number' || now - savedAt > draftLife) return null;
    return { value: value as T, savedAt };
  } catch {
    return null;
  }
}

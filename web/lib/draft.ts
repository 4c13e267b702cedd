import { useCallback, useEffect, useRef, useState } from 'react';
import { packDraft, unpackDraft } from './draft-format.ts';
import { readStored, writeStored } from './storage.ts';

export interface Draft<T> {
  value: T;
  change: (patch: Partial<T>) => void;
  /** When it was last kept on this device, epoch ms; null when it never was or cannot be. */
  savedAt: number | null;
  /** It was found on this device when the screen opened. */
  wasRestored: boolean;
  /** Forgets the draft on the device and keeps nothing more of it; what is on the screen stays. */
  forget: () => void;
  /** Forgets the draft here and on the device: after sending, or at the person's wish. */
  clear: () => void;
}

/**
 * A form kept on this device while it is typed, so that a closed tab or a lost network loses nothing.
 * `version` changes when the shape of T does: an older draft is then dropped.
 */
export function useDraft<T extends object>(key: string, empty: T, version = 1): Draft<T> {
  const stored = `otklik.draft.${key}`;
  const [found] = useState(() => unpackDraft<T>(readStored(stored), version, Date.now()));
  const [value, setValue] = useState<T>(() => ({ ...empty, ...found?.value }));
  const [savedAt, setSavedAt] = useState<number | null>(found?.savedAt ?? null);
  const isTouched = useRef(false);
  const first = useRef(empty);

  const change = useCallback((patch: Partial<T>) => {
    isTouched.current = true;
    setValue((current) => ({ ...current, ...patch }));
  }, []);
  const forget = useCallback(() => {
    isTouched.current = false;
    writeStored(stored, null);
    setSavedAt(null);
  }, [stored]);
  const clear = useCallback(() => {
    forget();
    setValue(first.current);
  }, [forget]);

  useEffect(() => {
    if (!isTouched.current) return;
    // Whoever closes the page at once loses nothing of the last moment either.
    const stop = () => {
      clearTimeout(timer);
      removeEventListener('pagehide', save);
    };
    const save = () => {
      stop();
      const now = Date.now();
      if (isTouched.current && writeStored(stored, packDraft(value, version, now))) setSavedAt(now);
    };
    const timer = setTimeout(save, 300);
    addEventListener('pagehide', save);
    return stop;
  }, [stored, value, version]);

  return { value, change, savedAt, wasRestored: found !== null, forget, clear };
}

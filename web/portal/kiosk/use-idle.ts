import { useEffect, useRef, useState } from 'react';

/** ms: so long nobody touches anything, and it is asked whether somebody is there. */
const QUIET = 60_000;
/** ms: so long after that the screen is the next person's. */
const PATIENCE = 20_000;

export interface Idle {
  /** The end is near, and is told. */
  isNear: boolean;
  stay: () => void;
}

/** Ends a turn whose person has gone. Whatever is touched or typed, they are there. */
export function useIdle(isWatched: boolean, onEnd: () => void): Idle {
  const [isNear, setNear] = useState(false);
  const [start, restart] = useState(0);
  const end = useRef(onEnd);
  end.current = onEnd;
  const stay = (): void => {
    setNear(false);
    restart((times) => times + 1);
  };
  const touched = useRef(stay);
  touched.current = stay;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each touch starts the time anew
  useEffect(() => {
    if (!isWatched) return;
    const near = setTimeout(() => setNear(true), QUIET);
    const over = setTimeout(() => end.current(), QUIET + PATIENCE);
    const touch = (): void => touched.current();
    const kinds = ['pointerdown', 'keydown', 'input', 'wheel'] as const;
    for (const kind of kinds) addEventListener(kind, touch, { passive: true });
    return () => {
      clearTimeout(near);
      clearTimeout(over);
      for (const kind of kinds) removeEventListener(kind, touch);
    };
  }, [isWatched, start]);
  return { isNear: isNear && isWatched, stay };
}

import { useEffect, useRef } from 'react';

/** What was wished before signing in goes once the person is known: nobody presses twice. */
export function useWish(isReady: boolean, act: () => void): void {
  const isDone = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it can be done
  useEffect(() => {
    if (!isReady || isDone.current) return;
    isDone.current = true;
    act();
  }, [isReady]);
}

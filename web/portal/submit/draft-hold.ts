import { useEffect, useState } from 'react';

/** `mine`: this page writes the draft; `elsewhere`: another open page does. */
export type DraftHold = 'asking' | 'mine' | 'elsewhere';

/** A page that has just gone may still be letting go, ms. */
const LETTING_GO = 150;

/**
 * Whether this page may write the draft. Two open pages of one draft would overwrite each other's words unannounced: the
 * first to open it holds it until it is left or closed. A browser that cannot hold asks nothing.
 */
export function useDraftHold(key: string): DraftHold {
  const [hold, setHold] = useState<DraftHold>('asking');
  useEffect(() => {
    const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
    if (!locks) return setHold('mine');
    let letGo = () => {};
    let isGone = false;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const ask = (): Promise<boolean> =>
      locks.request(`otklik-draft-${key}`, { ifAvailable: true }, async (lock) => {
        if (!lock) return false;
        if (!isGone) setHold('mine');
        await held;
        return true;
      });
    void ask().then(async (wasMine) => {
      if (wasMine || isGone) return;
      await new Promise((done) => setTimeout(done, LETTING_GO));
      if (!isGone && !(await ask()) && !isGone) setHold('elsewhere');
    });
    return () => {
      isGone = true;
      letGo();
    };
  }, [key]);
  return hold;
}

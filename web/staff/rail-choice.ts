import { useEffect } from 'react';
import { readStored, writeStored } from '../lib/storage.ts';
import { createStore, useStore } from '../lib/store.ts';

/** Sections opened and closed by hand on this device: how much of the map one wants to see depends on the window. */
type Choice = Readonly<Record<string, boolean>>;

const key = 'otklik.rail';
const choices = createStore<Choice>(readChoice(), {});

/** `messages+ group-` as it is kept. */
function readChoice(): Choice {
  const kept = (readStored(key) ?? '').split(' ').filter(Boolean);
  return Object.fromEntries(kept.map((word) => [word.slice(0, -1), word.endsWith('+')]));
}

function choose(id: string, isShown: boolean | undefined): void {
  choices.set((all) => {
    const { [id]: _, ...others } = all;
    return isShown === undefined ? others : { ...others, [id]: isShown };
  });
  const kept = Object.entries(choices.get()).map(([one, isOn]) => `${one}${isOn ? '+' : '-'}`);
  writeStored(key, kept.join(' ') || null);
}

/**
 * Whether a section shows its screens: as chosen by hand, else `usual`. Who comes into a section sees where they are, even if it
 * was closed by hand.
 */
export function useRailChoice(
  id: string,
  usual: boolean,
  isHere: boolean,
): [isShown: boolean, choose: (isShown: boolean) => void] {
  const chosen = useStore(choices)[id];
  useEffect(() => {
    if (isHere && choices.get()[id] === false) choose(id, undefined);
  }, [id, isHere]);
  return [chosen ?? usual, (isShown) => choose(id, isShown === usual ? undefined : isShown)];
}

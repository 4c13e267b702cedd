import { useLayoutEffect, useRef } from 'react';
import { findMatch, isTextField, type Keys, ownsActivation, type Sequence, worksInText } from './keys.ts';
import { readStored, writeStored } from './storage.ts';
import { createStore, useStore } from './store.ts';

/** One key and what it does. The same list feeds the `?` sheet and the Ctrl+K palette. */
export interface Hotkey {
  keys: Keys;
  /** What it does, in words: «Следующее сообщение». */
  label: string;
  run: () => void;
  /** Left out of the sheet and the palette: a twin of another key. */
  hidden?: boolean;
  /** The key works even when single keys are switched off: Esc, Ctrl+K. Chords with Ctrl always do. */
  always?: boolean;
}

export interface HotkeyScope {
  id: number;
  title: string;
  hotkeys: readonly Hotkey[];
  /** Keys of an open dialog; those of the page below are silent meanwhile. */
  inDialog: boolean;
}

const scopes = createStore<readonly HotkeyScope[]>([]);
const enabled = createStore(readStored('otklik.hotkeys') !== 'off', true);
/** Whether the last letter typed was Cyrillic: then hints show the Russian letter too. */
const russianLayout = createStore(false);
let waiting: Sequence | null = null;
let nextId = 1;

export function useHotkeysEnabled(): boolean {
  return useStore(enabled);
}

export function setHotkeysEnabled(on: boolean): void {
  writeStored('otklik.hotkeys', on ? null : 'off');
  enabled.set(on);
}

export function useRussianLayout(): boolean {
  return useStore(russianLayout);
}

/** All keys that act now, by scope, the page's own last. */
export function useHotkeyScopes(): readonly HotkeyScope[] {
  return useStore(scopes);
}

/**
 * Gives keys to the screen while it is mounted. A later scope wins over an earlier one,
 * so a screen may override the shell. Pass a fresh list each render: handlers see current state.
 */
export function useHotkeys(
  title: string,
  hotkeys: readonly Hotkey[],
  options: { active?: boolean; inDialog?: boolean } = {},
): void {
  const { active = true, inDialog = false } = options;
  const latest = useRef(hotkeys);
  // Before the screen is painted: a key pressed at what one sees must never act on what stood there before.
  useLayoutEffect(() => {
    latest.current = hotkeys;
  });
  const signature = hotkeys.map(({ keys, label, hidden }) => `${keys}\t${label}\t${hidden ?? ''}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the list, which is new each render
  useLayoutEffect(() => {
    if (!active) return;
    const id = nextId++;
    const stable = latest.current.map((hotkey, at) => ({ ...hotkey, run: () => latest.current[at]?.run() }));
    scopes.set((all) => [...all, { id, title, hotkeys: stable, inDialog }]);
    return () => scopes.set((all) => all.filter((scope) => scope.id !== id));
  }, [title, signature, active, inDialog]);
}

/** Starts listening; called once by each entry. */
export function listenForHotkeys(): void {
  document.addEventListener('keydown', onKeyDown);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.isComposing || event.defaultPrevented || isModifier(event.key)) return;
  if (/^\p{L}$/u.test(event.key)) russianLayout.set(/\p{Script=Cyrillic}/u.test(event.key));
  const inDialog = document.querySelector('dialog:modal') !== null;
  const target = event.target instanceof HTMLElement ? event.target : null;
  const inText = isTextField(target);
  const live = scopes
    .get()
    .filter((scope) => scope.inDialog === inDialog)
    .flatMap((scope) => scope.hotkeys)
    .filter((hotkey) => mayRun(hotkey, inText, target));
  const match = findMatch(
    live.map(({ keys }) => keys),
    event,
    waiting,
    event.timeStamp,
  );
  waiting = match.waiting;
  const hotkey = live[match.run];
  if (hotkey) {
    event.preventDefault();
    hotkey.run();
  }
}

function mayRun(hotkey: Hotkey, inText: boolean, target: HTMLElement | null): boolean {
  if (worksInText(hotkey.keys)) return true;
  if (inText) return false;
  // Enter on a focused button presses that button and nothing else.
  if ((hotkey.keys === 'Enter' || hotkey.keys === 'Space') && ownsActivation(target)) return false;
  return hotkey.always === true || enabled.get();
}

function isModifier(key: string): boolean {
  return key === 'Shift' || key === 'Control' || key === 'Alt' || key === 'Meta';
}

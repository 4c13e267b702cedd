import { useMemo, useSyncExternalStore } from 'react';
import { keysOf } from '../../shared/known.ts';
import {
  parseVi,
  serializeVi,
  type ViKey,
  type ViSettings,
  viChoices,
  viCookieName,
  viDefaults,
} from '../../shared/text/vi.ts';
import { useFirstLook } from './first-look.ts';
import { readCookie, writeCookie } from './storage.ts';
import { createStore } from './store.ts';

const settings = createStore<ViSettings | null>(null);

/**
 * Reads the cookie and puts its attributes on <html>; called before the first render.
 * The server has usually done so already, this repeats it where a page came from a cache.
 */
export function startVi(): void {
  settings.watch(() => applyVi(settings.get()));
  settings.set(parseVi(readCookie(viCookieName)));
  applyVi(settings.get());
}

export function useVi(): ViSettings | null {
  const { vi } = useFirstLook();
  const first = useMemo(() => parseVi(vi), [vi]);
  return useSyncExternalStore(settings.watch, settings.get, () => first);
}

/** Turns the version on with its defaults, or off. */
export function toggleVi(): void {
  saveVi(settings.get() ? null : viDefaults);
}

export function changeVi<K extends ViKey>(key: K, value: ViSettings[K]): void {
  saveVi({ ...(settings.get() ?? viDefaults), [key]: value });
}

function saveVi(next: ViSettings | null): void {
  writeCookie(viCookieName, next && serializeVi(next));
  settings.set(next);
}

function applyVi(next: ViSettings | null): void {
  const root = document.documentElement;
  for (const key of keysOf(viChoices)) {
    if (next) root.setAttribute(`data-vi-${key}`, next[key]);
    else root.removeAttribute(`data-vi-${key}`);
  }
}

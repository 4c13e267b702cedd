import { createStore } from './store.ts';

export interface Toast {
  id: number;
  text: string;
  tone: 'done' | 'problem';
  /** Takes the action back; offered for 8 s as «Отменить» and by key Z. */
  undo?: () => void;
  /** Sends what failed once more. */
  retry?: () => void;
}

/** How long a notice stays, ms; it waits while the pointer or focus is on it. */
export const toastTime = 8000;
/** A failure is read more slowly than «Принято». */
export const problemTime = 30_000;

export const toasts = createStore<readonly Toast[]>([]);
let nextId = 1;

/**
 * Shows a notice at the foot of the page; returns its id. A failure that needs reading belongs on the screen, not here.
 */
export function showToast(
  text: string,
  options: Pick<Partial<Toast>, 'tone' | 'undo' | 'retry'> = {},
): number {
  const toast: Toast = {
    id: nextId++,
    text,
    tone: options.tone ?? 'done',
    ...(options.undo ? { undo: options.undo } : {}),
    ...(options.retry ? { retry: options.retry } : {}),
  };
  toasts.set((all) => [...all, toast].slice(-3));
  return toast.id;
}

export function dismissToast(id: number): void {
  toasts.set((all) => all.filter((toast) => toast.id !== id));
}

/** Takes back the latest action that still can be; says whether there was one. */
export function undoLatest(): boolean {
  const latest = toasts.get().findLast((toast) => toast.undo);
  if (!latest) return false;
  dismissToast(latest.id);
  latest.undo?.();
  return true;
}

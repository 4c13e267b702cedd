import { useState } from 'react';
import { announce } from '../../../lib/announce.ts';
import type { Form } from '../../../ui/forms/use-form.ts';
import type { Areas } from './sketch.ts';

/** Steps back that are kept. */
const MOST_STEPS = 200;

interface Kept {
  past: readonly Areas[];
  future: readonly Areas[];
  /** What the last step was of: digits of one number, a drag of one corner are one step. */
  mark: string;
}

export interface Steps {
  canUndo: boolean;
  canRedo: boolean;
  change: (areas: Areas, mark?: string) => void;
  undo: () => void;
  redo: () => void;
}

/** Changes of what is drawn that can be taken back, and taken again. */
export function useSteps(form: Form<{ areas: Areas }>): Steps {
  const [{ past, future }, setKept] = useState<Kept>({ past: [], future: [], mark: '' });
  const now = () => form.get().areas;
  return {
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    change(areas, mark = '') {
      const before = now();
      setKept((kept) => ({
        past: mark !== '' && mark === kept.mark ? kept.past : [...kept.past, before].slice(-MOST_STEPS),
        future: [],
        mark,
      }));
      form.set({ areas });
    },
    undo() {
      const to = past.at(-1);
      if (!to) return;
      setKept({ past: past.slice(0, -1), future: [now(), ...future], mark: '' });
      form.set({ areas: to });
      announce('Шаг отменён');
    },
    redo() {
      const [to, ...rest] = future;
      if (!to) return;
      setKept({ past: [...past, now()], future: rest, mark: '' });
      form.set({ areas: to });
      announce('Шаг возвращён');
    },
  };
}

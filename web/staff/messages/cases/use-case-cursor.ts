import { useEffect, useState } from 'react';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';

type OnRow = (row: CaseRow, shown: readonly CaseRow[]) => void;

/** The row under J and K, and the keys that act on it. Returns its id. */
export function useCaseCursor(
  rows: readonly CaseRow[],
  acts: {
    open: (row: CaseRow) => void;
    takeRow: () => CaseRow | undefined;
    toggle: OnRow | undefined;
    pickRange: OnRow | undefined;
    toggleDensity: () => void;
  },
): string | null {
  const [id, setId] = useState<string | null>(null);
  const at = rows.findIndex((row) => row.id === id);
  const current = rows[at];
  const step = (by: 1 | -1) => {
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next) setId(next.id);
  };
  const isHere = rows.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the first rows are here
  useEffect(() => {
    const row = isHere ? acts.takeRow() : undefined;
    if (row) setId(row.id);
  }, [isHere]);
  useEffect(() => {
    const row = id && document.querySelector(`[data-key="${id}"]`);
    if (!row) return;
    row.scrollIntoView({ block: 'nearest' });
    // The cursor is the focus too: a screen reader tells the row, and a button pressed before does not take Enter.
    row.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
  }, [id]);
  // X before any J is about the first row, which becomes the current one.
  const onCurrent = (act: OnRow | undefined) => () => {
    const row = current ?? rows[0];
    if (!row) return;
    setId(row.id);
    act?.(row, rows);
  };
  useHotkeys('Дела', [
    { keys: 'KeyJ', label: 'Следующее дело', run: () => step(1) },
    { keys: 'ArrowDown', label: 'Следующее дело', run: () => step(1), hidden: true },
    { keys: 'KeyK', label: 'Предыдущее дело', run: () => step(-1) },
    { keys: 'ArrowUp', label: 'Предыдущее дело', run: () => step(-1), hidden: true },
    { keys: 'Enter', label: 'Открыть дело', run: () => current && acts.open(current) },
    { keys: 'KeyX', label: 'Отметить дело', run: onCurrent(acts.toggle) },
    { keys: 'Shift+KeyX', label: 'Отметить до этого дела', run: onCurrent(acts.pickRange) },
    { keys: 'KeyD', label: 'Плотность строк', run: acts.toggleDensity },
  ]);
  return current?.id ?? null;
}

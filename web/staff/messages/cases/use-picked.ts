import { useMemo, useState } from 'react';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import { mostNamed } from '../../../../shared/contract/messages/cases-list.ts';
import { pickRange, togglePicked } from '../../../ui/table-choice.ts';

export interface PickedCases {
  keys: ReadonlySet<string>;
  /** In the order they were marked; also those of other pages. */
  rows: readonly CaseRow[];
  /** Marks exactly these of the shown rows, and keeps marks of other pages. */
  set: (keys: ReadonlySet<string>, shown: readonly CaseRow[]) => void;
  toggle: (row: CaseRow, shown: readonly CaseRow[]) => void;
  pickRange: (row: CaseRow, shown: readonly CaseRow[]) => void;
  clear: () => void;
}

/** Marks live across pages: what was marked stays marked while one walks on. */
export function usePicked(): PickedCases {
  const [rows, setRows] = useState<readonly CaseRow[]>([]);
  const [anchor, setAnchor] = useState('');
  const keys = useMemo(() => new Set(rows.map(({ id }) => id)), [rows]);
  const set = (next: ReadonlySet<string>, shown: readonly CaseRow[]) => {
    const known = new Map([...rows, ...shown].map((row) => [row.id, row]));
    setRows([...next].flatMap((id) => known.get(id) ?? []).slice(0, mostNamed));
  };
  return {
    keys,
    rows,
    set,
    toggle: (row, shown) => {
      setAnchor(row.id);
      set(togglePicked(keys, row.id), shown);
    },
    pickRange: (row, shown) => {
      const ids = shown.map(({ id }) => id);
      set(pickRange(keys, ids, ids.includes(anchor) ? anchor : row.id, row.id), shown);
    },
    clear: () => setRows([]),
  };
}

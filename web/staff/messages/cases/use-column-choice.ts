import { useState } from 'react';
import { readStored, writeStored } from '../../../lib/storage.ts';
import { caseColumns, usualColumns } from './case-columns.tsx';

const key = 'otklik.case-columns';

/** Which columns the list has, remembered on this device. */
export function useColumnChoice(): [chosen: readonly string[], choose: (columns: readonly string[]) => void] {
  const [chosen, setChosen] = useState<readonly string[]>(() => {
    const stored = readStored(key)?.split(',') ?? [];
    const known = caseColumns.map(({ id }) => id).filter((id) => stored.includes(id));
    return known.length > 0 ? known : usualColumns;
  });
  const choose = (columns: readonly string[]) => {
    writeStored(key, columns.join(','));
    setChosen(columns);
  };
  return [chosen, choose];
}

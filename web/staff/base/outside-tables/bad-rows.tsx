import type { ReactNode } from 'react';
import type { BadTableRow } from '../../../../shared/contract/outside-tables.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';

/** Rows of a file that are not read, each with why; nothing where all are. */
export function BadRows(props: {
  /** «Строки таблицы, которые не сверены». */
  title: string;
  of: { badRows: readonly BadTableRow[]; badCount: number };
  isOpen?: boolean;
}): ReactNode {
  const { badRows, badCount } = props.of;
  if (badCount === 0) return null;
  return (
    <details open={props.isOpen}>
      <summary>
        {props.title}: {formatNumber(badCount)}
      </summary>
      <ul className="plain-rows">
        {badRows.map(({ row, reason }) => (
          <li key={row}>
            <span className="number">Строка {row}</span>
            <span>{reason}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

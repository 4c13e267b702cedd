import type { ReactNode } from 'react';
import type { RefusedListRow } from '../../../../shared/contract/base/list-rows.ts';
import { Section } from '../../../ui/section.tsx';

/** Rows of a list that are not taken, each with all that is wrong with it; `more` of them are not named. */
export function RefusedRows({
  rows,
  more = 0,
}: {
  rows: readonly RefusedListRow[];
  more?: number;
}): ReactNode {
  if (rows.length === 0) return null;
  return (
    <Section title="Не подходят" isSmall>
      <ul className="plain-rows">
        {rows.map(({ row, name, faults }) => (
          <li key={row}>
            <span>
              Строка {row}, <b>{name}</b>
            </span>
            <span>{faults.join('; ')}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="muted">И ещё {more}.</p>}
    </Section>
  );
}

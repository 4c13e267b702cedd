import type { ComponentProps, ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import './outside-tables.css';

export const FIRST_DIFFERENCES = 50;
/** So many one page holds; the rest comes once these are decided. */
const MOST_DIFFERENCES = 200;

interface Listed<T> {
  differences: readonly T[];
  next: string | null;
}

/** Differences of one kind, the undecided first. */
export function DifferenceList<T>(props: {
  list: ComponentProps<typeof Loadable<Listed<T>>>['query'];
  /** Said where both sides are alike. */
  empty: string;
  limit: number;
  onLimit: (limit: number) => void;
  row: (one: T) => ReactNode;
}): ReactNode {
  const { list, empty, limit, onLimit, row } = props;
  return (
    <Loadable query={list} failed="Расхождения не открылись">
      {({ differences, next }) =>
        differences.length === 0 ? (
          <EmptyState title="Расхождений нет">{empty}</EmptyState>
        ) : (
          <div className="stack">
            <ul className="outside-table__list">{differences.map(row)}</ul>
            {next && limit < MOST_DIFFERENCES && (
              <Button onClick={() => onLimit(MOST_DIFFERENCES)}>Показать ещё</Button>
            )}
          </div>
        )
      }
    </Loadable>
  );
}

import type { ComponentProps, ReactNode } from 'react';
import type { OutsideTable } from '../../../../shared/contract/outside-tables.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import './outside-tables.css';

interface Listed<T> {
  tables: readonly T[];
  /** The columns were written down from a law, and nobody has held them against a true file. */
  isUnverified: boolean;
  legal: string;
}

/** Where tables of an outside system are brought, ours are taken in its columns, and the former ones are opened. */
export function TablesStart<T extends OutsideTable>(props: {
  list: ComponentProps<typeof Loadable<Listed<T>>>['query'];
  to: '/staff/reconcile' | '/staff/federal';
  upload: ReactNode;
  exporting: ReactNode;
  words: {
    failed: string;
    former: string;
    /** Said where none was brought yet. */
    none: string;
    hint: string;
    /** «ещё не сверено»: beside the rows of one that was not looked through. */
    waiting: string;
  };
  /** What became of one; null before it was looked through. */
  describe: (one: T) => string | null;
}): ReactNode {
  const { list, to, upload, exporting, words, describe } = props;
  const { dateTime } = useFormats();
  return (
    <Loadable query={list} failed={words.failed}>
      {({ tables, isUnverified, legal }) => (
        <div className="stack">
          {upload}
          {isUnverified && (
            <p className="small">
              <Mark tone="warning">не подтверждено</Mark> {legal}. Сверьте столбцы с настоящей выгрузкой.
            </p>
          )}
          {exporting}
          <Section title={words.former} className="stack">
            {tables.length === 0 ? (
              <EmptyState title={words.none}>
                <p>{words.hint}</p>
              </EmptyState>
            ) : (
              <ol className="plain-rows">
                {tables.map((one) => (
                  <li key={one.id}>
                    <PageLink to={to} search={{ id: one.id }}>
                      {one.filename}
                    </PageLink>
                    <span className="small">
                      {dateTime(one.createdAt)} · {one.createdByName} ·{' '}
                      {describe(one) ??
                        `${counted(one.rowCount, 'строка', 'строки', 'строк')}, ${words.waiting}`}
                    </span>
                  </li>
                ))}
              </ol>
            )}
          </Section>
        </div>
      )}
    </Loadable>
  );
}

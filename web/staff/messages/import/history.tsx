import { type ReactNode, useState } from 'react';
import { type ImportProgress, listImports } from '../../../../shared/contract/messages/imports.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Status } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { isRunning, stateWords } from './import-words.ts';

const LIMIT = 20;
/** While something runs its counts grow in the list too, ms. */
const LOOK = 3000;

/** What was loaded before, newest first. */
export function History(): ReactNode {
  const [limit, setLimit] = useState(LIMIT);
  const list = useRoute(listImports, { query: { limit } });
  const isBusy = list.data?.imports.some(({ state }) => isRunning(state)) ?? false;
  useRoute(listImports, { query: { limit } }, { enabled: isBusy, refreshEvery: LOOK });
  return (
    <Section title="Прошлые загрузки" className="stack">
      <Loadable query={list} failed="Список загрузок не открылся">
        {({ imports, next }) =>
          imports.length === 0 ? (
            <EmptyState title="Загрузок ещё не было">
              <p>Здесь останутся отчёты: сколько строк принято, сколько нет и почему.</p>
            </EmptyState>
          ) : (
            <div className="stack">
              <ol className="import-history">
                {imports.map((one) => (
                  <HistoryRow key={one.id} one={one} />
                ))}
              </ol>
              {next && limit < 200 && (
                <Button onClick={() => setLimit((now) => Math.min(200, now + LIMIT))}>Показать ещё</Button>
              )}
            </div>
          )
        }
      </Loadable>
    </Section>
  );
}

function HistoryRow({ one }: { one: ImportProgress }): ReactNode {
  const { dateTime } = useFormats();
  const words = stateWords[one.state];
  const hasCounts = one.state !== 'uploaded' && one.state !== 'queued';
  return (
    <li className="import-history__row">
      <div>
        <PageLink to="/staff/import" search={{ id: one.id }}>
          {one.filename}
        </PageLink>
        <p className="small muted">
          {dateTime(one.createdAt)} · {one.createdByName}
        </p>
      </div>
      <Status tone={words.tone} {...(words.icon && { icon: words.icon })}>
        {words.title}
      </Status>
      {hasCounts && (
        <dl className="import-history__counts">
          <Count label="принято" value={one.accepted} />
          <Count label="повторы" value={one.repeated} />
          <Count label="не приняты" value={one.refused} />
        </dl>
      )}
    </li>
  );
}

function Count({ label, value }: { label: string; value: number }): ReactNode {
  return (
    <div>
      <dt className="small muted">{label}</dt>
      <dd className={value === 0 ? 'muted' : undefined}>{formatNumber(value)}</dd>
    </div>
  );
}

import { type ReactNode, useState } from 'react';
import { type LetterState, listLetters } from '../../../shared/contract/outbox.ts';
import { useFormats } from '../../lib/format.ts';
import { useRoute } from '../../lib/query.ts';
import { Mark } from '../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import { CursorPages, useCursorTrail } from '../parts/cursor-pages.tsx';
import { FilterSelect } from '../parts/filter-select.tsx';
import { StaffPage } from '../staff-page.tsx';
import '../parts/desk.css';

const stateWords: Readonly<Record<LetterState, string>> = {
  queued: 'ждёт отправки',
  sent: 'отправлено',
  shown: 'показано здесь',
};

/** Letters and messages to residents and executors; codes are seen in the demo only. */
export function OutboxPage(): ReactNode {
  const [state, setState] = useState<'' | LetterState>('');
  const trail = useCursorTrail();
  const formats = useFormats();
  const { cursor } = trail;
  const letters = useRoute(
    listLetters,
    { query: { limit: 50, ...(state && { state }), ...(cursor && { cursor }) } },
    { refreshEvery: 30_000 },
  );
  return (
    <StaffPage title="Исходящие письма" hasFinder>
      <div className="desk">
        <div className="desk__filters">
          <FilterSelect
            label="Состояние"
            value={state}
            choices={[
              { value: '', label: 'любое' },
              ...(Object.keys(stateWords) as LetterState[]).map((value) => ({
                value,
                label: stateWords[value],
              })),
            ]}
            onChange={(value) => {
              trail.restart();
              setState(value);
            }}
          />
        </div>
        <Loadable query={letters} failed="Письма не загрузились">
          {(data) => (
            <>
              {data.isDemo && (
                <p className="muted">В демонстрации ничего не уходит: письма, коды и ссылки видны здесь.</p>
              )}
              {data.letters.length === 0 ? (
                <EmptyState title="Писем нет">
                  Они появятся, когда житель сообщит о проблеме или получит ответ.
                </EmptyState>
              ) : (
                <ol className="desk__list">
                  {data.letters.map((letter) => (
                    <li key={letter.id} className="desk__sheet">
                      <span className="cluster meta">
                        <span>{letter.channel === 'sms' ? 'SMS' : 'Письмо'}</span>
                        <span>{letter.recipient}</span>
                        <span>{formats.dateTime(letter.createdAt)}</span>
                        <Mark tone={letter.state === 'queued' ? 'warning' : 'ok'}>
                          {stateWords[letter.state]}
                        </Mark>
                      </span>
                      {letter.subject && <b>{letter.subject}</b>}
                      <span>{letter.text}</span>
                    </li>
                  ))}
                </ol>
              )}
              <CursorPages
                label="Страницы писем"
                trail={trail}
                next={data.next}
                words={['Новее', 'Старше']}
              />
            </>
          )}
        </Loadable>
      </div>
    </StaffPage>
  );
}

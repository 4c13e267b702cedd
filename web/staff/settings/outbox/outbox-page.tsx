import type { ReactNode } from 'react';
import {
  type Letter,
  type LetterState,
  letterState,
  listLetters,
} from '../../../../shared/contract/base/outbox.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { usePermission } from '../../../lib/session.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { Mark, type Tone } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { CursorPages, useCursorTrail } from '../../base/parts/cursor-pages.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { LetterTrouble, Settling } from './letter-trouble.tsx';
import '../../base/parts/desk.css';

const stateWords: Readonly<Record<LetterState, string>> = {
  queued: 'ждёт отправки',
  held: 'ждёт своего часа',
  sending: 'отправляется',
  sent: 'отправлено',
  unknown: 'могло дойти',
  shown: 'показано здесь',
  dead: 'не ушло',
  dropped: 'получатель отказался',
  digested: 'вошло в общее письмо',
};
const tones: Readonly<Partial<Record<LetterState, Tone>>> = {
  queued: 'warning',
  held: 'info',
  sending: 'info',
  unknown: 'danger',
  dead: 'danger',
  dropped: 'quiet',
};
const channelWords: Readonly<Record<Letter['channel'], string>> = {
  sms: 'SMS',
  email: 'Письмо',
  push: 'Уведомление в браузере',
  max: 'MAX',
};

/** Letters and messages to residents and executors; codes are seen in the demo only. */
export function OutboxPage(): ReactNode {
  const [filters, filter] = useUrlQuery();
  const state = letterState.safeParse(filters.state).data ?? '';
  const trail = useCursorTrail();
  const mayManage = usePermission('outbox.manage');
  const formats = useFormats();
  const { cursor } = trail;
  const letters = useRoute(
    listLetters,
    { query: { limit: 50, ...(state && { state }), ...(cursor && { cursor }) } },
    { refreshEvery: 30_000 },
  );
  return (
    <StaffPage
      title="Исходящие письма"
      hasFinder
      actions={mayManage && <ButtonLink to="/staff/letters">Каналы отправки</ButtonLink>}
    >
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
              filter({ state: value });
            }}
          />
        </div>
        <Loadable query={letters} failed="Письма не загрузились">
          {(data) => (
            <>
              {data.isDemo && (
                <p className="muted">В демонстрации ничего не уходит: письма, коды и ссылки видны здесь.</p>
              )}
              <UnknownNote letters={data.letters} />
              {data.letters.length === 0 ? (
                <EmptyState title="Писем нет">
                  Они появятся, когда житель сообщит о проблеме или получит ответ.
                </EmptyState>
              ) : (
                <ol className="desk__list">
                  {data.letters.map((letter) => (
                    <li key={letter.id} className="desk__sheet">
                      <span className="cluster meta">
                        <span>{channelWords[letter.channel]}</span>
                        <span>{letter.recipient}</span>
                        <span>{formats.dateTime(letter.createdAt)}</span>
                        <Mark tone={tones[letter.state] ?? 'ok'}>{stateWords[letter.state]}</Mark>
                      </span>
                      {letter.subject && <b>{letter.subject}</b>}
                      <span>{letter.text}</span>
                      <LetterTrouble letter={letter} />
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

/** What is known of letters that may have arrived, and both ends for all of the page at once. */
function UnknownNote({ letters }: { letters: readonly Letter[] }): ReactNode {
  const ids = letters.filter(({ can }) => can.includes('settle')).map(({ id }) => id);
  if (ids.length === 0) return null;
  return (
    <p className="note cluster">
      <span>
        Связь оборвалась после отправки: дошло ли, неизвестно. Само такое письмо второй раз не уйдёт. Спросите
        на почтовом сервере или у шлюза и решите.
      </span>
      {ids.length > 1 && <Settling ids={ids} />}
    </p>
  );
}

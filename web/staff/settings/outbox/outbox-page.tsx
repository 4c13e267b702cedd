import { type ReactNode, useState } from 'react';
import { type Letter, type LetterState, listLetters } from '../../../../shared/contract/base/outbox.ts';
import { resendLetter } from '../../../../shared/contract/base/outbox-settings.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Mark, type Tone } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { CursorPages, useCursorTrail } from '../../base/parts/cursor-pages.tsx';
import { FilterSelect } from '../../base/parts/filter-select.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import '../../base/parts/desk.css';

const stateWords: Readonly<Record<LetterState, string>> = {
  queued: 'ждёт отправки',
  held: 'ждёт своего часа',
  sent: 'отправлено',
  shown: 'показано здесь',
  dead: 'не ушло',
  dropped: 'получатель отказался',
  digested: 'вошло в общее письмо',
};
const tones: Readonly<Partial<Record<LetterState, Tone>>> = {
  queued: 'warning',
  held: 'info',
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
  const [state, setState] = useState<'' | LetterState>('');
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

/** Why a letter has not gone, when the next try comes, and sending it again by hand. */
function LetterTrouble({ letter }: { letter: Letter }): ReactNode {
  const formats = useFormats();
  const resend = useCommand(resendLetter, {
    onDone: () => showToast('Письмо снова в очереди'),
  });
  const isWaiting = letter.state === 'queued' || letter.state === 'held';
  if (!letter.reason && !(isWaiting && letter.nextAt)) return null;
  return (
    <span className="cluster">
      <span className="muted">
        {letter.reason}
        {letter.attempts > 0 && ` · ${counted(letter.attempts, 'попытка', 'попытки', 'попыток')}`}
        {isWaiting && letter.nextAt && ` · следующая отправка ${formats.dateTime(letter.nextAt)}`}
      </span>
      {letter.can.includes('resend') && (
        <Button busy={resend.isPending} onClick={() => resend.mutate({ params: { id: letter.id } })}>
          Отправить снова
        </Button>
      )}
    </span>
  );
}

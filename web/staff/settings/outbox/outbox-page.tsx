import type { ReactNode } from 'react';
import {
  type Letter,
  type LetterState,
  letterStates,
  listLetters,
} from '../../../../shared/contract/base/outbox.ts';
import { usePermission } from '../../../lib/session.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Mark, type Tone } from '../../../ui/mark.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { LetterTrouble, Settling } from './letter-trouble.tsx';

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

const letters = defineList({
  route: listLetters,
  name: 'Исходящие письма',
  caption: 'Письма, новые сверху',
  filters: () => [
    {
      kind: 'choice',
      name: 'state',
      label: 'Состояние',
      unset: 'любое',
      choices: letterStates.map((value) => ({ value, label: stateWords[value] })),
    },
  ],
  ask: ({ state }) => ({ state: letterStates.find((one) => one === state) }),
  rows: (reply) => reply.letters,
  rowKey: ({ id }) => id,
  look: {
    listClass: 'desk__list',
    itemClass: 'desk__sheet',
    item: (letter, { formats }) => (
      <>
        <span className="cluster meta">
          <span>{channelWords[letter.channel]}</span>
          <span>{letter.recipient}</span>
          <span>{formats.dateTime(letter.createdAt)}</span>
          <Mark tone={tones[letter.state] ?? 'ok'}>{stateWords[letter.state]}</Mark>
        </span>
        {letter.subject && <b>{letter.subject}</b>}
        <span>{letter.text}</span>
        <LetterTrouble letter={letter} />
      </>
    ),
  },
  failed: 'Письма не загрузились',
  empty: {
    title: 'Писем нет',
    words: 'Они появятся, когда житель сообщит о проблеме или получит ответ.',
  },
  nothing: { title: 'Писем нет', words: 'Выберите другое состояние.' },
  pages: { label: 'Страницы писем', words: ['Новее', 'Старше'] },
  refreshEvery: 30_000,
  walk: 'none',
});

/** Letters and messages to residents and executors; codes are seen in the demo only. */
export function OutboxPage(): ReactNode {
  const list = useList(letters);
  const mayManage = usePermission('outbox.manage');
  return (
    <StaffPage
      title="Исходящие письма"
      hasFinder
      actions={mayManage && <ButtonLink to="/staff/letters">Каналы отправки</ButtonLink>}
    >
      <div className="desk">
        <List
          list={list}
          above={(reply) => (
            <>
              {reply.isDemo && (
                <p className="muted">В демонстрации ничего не уходит: письма, коды и ссылки видны здесь.</p>
              )}
              <UnknownNote letters={reply.letters} />
            </>
          )}
        />
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

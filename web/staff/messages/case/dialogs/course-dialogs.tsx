import type { ReactNode } from 'react';
import * as answersContract from '../../../../../shared/contract/messages/cases-answers.ts';
import * as movesContract from '../../../../../shared/contract/messages/cases-moves.ts';
import type { Route } from '../../../../../shared/contract/route.ts';
import { ReasonDialog } from '../../../base/case-kit/reason-dialog.tsx';
import type { CaseDesk } from '../use-case-desk.ts';
import { ComplaintDialog } from './complaint-dialog.tsx';
import { ForwardDialog } from './forward-dialog.tsx';
import { GroundDialog } from './ground-dialog.tsx';
import { TakeBackDialog } from './take-back-dialog.tsx';

export type CourseDialog =
  | 'refuse'
  | 'reopen'
  | 'forward'
  | 'take-back'
  | 'close-forwarded'
  | 'resume'
  | 'terminate'
  | 'return-to-moderation'
  | 'complaint';

export const isCourseDialog = (dialog: string | null): dialog is CourseDialog =>
  dialog !== null &&
  (dialog in reasons ||
    ['refuse', 'reopen', 'forward', 'take-back', 'terminate', 'complaint'].includes(dialog));

interface Reason {
  route: Route;
  field: 'reason' | 'text';
  title: string;
  label: string;
  hint?: string;
  action: string;
  done: string;
}

/** Decisions that need their words alone. */
const reasons: Readonly<Partial<Record<CourseDialog, Reason>>> = {
  'close-forwarded': {
    route: movesContract.closeForwarded,
    field: 'text',
    title: 'Закрыть переданное',
    label: 'Что ответил орган',
    hint: 'Житель прочтёт эти слова. «Передано» не считается решённым.',
    action: 'Закрыть',
    done: 'Закрыто: передано',
  },
  resume: {
    route: movesContract.resumeCase,
    field: 'text',
    title: 'Житель уточнил',
    label: 'Что сказал житель',
    hint: 'По телефону или лично. Дело вернётся туда, откуда спросили.',
    action: 'Записать уточнение',
    done: 'Уточнение записано',
  },
  'return-to-moderation': {
    route: movesContract.returnToModeration,
    field: 'reason',
    title: 'Вернуть на проверку',
    label: 'Что проверить',
    action: 'Вернуть на проверку',
    done: 'Возвращено на проверку',
  },
};

/** The dialog of a move aside from the usual course. */
export function CourseDialogs(props: {
  desk: CaseDesk;
  dialog: CourseDialog;
  onClose: () => void;
}): ReactNode {
  const { desk, dialog, onClose } = props;
  switch (dialog) {
    case 'refuse':
    case 'reopen':
    case 'terminate':
      return <Grounded {...props} dialog={dialog} />;
    case 'forward':
      return <ForwardDialog desk={desk} onClose={onClose} />;
    case 'take-back':
      return <TakeBackDialog desk={desk} onClose={onClose} />;
    case 'complaint':
      return <ComplaintDialog desk={desk} onClose={onClose} />;
    default: {
      const { route, field, done, ...words } = reasons[dialog]!;
      const { id, version } = desk.card;
      return (
        <ReasonDialog
          {...words}
          commands={desk.command(route)}
          onSend={(text) =>
            desk.run(route, { params: { id }, body: { version, [field]: text } }, { done, onDone: onClose })
          }
          onClose={onClose}
        />
      );
    }
  }
}

const grounded = {
  refuse: {
    route: answersContract.refuseCase,
    title: 'Вернуть координатору: не наше',
    label: 'Почему это не ваше',
    whose: 'Чьё это дело',
    action: 'Вернуть',
    done: 'Возвращено координатору',
  },
  reopen: {
    route: answersContract.reopenCase,
    title: 'Вернуть в работу',
    label: 'Что произошло',
    hint: 'Начнётся новый срок; житель увидит, что дело снова в работе.',
    action: 'Вернуть в работу',
    done: 'Дело снова в работе',
  },
  terminate: {
    route: movesContract.terminateCase,
    title: 'Прекратить переписку',
    label: 'Прежние ответы: даты и номера',
    hint: 'Решает руководитель. Жителю уйдёт уведомление.',
    action: 'Прекратить переписку',
    done: 'Переписка прекращена, житель уведомлён',
  },
} as const;

function Grounded(props: { desk: CaseDesk; dialog: keyof typeof grounded; onClose: () => void }): ReactNode {
  const { desk, dialog, onClose } = props;
  const { card } = desk;
  const { route, done, ...words } = grounded[dialog];
  return (
    <GroundDialog
      {...words}
      kind={dialog}
      regime={card.regime}
      commands={desk.command(route)}
      onSend={({ groundId, words: text, whose }) =>
        desk.run(
          route as Route,
          {
            params: { id: card.id },
            body: {
              version: card.version,
              groundId,
              ...(dialog === 'terminate' ? { text } : { reason: text }),
              ...(dialog === 'refuse' && { whose }),
            },
          },
          { done, onDone: onClose },
        )
      }
      onClose={onClose}
    />
  );
}

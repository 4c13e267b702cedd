import * as answersContract from '../../../../shared/contract/messages/cases-answers.ts';
import * as movesContract from '../../../../shared/contract/messages/cases-moves.ts';
import * as sidesContract from '../../../../shared/contract/messages/cases-sides.ts';
import * as staffContract from '../../../../shared/contract/messages/cases-staff.ts';
import * as triageContract from '../../../../shared/contract/messages/cases-triage.ts';
import type { CourseDialog } from './dialogs/course-dialogs.tsx';
import type { CaseDesk } from './use-case-desk.ts';

export type CaseDialog =
  | 'topic'
  | 'executor'
  | 'importance'
  | 'regime'
  | 'receipt'
  | 'withdrawal'
  | 'place'
  | 'photos'
  | 'publication'
  | 'ask'
  | 'reject'
  | 'duplicate'
  | 'snooze'
  | 'extend'
  | 'hold'
  | 'split'
  | 'ask-part'
  | 'interim'
  | 'correct'
  | CourseDialog;

export interface CaseAction {
  id: string;
  label: string;
  run: () => void;
}

/** Moves aside from the usual course: dialog, what the server calls it, words of the menu. */
const aside: readonly (readonly [CourseDialog, string, string])[] = [
  ['refuse', 'refuse', 'Вернуть координатору: не наше'],
  ['forward', 'forward', 'Передать в другой орган'],
  ['take-back', 'take-back', 'Орган вернул сообщение'],
  ['close-forwarded', 'close-forwarded', 'Закрыть переданное'],
  ['resume', 'resume', 'Житель уточнил по телефону'],
  ['return-to-moderation', 'return-to-moderation', 'Вернуть на проверку'],
  ['complaint', 'name-complained', 'На кого жалоба'],
  ['reopen', 'reopen', 'Вернуть в работу'],
  ['terminate', 'terminate', 'Прекратить переписку'],
];

/** What may be done with the case besides answering, in the words of the menu; the server says what is offered. */
export function listCaseActions(desk: CaseDesk, open: (dialog: CaseDialog) => void): CaseAction[] {
  const { card, can, run } = desk;
  const byId = { params: { id: card.id }, body: { version: card.version } };
  const actions: (CaseAction & { needs: string })[] = [
    {
      id: 'take',
      needs: 'take',
      label: 'Взять в работу',
      run: () => run(answersContract.takeToWork, byId, { done: 'Взято в работу' }),
    },
    {
      id: 'pass-moderation',
      needs: 'pass-moderation',
      label: 'Проверено: координатору',
      run: () => run(movesContract.passModeration, byId, { done: 'Проверено, ждёт координатора' }),
    },
    ...aside.map(([id, needs, label]) => ({ id, needs, label, run: () => open(id) })),
    { id: 'split', needs: 'split', label: 'Разделить на части', run: () => open('split') },
    {
      id: 'join-parts',
      needs: 'join-parts',
      label: 'Соединить части',
      run: () => run(sidesContract.joinParts, byId, { done: 'Части соединены' }),
    },
    { id: 'ask-part', needs: 'ask-part', label: 'Поручить часть соисполнителю', run: () => open('ask-part') },
    { id: 'interim', needs: 'write-interim', label: 'Промежуточный ответ', run: () => open('interim') },
    { id: 'correct', needs: 'correct', label: 'Исправить выпущенный ответ', run: () => open('correct') },
    { id: 'ask', needs: 'ask', label: 'Спросить жителя', run: () => open('ask') },
    {
      id: 'receipt',
      needs: 'correct-receipt',
      label: 'Исправить, когда поступило',
      run: () => open('receipt'),
    },
    {
      id: 'withdrawal',
      needs: 'record-withdrawal',
      label: card.withdrawal ? 'Снять запись об отзыве' : 'Автор отозвал обращение',
      run: () => open('withdrawal'),
    },
    { id: 'reject', needs: 'reject', label: 'Отклонить', run: () => open('reject') },
    { id: 'duplicate', needs: 'merge', label: 'Присоединить как дубль', run: () => open('duplicate') },
    { id: 'unmerge', needs: 'unmerge', label: 'Отсоединить', run: () => unmerge(desk) },
    { id: 'snooze', needs: 'snooze', label: 'Отложить разбор', run: () => open('snooze') },
    {
      id: 'publication',
      needs: card.publishedAt ? 'unpublish' : 'publish',
      label: 'Показ на карте и фото',
      run: () => open('publication'),
    },
  ];
  return [
    ...actions.filter(({ needs }) => can(needs)),
    ...(card.extension ? [{ id: 'extend', label: 'Продлить срок ответа', run: () => open('extend') }] : []),
    ...(card.holdOffer ? [{ id: 'hold', label: 'Приостановить срок ответа', run: () => open('hold') }] : []),
    ...(card.held?.canEnd
      ? [
          {
            id: 'resume-term',
            label: 'Продолжить срок ответа',
            run: () => run(staffContract.resumeTerm, byId, { done: 'Срок снова идёт' }),
          },
        ]
      : []),
    { id: 'print', label: 'Напечатать дело', run: () => print() },
  ];
}

export function mergeInto({ card, run }: CaseDesk, into: { id: string; number: string }): void {
  run(
    triageContract.mergeCase,
    { params: { id: card.id }, body: { version: card.version, into: into.id } },
    { done: `Присоединено к № ${into.number}` },
  );
}

export function unmerge({ card, run }: CaseDesk): void {
  run(
    triageContract.unmergeCase,
    { params: { id: card.id }, body: { version: card.version } },
    { done: 'Отсоединено: дело снова само по себе' },
  );
}

/** The pencil of importance is a switch. */
export function switchImportance({ card, run }: CaseDesk): void {
  const importance = card.importance === 'high' ? 'normal' : 'high';
  run(
    staffContract.changeCase,
    { params: { id: card.id }, body: { version: card.version, importance } },
    { done: importance === 'high' ? 'Отмечено срочным' : 'Больше не срочное' },
  );
}

import { itemAt } from '../../../../shared/lists.ts';
import { announce } from '../../../lib/announce.ts';
import { showToast } from '../../../lib/toast.ts';
import { keepPlace, nameTopic, proposePlace, turnPlace } from './choice.ts';
import { generalOf } from './fact-offer.ts';
import type { TriageDialog } from './triage-dialogs.tsx';
import type { TriageHandlers } from './triage-keys.ts';
import type { ScreenInput, TriageScreen } from './triage-screen.ts';
import * as triage from './triage-state.ts';
import { describeChange } from './use-fact-desk.ts';

type Base = ScreenInput &
  Pick<
    TriageScreen,
    'row' | 'card' | 'topics' | 'choice' | 'choose' | 'desk' | 'refusal' | 'picked' | 'actions' | 'openDialog'
  >;

const say = (text: string): void => void showToast(text, { tone: 'problem' });

/** Keys and buttons of triage over what is current or marked now. */
export function makeHandlers(all: Base): TriageHandlers {
  const { inbox, row, card, picked, openDialog } = all;
  /** A verdict on one message needs its card for what may be done; without it the server decides. */
  const open = (dialog: TriageDialog, action: string, refusal: string) => () => {
    if (!row) return;
    if (card && !card.can.includes(action)) say(refusal);
    else openDialog(dialog);
  };
  const isMany = picked.length > 0;
  return {
    next: () => inbox.change((state) => triage.moveCurrent(state, 1)),
    back: () => inbox.change((state) => triage.moveCurrent(state, -1)),
    accept: () => accept(all),
    chooseDigit: (digit) => chooseDigit(all, digit),
    chooseRanked: (at) => chooseRanked(all, at),
    chooseFact: (block, factId) => chooseFact(all, block, factId),
    chooseGeneral: () => chooseGeneral(all),
    openExecutors: () => {
      if (card) openDialog('executor');
    },
    turnPlace: () => changePlace(all),
    openDuplicates: open('duplicate', 'merge', 'Это сообщение нельзя присоединить к другому'),
    openReject: isMany
      ? () => openDialog('reject')
      : open('reject', 'reject', 'Это сообщение уже нельзя отклонить'),
    openSnooze: open('snooze', 'snooze', 'Отложить можно только то, что ждёт разбора'),
    openAsk: open('ask', 'ask', 'Спросить некого: житель не оставил ни телефона, ни почты'),
    setUrgent: () => setUrgent(all),
    openCase: () => row && all.openCase(row.number),
    split: () => row && all.openCase(row.number, 'split'),
    forward: () => row && all.openCase(row.number, 'forward'),
    mergePicked: () => mergePicked(all),
    pick: () => inbox.change(triage.pickCurrent),
    pickRange: () => inbox.change(triage.pickToCurrent),
    toggleDensity: all.toggleDensity,
    openFilter: () => openDialog('channel'),
    escape: () => {
      all.choose({});
      inbox.change(triage.dropPicks);
    },
  };
}

function accept({ row, card, choice, desk, refusal, topics, picked, actions }: Base): void {
  if (!row || !desk) return;
  const why =
    picked.length > 0 ? 'Enter принимает одно сообщение. Отмеченным назначьте исполнителя: A.' : refusal;
  if (why) {
    say(why);
    return;
  }
  const { block, factId } = desk.proposal;
  const unit = card?.executors.find(({ unitId }) => unitId === choice.unitId);
  const topic = nameTopic(topics, block, factId) || 'сообщение';
  const words = [topic, unit?.title, describeChange(desk.change)].filter(Boolean).join(', ');
  actions.accept(row, choice, desk.proposal, `Принято: ${words}`);
}

function chooseDigit(
  { row, choice, topics, picked, choose, openDialog, listRef }: Base,
  digit: number,
): void {
  // From a pressed button of a block the focus goes to the list, so that Enter accepts rather than presses it again.
  listRef.current?.focus({ preventScroll: true });
  const block = topics?.under(digit)[0]?.code;
  if (picked.length > 0) say('Блок выбирают одному сообщению. Отмеченным назначьте исполнителя: A.');
  else if (digit === 0) openDialog('other');
  else if (row && block) choose({ ...keepPlace(choice), block, within: block });
}

/** Q, E, R, C, V: a ranked fact, of the block a digit has named or of all. */
function chooseRanked(all: Base, at: number): void {
  const fact = all.desk?.facts[at];
  if (fact) chooseFact(all, fact.block, fact.factId);
  else if (all.row)
    say('Под этой клавишей факта нет. Выберите блок цифрой или тему словами: «Изменить тему».');
}

function chooseFact({ choice, picked, choose, listRef }: Base, block: string, factId: string): void {
  listRef.current?.focus({ preventScroll: true });
  if (picked.length > 0) say('Тему выбирают одному сообщению. Отмеченным назначьте исполнителя: A.');
  else choose({ ...keepPlace(choice), ...(choice.within && { within: choice.within }), block, factId });
}

function chooseGeneral(all: Base): void {
  const block = all.choice.within ?? all.desk?.proposal.block;
  if (block) chooseFact(all, block, generalOf(block));
  else if (all.row) say('Сначала выберите блок цифрой: общая тема у каждого своя.');
}

function changePlace({ row, choice, choose, listRef }: Base): void {
  if (!row) return;
  if (row.placeSuggestions.length === 0) {
    say(
      row.address
        ? 'Место уже указано. Исправить его можно в деле: O.'
        : 'В тексте место не названо. Укажите его в деле: O.',
    );
    return;
  }
  listRef.current?.focus({ preventScroll: true });
  const next = turnPlace(row, choice);
  choose(next);
  const at = proposePlace(row, next);
  announce(at === null ? 'Без места' : `Место: ${itemAt(row.placeSuggestions, at).label}`);
}

/** M: the marked messages and the current one are one mass problem; without marks — the current one and what it repeats. */
function mergePicked({ row, card, picked, actions }: Base): void {
  const others = picked.filter(({ id }) => id !== row?.id);
  if (row && others.length > 0) actions.gather({ id: row.id, number: row.number }, others);
  else if (row && card?.duplicateOf) actions.gather(card.duplicateOf, [row]);
  else
    say('Отметьте клавишей X сообщения об одном и встаньте на главное: M объединит их в массовую проблему.');
}

function setUrgent({ row, picked, actions }: Base): void {
  if (picked.length > 0) {
    actions.bulk(picked, { kind: 'importance', importance: 'high' }, 'Отмечено срочными');
  } else if (row) actions.setUrgent(row);
}

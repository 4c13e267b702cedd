import type { Hotkey } from '../../../lib/hotkeys.ts';
import { digitKeys } from '../../base/case-kit/choice-dialog.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { blockDigits } from './block-buttons.tsx';
import { factKeys, generalKey } from './fact-offer.ts';

/** What the keys of triage do; each acts on the current message or on the marked ones. */
export interface TriageHandlers {
  next: () => void;
  back: () => void;
  accept: () => void;
  chooseDigit: (digit: number) => void;
  /** The fact under one of the keys of ranked facts. */
  chooseRanked: (at: number) => void;
  chooseFact: (block: string, factId: string) => void;
  /** The general topic of the chosen block. */
  chooseGeneral: () => void;
  openExecutors: () => void;
  /** The next of the places the words name, or none. */
  turnPlace: () => void;
  openDuplicates: () => void;
  openReject: () => void;
  openSnooze: () => void;
  openAsk: () => void;
  setUrgent: () => void;
  openCase: () => void;
  split: () => void;
  forward: () => void;
  mergePicked: () => void;
  pick: () => void;
  pickRange: () => void;
  toggleDensity: () => void;
  openFilter: () => void;
  escape: () => void;
}

/** The keyboard of triage by physical keys; digits also on the number pad. */
export function listTriageKeys(act: TriageHandlers, topics: Topics | undefined): Hotkey[] {
  const blockLabel = (digit: number) =>
    digit === 0 ? 'Остальное: безопасность, прочее' : `Блок: ${topics?.under(digit)[0]?.shortTitle ?? digit}`;
  return [
    { keys: 'KeyJ', label: 'Следующее сообщение', run: act.next },
    { keys: 'ArrowDown', label: 'Следующее сообщение', run: act.next, hidden: true },
    { keys: 'KeyK', label: 'Предыдущее сообщение', run: act.back },
    { keys: 'ArrowUp', label: 'Предыдущее сообщение', run: act.back, hidden: true },
    { keys: 'Enter', label: 'Принять предложенное', run: act.accept },
    ...blockDigits.flatMap((digit) => digitKeys(digit, blockLabel(digit), () => act.chooseDigit(digit))),
    ...factKeys.map((keys, at) => ({
      keys,
      label: `Факт ${at + 1} из предложенных`,
      run: () => act.chooseRanked(at),
    })),
    { keys: generalKey, label: 'Общая тема блока', run: act.chooseGeneral },
    { keys: 'KeyA', label: 'Исполнитель', run: act.openExecutors },
    { keys: 'KeyW', label: 'Место по тексту: взять, следующее, без места', run: act.turnPlace },
    { keys: 'KeyU', label: 'Дубль другого дела', run: act.openDuplicates },
    { keys: 'KeyB', label: 'Отклонить', run: act.openReject },
    { keys: 'KeyP', label: 'Отложить', run: act.openSnooze },
    { keys: 'KeyI', label: 'Спросить жителя', run: act.openAsk },
    { keys: 'KeyL', label: 'Разделить на части', run: act.split },
    { keys: 'KeyT', label: 'Передать в другой орган', run: act.forward },
    { keys: 'KeyM', label: 'Массовая проблема: отмеченные и текущее', run: act.mergePicked },
    { keys: '=!', label: 'Срочно', run: act.setUrgent },
    { keys: 'KeyO', label: 'Открыть дело', run: act.openCase },
    { keys: 'KeyX', label: 'Отметить', run: act.pick },
    { keys: 'Shift+KeyX', label: 'Отметить до этого', run: act.pickRange },
    { keys: 'KeyD', label: 'Плотность строк', run: act.toggleDensity },
    { keys: 'KeyF', label: 'Фильтр по каналу', run: act.openFilter },
    { keys: 'Escape', label: 'Снять выбор', run: act.escape, hidden: true },
  ];
}

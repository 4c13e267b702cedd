import type { Hotkey } from '../../../lib/hotkeys.ts';
import { digitKeys } from '../../base/case-kit/choice-dialog.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { blockDigits } from '../../messages/inbox/block-buttons.tsx';

/** What the keys of the feed do; each acts on the current incident. */
export interface SocialHandlers {
  next: () => void;
  back: () => void;
  accept: () => void;
  chooseDigit: (digit: number) => void;
  openTopic: () => void;
  openPlace: () => void;
  openUnit: () => void;
  turnImportance: () => void;
  mergeFirst: () => void;
  merge: (into: { id: string; number: string }) => void;
  openSplit: () => void;
  openDismiss: () => void;
  openConvert: () => void;
  openRefuse: () => void;
  openClose: () => void;
  openHide: (postId: string | null) => void;
  take: () => void;
  restore: () => void;
  openPaste: () => void;
  openFilter: () => void;
  escape: () => void;
}

/** The keyboard of the feed by physical keys; digits also on the number pad. */
export function listSocialKeys(act: SocialHandlers, topics: Topics | undefined): Hotkey[] {
  const blockLabel = (digit: number) =>
    digit === 0 ? 'Остальное: безопасность, прочее' : `Блок: ${topics?.under(digit)[0]?.shortTitle ?? digit}`;
  return [
    { keys: 'KeyJ', label: 'Следующий инцидент', run: act.next },
    { keys: 'ArrowDown', label: 'Следующий инцидент', run: act.next, hidden: true },
    { keys: 'KeyK', label: 'Предыдущий инцидент', run: act.back },
    { keys: 'ArrowUp', label: 'Предыдущий инцидент', run: act.back, hidden: true },
    { keys: 'Enter', label: 'Принять предложенное', run: act.accept },
    ...blockDigits.flatMap((digit) => digitKeys(digit, blockLabel(digit), () => act.chooseDigit(digit))),
    { keys: 'KeyO', label: 'Место', run: act.openPlace },
    { keys: 'KeyA', label: 'Кому отвечать', run: act.openUnit },
    { keys: '=!', label: 'Важность высокая или обычная', run: act.turnImportance },
    { keys: 'KeyU', label: 'Слить с первым похожим', run: act.mergeFirst },
    { keys: 'KeyL', label: 'Разделить записи', run: act.openSplit },
    { keys: 'KeyB', label: 'Отклонить', run: act.openDismiss },
    { keys: 'KeyD', label: 'Сделать дело', run: act.openConvert },
    { keys: 'KeyH', label: 'Скрыть по правилу…', run: () => act.openHide(null) },
    { keys: 'KeyT', label: 'Принять в работу', run: act.take },
    { keys: 'KeyN', label: 'Вставить ссылку', run: act.openPaste },
    { keys: 'KeyF', label: 'Фильтр', run: act.openFilter },
    { keys: 'Escape', label: 'Вернуть предложенное', run: act.escape, hidden: true },
  ];
}

import type { Register } from '../../../../shared/contract/pages/register.ts';
import type { Hotkey } from '../../../lib/hotkeys.ts';
import type { OpenDialog } from './register-dialogs.tsx';

interface Given {
  register: Register;
  /** What may be done with the page that is open; null where none is. */
  card: readonly string[] | null;
  hasBody: boolean;
  open: (dialog: OpenDialog['kind']) => void;
  step: (by: 1 | -1) => void;
}

/** The keyboard of the register by physical keys; what may not be done has no key. */
export function listRegisterKeys({ register, card, hasBody, open, step }: Given): Hotkey[] {
  const mayKeep = register.can.includes('keep');
  const key = (keys: 'KeyC' | 'KeyP' | 'KeyN', label: string, kind: OpenDialog['kind']): Hotkey => ({
    keys,
    label,
    run: () => open(kind),
  });
  return [
    { keys: 'KeyJ', label: 'Дальше по реестру', run: () => step(1) },
    { keys: 'ArrowDown', label: 'Дальше по реестру', run: () => step(1), hidden: true },
    { keys: 'KeyK', label: 'Назад по реестру', run: () => step(-1) },
    { keys: 'ArrowUp', label: 'Назад по реестру', run: () => step(-1), hidden: true },
    ...(mayKeep ? [key('KeyN', 'Добавить страницу', 'page')] : []),
    ...(card?.includes('change') ? [key('KeyC', 'Изменить страницу', 'change')] : []),
    ...(card?.includes('look') ? [key('KeyP', 'Отметить проверку', 'look')] : []),
    ...(hasBody && mayKeep ? [key('KeyC', 'Изменить сведения об органе', 'body')] : []),
  ];
}

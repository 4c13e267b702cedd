import type { ReactNode } from 'react';
import { IconButton } from '../../../ui/button.tsx';
import { usePinSwitch } from './use-pins.ts';

/** Beside the name of a screen: keeps it at hand under «Сегодня». */
export function PinButton(): ReactNode {
  const pin = usePinSwitch();
  if (!pin) return null;
  return (
    <IconButton
      kind="quiet"
      icon="tack"
      label={pin.isPinned ? 'Открепить экран' : 'Закрепить экран'}
      aria-pressed={pin.isPinned}
      onClick={pin.toggle}
    />
  );
}

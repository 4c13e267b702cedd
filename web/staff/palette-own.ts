import { setTheme } from '../lib/theme.ts';
import { toggleVi } from '../lib/vi.ts';
import { usePinSwitch } from './base/map/use-pins.ts';
import { themes, useLeave } from './own-acts.ts';
import type { Command } from './palette-places.ts';

/** Settings of the person's own workplace, found by words as everything else. */
export function useOwnCommands(): Command[] {
  const leave = useLeave();
  const pin = usePinSwitch();
  const group = 'Моё рабочее место';
  return [
    ...(pin
      ? [
          {
            id: 'pin',
            group,
            label: `${pin.isPinned ? 'Открепить' : 'Закрепить'}: ${pin.title}`,
            run: pin.toggle,
          },
        ]
      : []),
    ...themes.map(({ value, label }) => ({ id: `theme ${value}`, group, label, run: () => setTheme(value) })),
    { id: 'vi', group, label: 'Версия для слабовидящих', run: toggleVi },
    { id: 'leave', group, label: 'Выйти', run: leave },
  ];
}

import { PIN_LIMIT, savePins } from '../../../../shared/contract/base/identity.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useSession } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { findPins, isOpenLine } from './open-sections.ts';
import type { NamedScreen } from './section.ts';
import { useOpenSections, usePermissions, usePlace } from './workplace.ts';

/** Screens under «Сегодня»: the person's own five, or the usual ones until they choose. The server keeps them, so a phone shows the same. */
export function usePins(): readonly NamedScreen[] {
  return findPins(useOpenSections(), useSession()?.pins);
}

interface PinSwitch {
  title: string;
  isPinned: boolean;
  toggle: () => void;
}

/** Puts the screen that is open under «Сегодня», or takes it away; null where there is none to pin. */
export function usePinSwitch(): PinSwitch | null {
  const place = usePlace();
  const permissions = usePermissions();
  const pins = usePins();
  const before = useSession()?.pins ?? null;
  const takeBack = useCommand(savePins);
  const save = useCommand(savePins);
  if (!place || place.isInside || !isOpenLine(place.screen, permissions)) return null;
  const { screen } = place;
  const { title } = screen.words;
  const isPinned = pins.includes(screen);
  const toggle = () => {
    const others = pins.filter((pin) => pin !== screen);
    if (!isPinned && others.length >= PIN_LIMIT) {
      const names = others.map(({ words }) => `«${words.title}»`).join(', ');
      showToast(`Закреплено уже пять: ${names}. Откройте лишний экран и открепите его.`, { tone: 'problem' });
      return;
    }
    const next = isPinned ? others : [...others, screen];
    save.mutate(
      { body: { pins: next.map(({ path }) => path) } },
      {
        onSuccess: () =>
          showToast(isPinned ? `Откреплено: ${title}` : `Закреплено под «Сегодня»: ${title}`, {
            undo: () => takeBack.mutate({ body: { pins: before } }),
          }),
      },
    );
  };
  return { title, isPinned, toggle };
}

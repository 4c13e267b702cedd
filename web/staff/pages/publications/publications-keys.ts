import { addDays } from '../../../../shared/text/periods.ts';
import type { Hotkey } from '../../../lib/hotkeys.ts';
import type { GridStop } from './calendar/use-grid-keys.ts';
import { localMoment } from './writing/windows.ts';

interface Given {
  mayKeep: boolean;
  zone: string;
  today: string;
  /** Where the keyboard stands in the calendar; null where it has not been there. */
  stop: () => GridStop | null;
  write: (wanted: { pageId: string | null; day: string | null }) => void;
  move: (stop: GridStop, day: string) => void;
  preview: (publicationId: string) => void;
}

/** The keyboard of the calendar by physical keys; arrows over the cells are the grid's own. */
export function listPublicationKeys(given: Given): Hotkey[] {
  const { mayKeep, zone, today, stop, write, preview } = given;
  const shift = (by: 1 | -1) => {
    const at = stop();
    if (at?.isMovable) given.move(at, addDays(localMoment(at.at, zone).day, by));
  };
  const keeping: Hotkey[] = [
    {
      keys: 'KeyN',
      label: 'Написать на день под клавишами',
      run: () => {
        const at = stop();
        write({ pageId: at?.pageId || null, day: at && at.day >= today ? at.day : null });
      },
    },
    { keys: 'Shift+ArrowRight', label: 'Перенести на день позже', run: () => shift(1) },
    { keys: 'Shift+ArrowLeft', label: 'Перенести на день раньше', run: () => shift(-1) },
  ];
  return [
    ...(mayKeep ? keeping : []),
    {
      keys: 'KeyP',
      label: 'Показать, как увидят',
      run: () => {
        const id = stop()?.publicationId;
        if (id) preview(id);
      },
    },
  ];
}

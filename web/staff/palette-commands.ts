import { useMemo } from 'react';
import type { Keys } from '../lib/keys.ts';
import { useGo } from '../lib/router.tsx';
import { setTheme } from '../lib/theme.ts';
import { toggleVi } from '../lib/vi.ts';
import { findOpenParts, listLetters } from './base/map/open-sections.ts';
import { usePinSwitch } from './base/map/use-pins.ts';
import {
  goTitle,
  useOpenScreens,
  useOpenSections,
  usePermissions,
  useSections,
} from './base/map/workplace.ts';
import { themes, useLeave } from './own-acts.ts';

/** What Ctrl K offers. */
export interface Command {
  id: string;
  group: string;
  label: string;
  /** Other words it is found by. */
  about?: string;
  keys?: Keys;
  note?: string;
  run: () => void;
}

/** Sections, screens and parts of screens that the person may open. */
export function usePlaceCommands(): Command[] {
  const go = useGo();
  const sections = useSections();
  const open = useOpenSections();
  const screens = useOpenScreens();
  const permissions = usePermissions();
  return useMemo(() => {
    const letters = listLetters(open);
    const keysOf = (title: string) => {
      const letter = letters.find((one) => one.title === title)?.letter;
      return letter && { keys: `KeyG ${letter}` };
    };
    const sectionOf = new Map(
      sections.flatMap((section) => section.screens.map((screen) => [screen.path, section.title] as const)),
    );
    const wholes = open
      .filter(({ lines }) => lines.length > 1)
      .map(({ section, title, lines: [first] }) => ({
        id: `section ${section.id}`,
        group: goTitle,
        label: title,
        about: section.about,
        note: 'раздел',
        ...keysOf(title),
        run: () => void go(first.path),
      }));
    const singles = screens
      // A screen with a key of its own is among the keys that act everywhere.
      .filter(({ words }) => !words.key)
      .flatMap((screen) => {
        const { path, words } = screen;
        const group = `${goTitle} ${sectionOf.get(path) ?? ''}`;
        const note = sectionOf.get(path) ?? '';
        const whole = {
          id: path,
          group,
          label: words.title,
          about: words.about,
          note,
          ...keysOf(words.title),
          run: () => void go(path),
        };
        const parts = findOpenParts(screen, permissions)
          .filter(({ label }) => label !== words.title)
          .map(({ value, label }) => ({
            id: `${path} ${value}`,
            group,
            label,
            about: words.title,
            note: words.title,
            run: () => void go(path, { search: { [words.parts?.parameter ?? '']: value } }),
          }));
        return [whole, ...parts];
      });
    return [...wholes, ...singles];
  }, [go, sections, open, screens, permissions]);
}

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

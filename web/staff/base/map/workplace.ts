import { useMatches } from '@tanstack/react-router';
import { createContext, use, useMemo } from 'react';
import { useSession } from '../../../lib/session.ts';
import { findOpenScreens, findOpenSections, findPlace, type OpenSection } from './open-sections.ts';
import type { NamedScreen, Section } from './section.ts';

/** The map reaches screens by this context: it names their files, so they cannot import it. */
export const Workplace = createContext<readonly Section[]>([]);

/** Heading of the keys that lead to sections and screens. */
export const goTitle = 'Перейти';

const nothing: readonly string[] = [];

export function useSections(): readonly Section[] {
  return use(Workplace);
}

export function usePermissions(): readonly string[] {
  return useSession()?.permissions ?? nothing;
}

/** Every screen with a name that the person may open, lines of the rail or not. */
export function useOpenScreens(): NamedScreen[] {
  const sections = useSections();
  const permissions = usePermissions();
  return useMemo(
    () => sections.flatMap(({ screens }) => findOpenScreens(screens, permissions)),
    [sections, permissions],
  );
}

/** The map as the person finds it. */
export function useOpenSections(): OpenSection[] {
  const sections = useSections();
  const permissions = usePermissions();
  return useMemo(() => findOpenSections(sections, permissions), [sections, permissions]);
}

export interface Place {
  section: Section;
  screen: NamedScreen;
  /** One thing of the screen is open, not the screen itself. */
  isInside: boolean;
}

/** Where in the map the open page stands; undefined where there is no such address. */
export function usePlace(): Place | undefined {
  const sections = useSections();
  const path: string | undefined = useMatches().at(-1)?.fullPath;
  return useMemo(() => {
    const known = sections.flatMap(({ screens }) => screens);
    const screen = findPlace(known, path);
    const section = screen && sections.find(({ screens }) => screens.includes(screen));
    return screen && section && { section, screen, isInside: screen.path !== path };
  }, [sections, path]);
}

/** The address the open page is declared under, and that of the list it was opened from: a screen without the rail has one too. */
export function usePlacePath(): { screen: string | undefined; parent: string | undefined } {
  const sections = useSections();
  const path: string | undefined = useMatches().at(-1)?.fullPath;
  const declared = sections.flatMap(({ screens }) => screens).find((one) => one.path === path);
  return { screen: declared?.path, parent: declared?.parent };
}

import { PIN_LIMIT } from '../../../../shared/contract/base/identity.ts';
import type { Keys } from '../../../lib/keys.ts';
import type { NamedScreen, ScreenPart, Section, StaffScreen } from './section.ts';

/** A section as one person finds it: only what is open to them. */
export interface OpenSection {
  section: Section;
  /** What the rail calls it: where one screen is open, that screen's name — nothing has to be opened to reach it. */
  title: string;
  /** Lines of the rail; the first is where the section's own name leads. */
  lines: readonly [NamedScreen, ...NamedScreen[]];
}

/** «Сегодня», where the rail begins. */
export const HOME = '/staff';

/** With so many lines, every section may stand open and the rail of a usual window still does not scroll. */
const LINES_THAT_FIT = 22;

const isNamed = (screen: StaffScreen): screen is NamedScreen => screen.words !== undefined;

/** A screen or a part of it that asks for this permission is for who holds these. */
export const isFor = (permission: string | undefined, permissions: readonly string[]): boolean =>
  permission === undefined || permissions.includes(permission);

/** Every named screen the person may open, lines of the rail or not. */
export const findOpenScreens = (
  screens: readonly StaffScreen[],
  permissions: readonly string[],
): NamedScreen[] => screens.filter(isNamed).filter(({ words }) => isFor(words.permission, permissions));

export const findOpenParts = (
  { words }: NamedScreen,
  permissions: readonly string[],
): readonly ScreenPart[] =>
  (words.parts?.list ?? []).filter(({ permission }) => isFor(permission, permissions));

/** The rail of one person; a section none of whose lines is open to them is not there. */
export function findOpenSections(
  sections: readonly Section[],
  permissions: readonly string[],
): OpenSection[] {
  return sections.flatMap((section) => {
    const [first, ...others] = findOpenScreens(section.screens, permissions).filter(
      ({ words }) => words.isLine !== false,
    );
    if (!first) return [];
    const title = others.length === 0 ? first.words.title : section.title;
    return [{ section, title, lines: [first, ...others] }];
  });
}

/** A line of the rail, open to the person, that can be brought nearer: «Сегодня» is near already. */
export const isOpenLine = (screen: NamedScreen, permissions: readonly string[]): boolean =>
  screen.words.isLine !== false && screen.path !== HOME && isFor(screen.words.permission, permissions);

const countLines = (open: readonly OpenSection[]): number =>
  open.reduce((sum, { lines }) => sum + (lines.length > 1 ? lines.length + 1 : 1), 0);

export const doAllFit = (open: readonly OpenSection[]): boolean => countLines(open) <= LINES_THAT_FIT;

/** What most people of a role open first, the most urgent before. */
const usualPins = [
  '/staff/inbox',
  '/staff/approval',
  '/head',
  '/staff/working-group',
  '/staff/reports',
  '/staff/assignments',
  '/staff/cases',
  '/staff/social',
  '/staff/heatmap',
  '/staff/indicators',
];

const linesOf = (open: readonly OpenSection[]): NamedScreen[] => open.flatMap(({ lines }) => lines);

/**
 * Lines under «Сегодня»: those the person chose, in the order they chose them; until they have, the first five for what they may
 * do. Where all sections stand open there is nothing to bring nearer.
 */
export function findPins(
  open: readonly OpenSection[],
  chosen: readonly string[] | null | undefined,
): NamedScreen[] {
  const paths = chosen ?? (doAllFit(open) ? [] : usualPins);
  // What is a line of its own already is brought nearer only by the person's own choice.
  const lines = linesOf(chosen ? open : open.filter((section) => section.lines.length > 1));
  return paths.flatMap((path) => lines.find((line) => line.path === path) ?? []).slice(0, PIN_LIMIT);
}

export interface Letter {
  /** Pressed after G. */
  letter: Keys;
  title: string;
  path: string;
}

/** Letters of sections and screens; of a section with one line its screen alone has one. */
export function listLetters(open: readonly OpenSection[]): Letter[] {
  const named = open.flatMap(({ section, title, lines }) => {
    const isWhole = title === section.title;
    return [
      { letter: isWhole ? section.letter : undefined, title, path: lines[0].path },
      ...lines.map(({ path, words }) => ({ letter: words.letter, title: words.title, path })),
    ];
  });
  return named.flatMap(({ letter, title, path }) => (letter ? [{ letter, title, path }] : []));
}

/** The screen an address belongs to in the map: of one case, the list of cases. */
export const findPlace = (
  screens: readonly StaffScreen[],
  path: string | undefined,
): NamedScreen | undefined => {
  const at = screens.find((screen) => screen.path === path);
  return at?.parent ? findPlace(screens, at.parent) : at && isNamed(at) ? at : undefined;
};

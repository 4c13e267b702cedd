import type { Keys } from '../../../lib/keys.ts';
import { type At, screen as defineScreen, type LoadScreen, type Screen } from '../../../lib/router.tsx';
import type { Waiting } from '../parts/amount.tsx';

/** Part of a screen with an address of its own: «Справочники» has «Календарь» under `?tab=calendar`. */
export interface ScreenPart {
  value: string;
  label: string;
  permission?: string;
}

/**
 * What is said of a screen everywhere: in the rail, Ctrl K, the sheet of keys, the way back. Written once, beside its address.
 */
export interface ScreenWords {
  title: string;
  /** What one does there, in a line: the help shows it and Ctrl K looks in it. */
  about: string;
  /** Second key after G. */
  letter?: Keys;
  /** A key that opens the screen from anywhere. */
  key?: Keys;
  /** Who does not hold it is shown neither the screen nor its things; what the screen reads is guarded by the server. */
  permission?: string;
  /** A hook that gives the number beside the line; it lives in the screen's folder. */
  useCount?: () => Waiting | undefined;
  parts?: { parameter: string; list: readonly ScreenPart[] };
  /** False: no line of the rail. Ctrl K finds it all the same. */
  isLine?: boolean;
}

export interface StaffScreen extends Screen {
  /** Nothing is said of a screen that is reached by a link alone: one case, signing in. */
  words?: ScreenWords;
  /** Address of the screen from whose list the thing was opened. */
  parent?: string;
}

export interface NamedScreen extends StaffScreen {
  words: ScreenWords;
}

/** A line of the rail with its second level. */
export interface Section {
  id: string;
  title: string;
  about: string;
  /** Second key after G: leads to the first of its screens that the person may open. */
  letter?: Keys;
  screens: readonly StaffScreen[];
}

/** A screen that has a name: `screen('/staff/inbox', () => import('…'), 'InboxPage', { title: 'Входящие', … })`. */
export function screen<const Path extends string, Name extends string>(
  path: Path,
  load: LoadScreen<Name>,
  name: Name,
  words: ScreenWords,
): NamedScreen & At<Path> {
  return { ...defineScreen(path, load, name), words };
}

/** A screen of one thing, opened from the list at `parent`: a case, a meeting. */
export function thing<const Path extends string, Name extends string>(
  path: Path,
  load: LoadScreen<Name>,
  name: Name,
  parent: string,
): StaffScreen & At<Path> {
  return { ...defineScreen(path, load, name), parent };
}

/** A screen without the rail. */
export function bare<const Path extends string, Name extends string>(
  path: Path,
  load: LoadScreen<Name>,
  name: Name,
): StaffScreen & At<Path> {
  return defineScreen(path, load, name, 'bare');
}

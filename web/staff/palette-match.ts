import { readAsRussianLayout } from '../../shared/text/words.ts';

/** «ё» and case never matter in what a person looks for. */
function fold(text: string): string {
  return text.toLocaleLowerCase('ru').replaceAll('ё', 'е');
}

interface Matched {
  label: string;
  group: string;
  /** More words by which it is found, though they are not its name. */
  about?: string;
}

/** Commands whose words begin with the typed ones, in any order; the wrong keyboard layout is understood. */
export function matchCommands<C extends Matched>(commands: readonly C[], typed: string): C[] {
  const wanted = fold(typed).split(/\s+/u).filter(Boolean);
  if (wanted.length === 0) return [...commands];
  const found = commands.filter((command) => hasWords(command, wanted));
  if (found.length > 0) return found;
  const turned = fold(readAsRussianLayout(typed)).split(/\s+/u).filter(Boolean);
  return commands.filter((command) => hasWords(command, turned));
}

/**
 * What goes before what: «тепл» begins the name of «Тепловая карта», which nobody types to read a case about warmth;
 * other commands only share a word with what was typed and come after what was found.
 */
export function orderFound<C extends { label: string }>(
  typed: string,
  found: readonly C[],
  commands: readonly C[],
): C[] {
  const start = fold(typed.trim());
  const isNamed = ({ label }: C) => start.length > 0 && fold(label).startsWith(start);
  return [...commands.filter(isNamed), ...found, ...commands.filter((one) => !isNamed(one))];
}

function hasWords({ group, label, about = '' }: Matched, wanted: readonly string[]): boolean {
  const words = fold(`${group} ${label} ${about}`).split(/[^\p{L}\p{N}]+/u);
  return wanted.every((part) => words.some((word) => word.startsWith(part)));
}

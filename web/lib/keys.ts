/** Pure part of the keyboard: chords on physical keys, so that a Russian layout changes nothing. */

/** What is read of a KeyboardEvent. */
export interface KeyPress {
  code: string;
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** What is read of the element under focus. */
export interface KeyTarget {
  tagName?: string;
  type?: string;
  isContentEditable?: boolean;
}

/**
 * A chord is `Ctrl+Shift+Enter`, `KeyJ`, `Digit1`, or `=?` for a typed character wherever it stands on the layout.
 * Chords with a space between them are pressed one after another: `KeyG KeyI`.
 */
export type Keys = string;

/** The second key of a sequence is awaited this long, ms. */
export const sequencePause = 1500;

const cyrillic: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('QWERTYUIOPASDFGHJKLZXCVBNM', (letter, at) => [
    letter,
    Array.from('ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ')[at] ?? '',
  ]),
);

const names: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  Space: 'Пробел',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  BracketLeft: '[',
  BracketRight: ']',
  Slash: '/',
};

export function matchesChord(chord: string, press: KeyPress): boolean {
  if (chord.startsWith('=')) {
    return press.key === chord.slice(1) && !press.ctrlKey && !press.metaKey && !press.altKey;
  }
  const parts = chord.split('+');
  const code = parts.at(-1);
  const wanted = (name: string) => parts.includes(name);
  // On a Mac the command key does what Ctrl does elsewhere.
  return (
    (press.code === code || (code === 'Enter' && press.code === 'NumpadEnter')) &&
    (press.ctrlKey || press.metaKey) === wanted('Ctrl') &&
    press.altKey === wanted('Alt') &&
    press.shiftKey === wanted('Shift')
  );
}

/** Whether typing goes into the element: then single keys are letters, not commands. */
export function isTextField(target: KeyTarget | null): boolean {
  if (!target) return false;
  if (target.isContentEditable) return true;
  const tag = target.tagName?.toUpperCase();
  if (tag === 'TEXTAREA' || tag === 'SELECT') return true;
  const plain = ['checkbox', 'radio', 'button', 'submit', 'file', 'range', 'reset', 'image'];
  return tag === 'INPUT' && !plain.includes(target.type ?? 'text');
}

/** Whether Enter or Space already means something on the element. */
export function ownsActivation(target: KeyTarget | null): boolean {
  const tag = target?.tagName?.toUpperCase() ?? '';
  return ['BUTTON', 'A', 'SUMMARY', 'INPUT', 'LABEL'].includes(tag);
}

/** Chords with a modifier, Esc and F1 may act while a text field has focus. */
export function worksInText(keys: Keys): boolean {
  return keys === 'Escape' || keys === 'F1' || keys.startsWith('Ctrl+') || keys.startsWith('Alt+');
}

/** For hints: «J», «Ctrl K», «G I». With `both`, the Russian letter of the same key follows: «J (О)». */
export function describeKeys(keys: Keys, both = false): string {
  return keys
    .split(' ')
    .map((chord) => describeChord(chord, both))
    .join(both ? ', ' : ' ');
}

function describeChord(chord: string, both: boolean): string {
  if (chord.startsWith('=')) return chord.slice(1);
  return chord
    .split('+')
    .map((part) => {
      const letter = /^Key([A-Z])$/u.exec(part)?.[1];
      if (letter) return both ? `${letter} (${cyrillic[letter]})` : letter;
      return names[part] ?? part.replace(/^Digit/u, '');
    })
    .join(' ');
}

export interface Sequence {
  chord: string;
  at: number;
}

export interface Match {
  /** Index of the binding to run, or -1. */
  run: number;
  /** A first key was pressed and the second is awaited. */
  waiting: Sequence | null;
}

/**
 * Finds what a press means among bindings, the later ones first (they belong to the screen on top).
 * `waiting` is the first key of a sequence, if one was pressed just before.
 */
export function findMatch(
  bindings: readonly Keys[],
  press: KeyPress,
  waiting: Sequence | null,
  now: number,
): Match {
  if (waiting && now - waiting.at <= sequencePause) {
    const second = findLastIndex(bindings, (keys) => {
      const [first, then] = keys.split(' ');
      return first === waiting.chord && then !== undefined && matchesChord(then, press);
    });
    if (second >= 0) return { run: second, waiting: null };
  }
  const whole = findLastIndex(bindings, (keys) => !keys.includes(' ') && matchesChord(keys, press));
  const start = bindings.findLast(
    (keys) => keys.includes(' ') && matchesChord(keys.split(' ', 1)[0] ?? '', press),
  );
  // A key that begins a sequence and also stands alone keeps its own meaning.
  if (whole >= 0) return { run: whole, waiting: null };
  return { run: -1, waiting: start ? { chord: start.split(' ', 1)[0] ?? '', at: now } : null };
}

function findLastIndex(bindings: readonly Keys[], test: (keys: Keys) => boolean): number {
  return bindings.findLastIndex(test);
}

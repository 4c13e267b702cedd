import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { type Hotkey, useHotkeys } from '../../../lib/hotkeys.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import './choice-dialog.css';

export interface DigitChoice {
  id: string;
  label: ReactNode;
  note?: ReactNode;
  /** Why it cannot be chosen; it stays to be seen. */
  reason?: string | undefined;
}

/**
 * A short list answered by one digit: reasons, executors, times. Arrows walk it, Enter chooses, the mouse works too.
 * `children` stand below the list: a comment, a search.
 */
export function ChoiceDialog(props: {
  title: string;
  choices: readonly DigitChoice[];
  onPick: (id: string) => void;
  onClose: () => void;
  /** Shown in place of an empty list. */
  empty?: ReactNode;
  intro?: ReactNode;
  children?: ReactNode;
}): ReactNode {
  const { title, choices, onPick, onClose, empty, intro } = props;
  const list = useRef<HTMLUListElement>(null);
  const keys = choices
    .slice(0, 9)
    .filter(({ reason }) => !reason)
    .flatMap((choice) => digitKeys(choices.indexOf(choice) + 1, choice.id, () => onPick(choice.id)));
  useHotkeys(title, keys, { inDialog: true });
  return (
    <Dialog isOpen title={title} onClose={onClose}>
      {intro}
      {choices.length === 0 && empty}
      <ul ref={list} className="digits" onKeyDown={(event) => walk(event, list.current)}>
        {choices.map((choice, at) => (
          <li key={choice.id}>
            <ChoiceButton choice={choice} digit={at < 9 ? at + 1 : null} onPick={onPick} />
          </li>
        ))}
      </ul>
      {props.children}
    </Dialog>
  );
}

function ChoiceButton(props: {
  choice: DigitChoice;
  digit: number | null;
  onPick: (id: string) => void;
}): ReactNode {
  const { choice, digit, onPick } = props;
  return (
    <button
      type="button"
      className="digits__choice"
      aria-disabled={choice.reason ? true : undefined}
      onClick={() => !choice.reason && onPick(choice.id)}
    >
      {digit === null ? <span /> : <Kbd keys={`Digit${digit}`} />}
      <span>{choice.label}</span>
      {(choice.reason || choice.note) && <span className="small">{choice.reason ?? choice.note}</span>}
    </button>
  );
}

/** A digit of the row above the letters and its twin of the number pad. */
export function digitKeys(digit: number, label: string, run: () => void, hidden = false): Hotkey[] {
  return [
    { keys: `Digit${digit}`, label, run, hidden },
    { keys: `Numpad${digit}`, label, run, hidden: true },
  ];
}

function walk(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !list) return;
  event.preventDefault();
  const buttons = [...list.querySelectorAll<HTMLElement>('button')];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
}

/** Pure state of the combobox: what is open, what is active, and what a key does. */
export interface ComboboxState {
  isOpen: boolean;
  /** Index of the active option; -1 while the text itself is active. */
  active: number;
}

export const closedCombobox: ComboboxState = { isOpen: false, active: -1 };

export interface KeyOutcome {
  state: ComboboxState;
  /** Index of the option chosen by this key. */
  chosen: number | null;
  /** The key was ours: the browser must not act on it. */
  isHandled: boolean;
  /** The text must be emptied (Esc with a closed list). */
  clears?: boolean;
}

/** By the ARIA pattern «editable combobox with list autocomplete». `count` is the number of options shown. */
export function pressCombobox(state: ComboboxState, key: string, count: number): KeyOutcome {
  const outcome = (next: ComboboxState, isHandled = true): KeyOutcome => ({
    state: next,
    chosen: null,
    isHandled,
  });
  switch (key) {
    case 'ArrowDown':
      return outcome(step(state, count, 1));
    case 'ArrowUp':
      return outcome(step(state, count, -1));
    case 'Enter':
      if (!state.isOpen || state.active < 0) return outcome(closedCombobox, false);
      return { state: closedCombobox, chosen: state.active, isHandled: true };
    case 'Tab':
      return outcome(closedCombobox, false);
    case 'Escape':
      return state.isOpen ? outcome(closedCombobox) : { ...outcome(closedCombobox, false), clears: true };
    default:
      // Home, End and letters belong to the text.
      return outcome({ ...state, active: -1 }, false);
  }
}

function step(state: ComboboxState, count: number, by: 1 | -1): ComboboxState {
  if (count === 0) return closedCombobox;
  if (!state.isOpen) return { isOpen: true, active: by > 0 ? 0 : count - 1 };
  const next = state.active + by;
  if (state.active < 0) return { isOpen: true, active: by > 0 ? 0 : count - 1 };
  return { isOpen: true, active: (next + count) % count };
}

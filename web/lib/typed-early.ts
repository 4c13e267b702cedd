type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** A control somebody has changed while the page was still only drawn, and what it held then. */
interface TypedEarly {
  control: Control;
  /** The text, or of a mark whether it stands. */
  held: string | boolean;
}

const isMark = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio');

/** What the control holds as the server drew it. */
function drawn(control: Control): string | boolean {
  if (control instanceof HTMLSelectElement) {
    const option = [...control.options].find(({ defaultSelected }) => defaultSelected) ?? control.options[0];
    return option?.value ?? '';
  }
  return isMark(control) ? control.defaultChecked : control.defaultValue;
}

/**
 * What a resident typed or chose while the page was only drawn, told to its components as if it happened now; on a slow
 * phone that is seconds of typing. Called by a layout effect of the page's first render: the controls still hold it then,
 * and the next render writes its own values over it. Returns what calls it off.
 */
export function handOverTypedEarly(): () => void {
  const typed = readTypedEarly();
  if (typed.length === 0) return () => {};
  const later = setTimeout(() => {
    for (const early of typed) if (early.control.isConnected) retell(early);
  });
  return () => clearTimeout(later);
}

function readTypedEarly(): TypedEarly[] {
  const controls = [...document.querySelectorAll<Control>('#root :is(input, textarea, select)')];
  return controls
    .filter(({ type }) => type !== 'hidden')
    .map((control) => ({ control, held: isMark(control) ? control.checked : control.value }))
    .filter(({ control, held }) => held !== drawn(control));
}

function retell({ control, held }: TypedEarly): void {
  if (isMark(control)) {
    // A click is what the library listens to, and it turns the mark: from the side opposite to the one it stood on.
    setPast(control, 'checked', !held);
    control.click();
  } else if (control instanceof HTMLSelectElement || control.type === 'file') {
    if (control.type !== 'file') control.value = String(held);
    control.dispatchEvent(new Event('change', { bubbles: true }));
  } else {
    retype(control, String(held));
  }
}

/** An event without a change of value is passed over: the field is emptied behind the library's back and filled again. */
function retype(control: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const caret = document.activeElement === control ? control.selectionStart : null;
  for (const value of ['', text]) {
    setPast(control, 'value', value);
    control.dispatchEvent(new Event('input', { bubbles: true }));
  }
  if (caret !== null) control.setSelectionRange(caret, caret);
}

/** By the setter of the element's class, which the library does not watch. */
function setPast<C extends Control, K extends 'value' | 'checked'>(
  control: C,
  key: K,
  value: string | boolean,
): void {
  const own = Object.getPrototypeOf(control) as C;
  Object.getOwnPropertyDescriptor(own, key)?.set?.call(control, value);
}

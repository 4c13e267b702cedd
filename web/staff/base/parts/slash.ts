import type { KeyboardEvent } from 'react';

/** Whether «/» was pressed where it asks for ready words: a slash inside a word or a date stays a slash. */
export function asksBySlash(event: KeyboardEvent<HTMLTextAreaElement>, text: string): boolean {
  return event.key === '/' && /(^|\s)$/u.test(text.slice(0, event.currentTarget.selectionStart));
}

/** The words with what was chosen put where the cursor stands, in place of what is selected. */
export function insertAt(field: HTMLTextAreaElement | null, text: string, chosen: string): string {
  const from = field?.selectionStart ?? text.length;
  return `${text.slice(0, from)}${chosen}${text.slice(field?.selectionEnd ?? from)}`;
}

/** The field of why a thing is of the same in spite of another topic or place. The journal keeps it. */
export const despiteField = {
  name: 'despite',
  label: 'Почему это о том же',
  hint: 'Причина останется в журнале',
  rows: 2,
  maxLength: 500,
} as const;

/** Asked once the server has warned. */
export const asksWhy = (code: string | null, written: string): boolean =>
  code === 'lib.conflict' || written !== '';

import { decisionOf, type StoredContact } from './regime.ts';

/** What the pack forbids to send on. */
const FORBIDDEN = new Set(['forward-illegible', 'forward-unclear']);
/** A crime that is reported is sent on whatever the letter is like (59-ФЗ, ст. 11 ч. 1). */
const CRIME = 'reports-crime';

/** Why what this author wrote is not sent to another body, as a sentence with its article; null when it may be. */
export function forwardingBan(author: StoredContact | undefined, regime: string): string | null {
  if (!author || author.signs.includes(CRIME)) return null;
  const forbidden = decisionOf(author, regime).forbids.find(({ code }) => FORBIDDEN.has(code));
  return forbidden
    ? `Нельзя: ${forbidden.text.toLocaleLowerCase('ru')} (${forbidden.legal}). Уведомите заявителя письмом из карточки журнала.`
    : null;
}

import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { decisionOf } from '../core/regime.ts';
import { findAuthor } from './author.ts';

/** What the pack forbids to send on. */
const FORBIDDEN = new Set(['forward-illegible', 'forward-unclear']);
/** A crime that is reported is sent on whatever the letter is like (59-ФЗ, ст. 11 ч. 1). */
const CRIME = 'reports-crime';

/** Refuses to send to another body what cannot be read or understood: its author is told instead (59-ФЗ, ст. 11 ч. 4 and 4.1). */
export async function requireForwardable(ctx: Ctx, file: { id: string; regime: string }): Promise<void> {
  const author = await findAuthor(ctx, file.id);
  if (!author || author.signs.includes(CRIME)) return;
  const forbidden = decisionOf(author, file.regime).forbids.find(({ code }) => FORBIDDEN.has(code));
  if (!forbidden) return;
  throw new AppError(
    'lib.conflict',
    `Нельзя: ${forbidden.text.toLocaleLowerCase('ru')} (${forbidden.legal}). Уведомите заявителя письмом из карточки журнала.`,
  );
}

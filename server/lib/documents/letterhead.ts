import { findCityEdition } from '../city.ts';
import { AppError } from '../errors.ts';
import { signatureName } from './names.ts';

/** In whose name papers of this city are printed, by one edition of its card. */
export interface Letterhead {
  organisation: string;
  lines: readonly string[];
  /** Of the card: the paper names it, and a reprint is drawn by it again. */
  edition: number;
  /** «г. Каменск-Уральский»; empty = nobody has said. */
  place: string;
  /** «Каменск-Уральского городского округа». */
  genitive: string;
  /** Who signs where nobody else is named. */
  signer: { position: string; name: string };
}

/** The letterhead in force now or when a paper was made (`at`); null while nobody has set it. */
export function findLetterhead(at?: Date | null): Letterhead | null {
  const edition = findCityEdition(at);
  if (!edition || edition.card.organisation.full === '') return null;
  const { names, organisation, signer } = edition.card;
  return {
    organisation: organisation.full,
    lines: organisation.lines,
    edition: edition.version,
    place: organisation.place,
    genitive: names.title.genitive || names.title.nominative,
    signer: {
      position: signer.position || 'Руководитель',
      name: signer.name === '' ? '' : signatureName(signer.name),
    },
  };
}

/**
 * The same, refused while nobody has set it: no letter, protocol or report goes out in nobody's name. Nothing is lost by the refusal:
 * the draft stays.
 */
export function organisationOf(at?: Date | null): Letterhead {
  const found = findLetterhead(at);
  if (found) return found;
  throw new AppError(
    'lib.conflict',
    'Печатать, подписывать и отправлять нельзя: не задана организация этого города. ' +
      'Администратор задаёт её на экране «Настройки → Наш город». Написанное сохранено.',
  );
}

import { sql } from 'kysely';
import { placeInPhrase } from '../../../base/territory/index.ts';

/** A street and perhaps a house that a phrase names, as the search keeps them. */
export interface SoughtPlace {
  label: string;
  /** A lexeme that stands in the document of every case of that street or house. */
  lexeme: string;
  /** What the phrase says besides. */
  rest: string;
}

/** The street and the house of a row `source` as lexemes without position. */
export const addressLexemes = sql`array_to_tsvector(array_remove(ARRAY[
  CASE WHEN street_id IS NOT NULL THEN '@' || street_id END,
  CASE WHEN street_id IS NOT NULL AND house IS NOT NULL THEN '@' || street_id || '#' || house END], NULL))`;

/** Reads an address out of a phrase: «яма Титова 14» is a house and the word «яма». */
export function readPlace(phrase: string): SoughtPlace | null {
  const place = placeInPhrase(phrase);
  if (!place) return null;
  const { label, streetId, house, rest } = place;
  return { label, lexeme: house ? `@${streetId}#${house}` : `@${streetId}`, rest };
}

/** A lexeme as the text of a tsquery: quoted, so that nothing of it is read as an operator. */
export const quoteLexeme = (lexeme: string): string =>
  `'${lexeme.replaceAll(/['\\]/g, (sign) => sign + sign)}'`;

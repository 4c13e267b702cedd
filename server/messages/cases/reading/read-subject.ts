import { type Subject, subjectOf } from '../../../base/promises/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { placeFromText } from '../../../base/territory/index.ts';
import { readWords } from './read-words.ts';

/** Below it the topic of an official text is not known well enough to hold it against another. */
const LIKELY = 0.5;

/** What is known of a text past its words: of the message or the incident it answers. */
export interface KnownSubject {
  factId: string | null;
  address: string | null;
  streetId: string | null;
  house: string | null;
  districtId: string | null;
}

/** Place and sphere an official text speaks of: the topic a person chose, the place its own words name, then what it answers. */
export function readSubject(text: string, known: KnownSubject | null): Subject {
  const named = placeFromText(text);
  const place = named?.streetId || named?.precision === 'landmark' ? named : null;
  const { sure, facts } = readWords(text);
  const [likely] = facts;
  const factId = known?.factId ?? sure?.id ?? (likely && likely.confidence >= LIKELY ? likely.factId : null);
  return subjectOf({
    category: (factId && findFact(factId)?.category) ?? null,
    factId,
    place: place ?? known,
  });
}

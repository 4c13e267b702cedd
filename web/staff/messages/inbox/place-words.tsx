import type { ReactNode } from 'react';
import type { PlaceSuggestion } from '../../../../shared/contract/base/territory.ts';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import { formatPercent } from '../../../../shared/text/numbers.ts';
import { Chip } from '../../../ui/mark.tsx';
import { proposePlace, surePlace } from './choice.ts';
import type { TriageChoice } from './fact-offer.ts';

/** «по тексту: ул. Титова, 14, 97 %»: what the words name of a message without a place; dashed while it is not sure. */
export function PlaceChip(props: { row: CaseRow }): ReactNode {
  const [best] = props.row.placeSuggestions;
  if (!best) return null;
  return (
    <Chip isUnsure={best.confidence < surePlace}>
      по тексту: {best.label} {formatPercent(best.confidence)}
    </Chip>
  );
}

/** What Enter would make the place of the message, why, and what else its words name. */
export function PlaceWords(props: { row: CaseRow; choice: TriageChoice }): ReactNode {
  const { row, choice } = props;
  const at = proposePlace(row, choice);
  const shown = row.placeSuggestions[at ?? 0];
  if (!shown) return null;
  const others = row.placeSuggestions.length - 1;
  return (
    <>
      {at === null ? <span className="muted">останется без места, по тексту: </span> : null}
      <PlaceChosen place={shown} isTaken={at !== null} />
      <span className="small">
        {' '}
        — уверенность {formatPercent(shown.confidence)}: {shown.reasons.join(', ')}
        {others > 0 && `; ещё в тексте: ${others}`}
      </span>
    </>
  );
}

function PlaceChosen({ place, isTaken }: { place: PlaceSuggestion; isTaken: boolean }): ReactNode {
  return isTaken ? <b>{place.label}</b> : <span className="chip chip--unsure">{place.label}</span>;
}

/** The text with the words that name the place marked; it may be shortened or have personal data hidden in it. */
export function MarkedText(props: { text: string; place: PlaceSuggestion | undefined }): ReactNode {
  const { text, place } = props;
  if (!place) return text;
  const isThere = text.slice(place.start, place.end) === place.words;
  const start = isThere ? place.start : text.indexOf(place.words);
  if (start < 0) return text;
  const end = start + place.words.length;
  return (
    <>
      {text.slice(0, start)}
      <mark title={`Место по тексту: ${place.label}`}>{text.slice(start, end)}</mark>
      {text.slice(end)}
    </>
  );
}

import type { ReactNode } from 'react';
import { type PlaceSuggestion, suggestPlaces } from '../../../shared/contract/territory.ts';
import { formatDistance } from '../../../shared/text/numbers.ts';
import { useRoute } from '../../lib/query.ts';
import { Button } from '../../ui/button.tsx';
import { toPlace } from './address-options.ts';
import { hasPlace, type Point, type SubmitDraftState } from './submit-draft.ts';
import { measure } from './use-place-words.ts';
import { useSettled } from './use-topic.ts';

/** Below this a place is not offered to a resident: a wrong offer costs more than none. */
const worthAsking = 0.7;
const minLetters = 8;
/** The place stands near the beginning; the rest of a long text need not travel at every pause. */
const enough = 5000;
/** The photo and the words speak of one place, metres. */
const near = 150;

/** The place the words name, once the hand rests. Whole districts are no address. */
function useSaidPlace({ value }: SubmitDraftState): PlaceSuggestion | null {
  const text = useSettled(value.text.trim().slice(0, enough), 500);
  const { data } = useRoute(suggestPlaces, { body: { text } }, { enabled: text.length >= minLetters });
  if (text.length < minLetters) return null;
  return (
    data?.places.find(
      ({ kind, confidence }) => kind !== 'district' && kind !== 'text' && confidence >= worthAsking,
    ) ?? null
  );
}

/** «Это здесь?»: offered while nothing is chosen, taken by a press. Nothing becomes the place by itself. */
export function PlaceGuess(props: { draft: SubmitDraftState }): ReactNode {
  const { draft } = props;
  const said = useSaidPlace(draft);
  const isOpen = !hasPlace(draft.value) && said !== null;
  return (
    <div aria-live="polite">
      {isOpen && (
        <div className="submit-topic">
          <div>
            <p className="small">Это здесь? Так в вашем тексте</p>
            <p>
              <b>{said.label}</b>
            </p>
          </div>
          <Button onClick={() => draft.change(takeSaid(said))}>
            Да, здесь<span className="aloud">: {said.label}</span>
          </Button>
        </div>
      )}
    </div>
  );
}

const takeSaid = (said: PlaceSuggestion) =>
  toPlace({
    ...said,
    precision: said.precision === 'text' ? 'street' : said.precision,
    score: said.confidence,
  });

/** How far the photo was taken from what the words name: said on this device, neither sent nor kept. */
export function PhotoAgreement(props: { draft: SubmitDraftState; point: Point }): ReactNode {
  const { draft, point } = props;
  const said = useSaidPlace(draft);
  if (!said || said.precision === 'street' || said.lat === null) return null;
  const metres = measure(point, said);
  return metres <= near ? (
    <p className="small">
      В тексте: {said.label}. Фото снято в {formatDistance(metres)} оттуда — сходится.
    </p>
  ) : (
    <div className="stack stack--tight">
      <p>
        В тексте: {said.label}, а фото снято в {formatDistance(metres)} оттуда.
      </p>
      <Button onClick={() => draft.change(takeSaid(said))}>Указать «{said.label}»</Button>
    </div>
  );
}

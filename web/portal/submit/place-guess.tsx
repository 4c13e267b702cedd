import { type ReactNode, useState } from 'react';
import type { PlaceSuggestion } from '../../../shared/contract/base/territory.ts';
import { formatDistance } from '../../../shared/text/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { toPlace } from './address-options.ts';
import { hasPlace, type Point, type SubmitDraft, type SubmitDraftState } from './submit-draft.ts';
import { measure } from './use-place-words.ts';

/** The photo and the words speak of one place, metres. */
const near = 150;

/** «Это здесь?»: offered while nothing is chosen, taken by a press; then it says what was taken. */
export function PlaceGuess(props: { draft: SubmitDraftState; said: PlaceSuggestion | null }): ReactNode {
  const { draft, said } = props;
  const [taken, setTaken] = useState<string | null>(null);
  const isOpen = !hasPlace(draft.value) && said !== null;
  const isTaken = taken !== null && draft.value.address === taken;
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
          <Button
            onClick={() => {
              draft.change(takeSaid(said));
              setTaken(said.label);
            }}
          >
            Да, здесь<span className="aloud">: {said.label}</span>
          </Button>
        </div>
      )}
      {isTaken && (
        <p>
          Место отмечено: <b>{taken}</b>
        </p>
      )}
    </div>
  );
}

/** The place the words name, as the draft's own. */
export const takeSaid = (said: PlaceSuggestion): Partial<SubmitDraft> => ({
  ...toPlace({
    ...said,
    precision: said.precision === 'text' ? 'street' : said.precision,
    score: said.confidence,
  }),
  placeSource: 'text',
});

/** How far the photo was taken from what the words name: said on this device, neither sent nor kept. */
export function PhotoAgreement(props: {
  draft: SubmitDraftState;
  said: PlaceSuggestion | null;
  point: Point;
}): ReactNode {
  const { draft, said, point } = props;
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

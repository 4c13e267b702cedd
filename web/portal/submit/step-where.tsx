import { type ReactNode, useEffect, useState } from 'react';
import { type PlaceSuggestion, searchAddress } from '../../../shared/contract/base/territory.ts';
import { call } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/forms/choice-field.tsx';
import { bindFields, errorsById } from '../../ui/forms/fields.ts';
import { SuggestField } from '../../ui/forms/suggest-field.tsx';
import { Note } from '../../ui/mark.tsx';
import { findAddresses, toPlace } from './address-options.ts';
import { PhotoAgreement, takeSaid } from './place-guess.tsx';
import { PlaceMap } from './place-map.tsx';
import { StepFrame } from './step-frame.tsx';
import { hasPlace, type Point, type SubmitDraftState } from './submit-draft.ts';
import { usePlaceWords } from './use-place-words.ts';
import { useReading } from './use-reading.ts';

const placeError = 'Впишите адрес или покажите место на карте';
/** The server keeps an address without a point below this likeness; so does the client. */
const certain = 0.75;

/** Step 2: an address by search, the photo's place, the device's, or the map under a crosshair. */
export function WhereStep(props: {
  draft: SubmitDraftState;
  /** Similar messages are being looked for: the next step depends on them. */
  isLooking: boolean;
  /** With the point, when the place has one; or that there is none to name. */
  onNext: (point: Point | null, isPlaceless?: boolean) => void;
}): ReactNode {
  const { draft, onNext } = props;
  const { value, change } = draft;
  const [isChecked, setChecked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const words = usePlaceWords(draft);
  const said = useReading(value).reading?.place ?? null;
  useSaidPlace(draft, said);
  const errors = isChecked ? findErrors(draft, words.outside) : {};
  const isPhoto = value.placeSource === 'photo' && value.point !== null;
  const isSaid = value.placeSource === 'text' && value.address !== '';
  const next = async () => {
    setChecked(true);
    if (!hasPlace(value) || value.isOutside) return;
    setBusy(true);
    const point = await placeTypedAddress(draft);
    setBusy(false);
    onNext(point);
  };
  const refusePlace = () => {
    const nowhere = { point: null, address: '', streetId: '', house: '', isOutside: false };
    change({ ...nowhere, placeSource: 'refused' });
    document.getElementById('message-place')?.focus();
  };
  const skip = () => {
    change({
      point: null,
      placeSource: '',
      address: '',
      streetId: '',
      house: '',
      isPlaceless: true,
      isOutside: false,
    });
    onNext(null, true);
  };
  return (
    <StepFrame
      step="where"
      errors={errorsById('message', errors)}
      onSubmit={() => void next()}
      actions={
        <>
          <Button type="submit" kind="primary" wide busy={isBusy || (props.isLooking && isChecked)}>
            {isPhoto || isSaid ? 'Да, здесь' : 'Продолжить'}
          </Button>
          {(isPhoto || isSaid) && (
            <Button wide onClick={refusePlace}>
              Указать другое место
            </Button>
          )}
        </>
      }
    >
      {isSaid && (
        <Note>
          <p>
            <b>Адрес взят из вашего текста.</b> Верно?
          </p>
        </Note>
      )}
      <AddressField draft={draft} errors={errors} />
      <PlaceMap draft={draft} found={words.found} />
      {words.outside && <Outside words={words.outside} />}
      {isPhoto && (
        <Note>
          <p>
            <b>Место взято из фото.</b> Верно?
          </p>
          <p className="small">Координаты прочитаны на вашем устройстве. Из самого файла мы их удалим.</p>
          <PhotoAgreement draft={draft} said={said} point={value.point!} />
        </Note>
      )}
      <CheckField
        form={bindFields(value, change)}
        name="isHome"
        hint="Тогда на общей карте покажем только улицу, без номера дома"
      >
        Это мой дом
      </CheckField>
      <p>
        <button type="button" className="link-button" onClick={skip}>
          Точного места нет или не знаю
        </button>
      </p>
    </StepFrame>
  );
}

/** The place the words name fills the empty field: the person says «Да, здесь» or names another. */
function useSaidPlace({ value, change }: SubmitDraftState, said: PlaceSuggestion | null): void {
  const isFree = !hasPlace(value) && value.placeSource === '';
  useEffect(() => {
    if (isFree && said) change(takeSaid(said));
  }, [isFree, said, change]);
}

function findErrors({ value }: SubmitDraftState, outside: string): Record<string, string> {
  if (!hasPlace(value)) return { place: placeError };
  return value.isOutside && outside ? { place: outside } : {};
}

function AddressField(props: {
  draft: SubmitDraftState;
  errors: Readonly<Record<string, string>>;
}): ReactNode {
  const { value, change } = props.draft;
  const write = ({ place: address = '' }: { place?: string }) => {
    // Another address is another place: the former point must not go with it.
    const isFresh = value.point !== null || value.placeSource !== '';
    change({
      address,
      isPlaceless: false,
      ...(isFresh && { point: null, placeSource: 'address', streetId: '', house: '', isOutside: false }),
    });
  };
  return (
    <SuggestField
      form={bindFields({ place: value.address }, write, { id: 'message', errors: props.errors })}
      name="place"
      label="Адрес или ориентир"
      hint="Например: Примерная 14 или название остановки"
      autoComplete="street-address"
      nothing="Такого адреса не нашли. Оставьте как есть или покажите место на карте."
      search={findAddresses}
      onPick={({ hit }) => change(toPlace(hit))}
    />
  );
}

function Outside({ words }: { words: string }): ReactNode {
  return (
    <div className="has-error stack stack--tight">
      <p>
        <b>{words}</b>
      </p>
      <p>
        Туда мы передать сообщение не можем: обратитесь в администрацию той территории. Если точка стоит не
        там, подвиньте карту или впишите адрес.
      </p>
    </div>
  );
}

/** An address typed in full but not picked from the list gets its point, so that similar ones can be found near it. */
async function placeTypedAddress({ value, change }: SubmitDraftState): Promise<Point | null> {
  const text = value.address.trim();
  if (value.point || !text) return value.point;
  try {
    const { hits } = await call(
      searchAddress,
      { query: { q: text.slice(0, 200), limit: 1 } },
      { timeout: 4000 },
    );
    const best = hits[0];
    if (!best || best.score < certain) return null;
    const place = toPlace(best);
    if (place.point) change(place);
    return place.point ?? null;
  } catch {
    // The words alone are enough: the server reads them again.
    return null;
  }
}

import { type ReactNode, useState } from 'react';
import type { PlaceSuggestion } from '../../../../../shared/contract/base/territory.ts';
import type { PlaceInput } from '../../../../../shared/contract/messages/cases.ts';
import { changeCase } from '../../../../../shared/contract/messages/cases-staff.ts';
import { formatPercent } from '../../../../../shared/text/numbers.ts';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { Failures } from '../../../../ui/failures/failures.tsx';
import { MiniMap } from '../../../base/case-kit/mini-map.tsx';
import { AddressField, type AddressOption, toPlaceInput } from '../place/address-field.tsx';
import type { CaseDesk } from '../use-case-desk.ts';

/** What the words of the message name, while it has no place. */
function SaidPlaces(props: {
  places: readonly PlaceSuggestion[];
  onPick: (option: AddressOption) => void;
}): ReactNode {
  const known = props.places.filter(({ precision }) => precision !== 'text');
  if (known.length === 0) return null;
  return (
    <div className="stack stack--tight">
      <p className="small">По тексту сообщения:</p>
      {known.map((place) => (
        <Button key={`${place.placeId}-${place.house}`} onClick={() => props.onPick(toOption(place))}>
          {place.label} — {formatPercent(place.confidence)}
        </Button>
      ))}
    </div>
  );
}

function toOption(place: PlaceSuggestion): AddressOption {
  const precision = place.precision === 'text' ? 'street' : place.precision;
  return { id: place.label, label: place.label, hit: { ...place, precision, score: place.confidence } };
}

/** O: another address for the case, seen on the map before it is kept. */
export function PlaceDialog(props: { desk: CaseDesk; onClose: () => void }): ReactNode {
  const { desk, onClose } = props;
  const [text, setText] = useState(desk.card.place.address ?? '');
  const [picked, setPicked] = useState<AddressOption | null>(null);
  const save = (place: PlaceInput) =>
    desk.run(
      changeCase,
      { params: { id: desk.card.id }, body: { version: desk.card.version, place } },
      { done: 'Место исправлено', onDone: onClose },
    );
  return (
    <Dialog
      isOpen
      title="Место"
      onClose={onClose}
      foot={
        <Button
          kind="primary"
          busy={desk.isBusy}
          disabledReason={!picked && 'Выберите адрес из подсказок'}
          onClick={() => picked && save(toPlaceInput(picked))}
        >
          Сохранить место
        </Button>
      }
    >
      <SaidPlaces
        places={desk.card.placeSuggestions}
        onPick={(option) => {
          setText(option.label);
          setPicked(option);
        }}
      />
      <AddressField
        label="Адрес"
        text={text}
        onText={(typed) => {
          setText(typed);
          setPicked(null);
        }}
        onPick={(option) => {
          setText(option.label);
          setPicked(option);
        }}
      />
      <div className="case__map">
        <MiniMap
          place={
            picked ? { lat: picked.hit.lat, lon: picked.hit.lon, address: picked.label } : desk.card.place
          }
          isWide
        />
      </div>
      <Failures of={desk.command(changeCase)} />
    </Dialog>
  );
}

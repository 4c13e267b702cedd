import type { ReactNode } from 'react';
import type { PlaceSuggestion } from '../../../../../shared/contract/base/territory.ts';
import { changeCase } from '../../../../../shared/contract/messages/cases-staff.ts';
import { formatPercent } from '../../../../../shared/text/numbers.ts';
import { Button } from '../../../../ui/button.tsx';
import { bindFields } from '../../../../ui/forms/fields.ts';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
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
  const form = useForm<{ address: string; picked: AddressOption | null }>({
    start: { address: desk.card.place.address ?? '', picked: null },
    commands: desk.command(changeCase),
    gap: ({ picked }) => !picked && 'Выберите адрес из подсказок',
    send: ({ picked }) =>
      picked &&
      desk.run(
        changeCase,
        {
          params: { id: desk.card.id },
          body: { version: desk.card.version, place: toPlaceInput(picked) },
        },
        { done: 'Место исправлено', onDone: onClose },
      ),
  });
  const { address, picked } = form.values;
  const pick = (option: AddressOption) => form.set({ address: option.label, picked: option });
  return (
    <FormDialog form={form} title="Место" action="Сохранить место" onClose={onClose}>
      <SaidPlaces places={desk.card.placeSuggestions} onPick={pick} />
      <AddressField
        label="Адрес"
        form={bindFields({ address }, (typed) => form.set({ ...typed, picked: null }))}
        name="address"
        onPick={pick}
      />
      <div className="case__map">
        <MiniMap
          place={
            picked ? { lat: picked.hit.lat, lon: picked.hit.lon, address: picked.label } : desk.card.place
          }
          isWide
        />
      </div>
    </FormDialog>
  );
}

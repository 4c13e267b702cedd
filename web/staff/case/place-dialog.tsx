import { type ReactNode, useState } from 'react';
import type { PlaceInput } from '../../../shared/contract/cases.ts';
import { changeCase } from '../../../shared/contract/cases-staff.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldError } from '../../ui/field.tsx';
import { AddressField, type AddressOption, toPlaceInput } from './address-field.tsx';
import { MiniMap } from './mini-map.tsx';
import { type CaseDesk, problemOf } from './use-case-desk.ts';

/** O: another address for the case, seen on the map before it is kept. */
export function PlaceDialog(props: { desk: CaseDesk; onClose: () => void }): ReactNode {
  const { desk, onClose } = props;
  const [text, setText] = useState(desk.card.place.address ?? '');
  const [picked, setPicked] = useState<AddressOption | null>(null);
  const problem = problemOf(desk, changeCase);
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
      {problem && <FieldError text={problem.message} />}
    </Dialog>
  );
}

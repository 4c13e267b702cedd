import type { ReactNode } from 'react';
import {
  closeKiosk,
  giveKioskCode,
  openKiosk,
} from '../../../../../shared/contract/participation/poll-kiosk.ts';
import type { PollPlace } from '../../../../../shared/contract/participation/poll-paper.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { copyText } from '../../../../lib/copy-text.ts';
import { useFormats } from '../../../../lib/format.ts';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { SelectField } from '../../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { ShownField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import { QrCode } from '../../../../ui/qr-code.tsx';
import { SureDialog } from '../../../base/case-kit/sure-dialog.tsx';
import { checkProof, choicesOfPlaces, ProofFields } from './proof-fields.tsx';

/** Opens a kiosk at a place, then shows the address for its device, once. */
export function OpenKioskDialog({ place, onClose }: { place: PollPlace; onClose: () => void }): ReactNode {
  const open = useCommand(openKiosk);
  if (open.data) return <KioskLink link={location.origin + open.data.link} onClose={onClose} />;
  return (
    <SureDialog
      title={`Открыть киоск: ${place.title}`}
      action="Открыть"
      commands={open}
      onSend={() => open.mutate({ params: { id: place.id } })}
      onClose={onClose}
    >
      <p>
        Киоск — планшет или компьютер комиссии, на котором голосуют все, кто пришёл. Каждому вы даёте код: он
        годится один раз. Киоск работает шестнадцать часов, не дольше голосования; закрыть его можно раньше.
      </p>
    </SureDialog>
  );
}

function KioskLink({ link, onClose }: { link: string; onClose: () => void }): ReactNode {
  return (
    <Dialog
      isOpen
      title="Адрес киоска"
      onClose={onClose}
      foot={
        <Button kind="primary" onClick={() => void copyText(link, 'Адрес скопирован')}>
          Скопировать адрес
        </Button>
      }
    >
      <p>
        Откройте этот адрес на устройстве киоска, где никто не вошёл на сайт: наведите на квадрат его камеру
        или перенесите адрес. Окно разверните на весь экран (F11). Адрес показан один раз: потеряете —
        закройте этот киоск и откройте новый.
      </p>
      <QrCode link={link} alt="Адрес киоска квадратом для камеры" />
      <ShownField label="Адрес" value={link} />
    </Dialog>
  );
}

export function CloseKioskDialog(props: {
  kiosk: PollPlace['kiosks'][number];
  place: PollPlace;
  onClose: () => void;
}): ReactNode {
  const { kiosk, place, onClose } = props;
  const formats = useFormats();
  const close = useCommand(closeKiosk, { done: 'Киоск закрыт', onDone: onClose });
  return (
    <SureDialog
      title={`Закрыть киоск: ${place.title}`}
      action="Закрыть киоск"
      commands={close}
      onSend={() => close.mutate({ params: { id: kiosk.id } })}
      onClose={onClose}
    >
      <p>
        Открыт {formats.dateTime(kiosk.at)}: {kiosk.by}
      </p>
      <p>
        По его адресу больше не проголосуют; что уже отправлено, остаётся. Кому дали код и кто не успел,
        проголосует на другом открытом киоске этого участка.
      </p>
    </SureDialog>
  );
}

/** A person is marked as one who votes at the kiosk, and is told a code; then the next one. */
export function CodeDialog(props: {
  id: string;
  places: readonly PollPlace[];
  onClose: () => void;
}): ReactNode {
  const { id, places, onClose } = props;
  const give = useCommand(giveKioskCode);
  const form = useForm({
    start: { placeId: places[0]?.id ?? '', contact: '', basis: '' },
    commands: give,
    check: checkProof,
    send: (values) => give.mutate({ params: { id }, body: values }),
  });
  if (give.data)
    return (
      <GivenCode
        {...give.data}
        onNext={() => {
          form.restart({ placeId: form.values.placeId, contact: '', basis: '' });
          give.reset();
        }}
        onClose={onClose}
      />
    );
  return (
    <FormDialog form={form} title="Дать код киоска" action="Отметить и дать код" onClose={onClose}>
      <p className="muted">
        Если код не подошёл или человек не успел, дайте новый так же: прежний перестанет годиться.
      </p>
      <SelectField form={form} name="placeId" label="Участок" choices={choicesOfPlaces(places)} />
      <ProofFields form={form} />
    </FormDialog>
  );
}

function GivenCode(props: {
  code: string;
  minutes: number;
  onNext: () => void;
  onClose: () => void;
}): ReactNode {
  const { code, minutes, onNext, onClose } = props;
  return (
    <Dialog
      isOpen
      title="Код киоска"
      onClose={onClose}
      foot={
        <Button kind="primary" onClick={onNext}>
          Следующий человек
        </Button>
      }
    >
      <p className="polls-desk__code" role="status">
        {code.slice(0, 4)} {code.slice(4)}
      </p>
      <p>
        Продиктуйте или запишите человеку. Код годится один раз и {minutes} минут; он показан только здесь и
        нигде не хранится.
      </p>
    </Dialog>
  );
}

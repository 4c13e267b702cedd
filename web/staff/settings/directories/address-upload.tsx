import type { ReactNode } from 'react';
import { importAddresses } from '../../../../shared/contract/base/address-list.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Section } from '../../../ui/section.tsx';
import { ListSample, ListUpload } from '../../base/parts/list-upload.tsx';
import { RefusedRows } from '../../base/parts/refused-rows.tsx';

type Checked = RouteReply<typeof importAddresses>;

const sample = [
  ['Населённый пункт', 'Улица', 'Дом', 'Широта', 'Долгота'],
  ['', 'ул. Примерная', '1', '55,123456', '60,123456'],
  ['', 'ул. Примерная', '3а', '', ''],
  ['с. Пробное', 'пер. Садовый', '2', '', ''],
] as const;

/** Streets and houses by a list: a table is looked at, then takes the place of the list in force. */
export function AddressUpload(): ReactNode {
  return (
    <>
      <ListSample label="Образец списка" filename="Улицы и дома.csv" lines={sample} />
      <ListUpload<Checked>
        label="Загрузить улицы и дома"
        check={(file) => perform(importAddresses, {}, { file })}
      >
        {(picked) => <AddressDialog {...picked} />}
      </ListUpload>
    </>
  );
}

const houses = (count: number): string => counted(count, 'дом', 'дома', 'домов');
const streets = (count: number): string => counted(count, 'улица', 'улицы', 'улиц');

function AddressDialog(props: { file: File; checked: Checked; onClose: () => void }): ReactNode {
  const { file, checked, onClose } = props;
  const write = useCommand(importAddresses, { call: { file }, refreshes: ['territory', 'our-city'] });
  const { isWritten, rows, former, placed, shown, ...told } = write.data ?? checked;
  const all = `${streets(told.streets)}, ${houses(told.houses)}`;
  return (
    <Dialog
      isOpen
      isWide
      title="Улицы и дома списком"
      onClose={onClose}
      foot={
        isWritten || told.streets === 0 ? (
          <Button onClick={onClose}>Закрыть</Button>
        ) : (
          <Button
            kind="primary"
            busy={write.isPending}
            onClick={() => write.mutate({ query: { write: 'yes' } })}
          >
            Загрузить {houses(told.houses)}
          </Button>
        )
      }
    >
      <p role="status">
        {isWritten
          ? `Действует: ${all}.`
          : `${file.name}: ${counted(rows, 'строка', 'строки', 'строк')}. Будет ${all}; не подходит ${told.refusedCount}.`}
      </p>
      {placed < told.houses && (
        <p>
          Без точки на карте: {houses(told.houses - placed)}. Адрес житель найдёт, место на карте укажет сам.
        </p>
      )}
      {!isWritten && former.streets > 0 && (
        <p>
          Список заменит нынешний ({streets(former.streets)}, {houses(former.houses)}); прежний можно вернуть.
        </p>
      )}
      <RefusedRows rows={told.refused} more={told.refusedCount - told.refused.length} />
      {!isWritten && told.streets > 0 && (
        <Section title="Будут загружены" isSmall>
          <ul className="plain-rows">
            {shown.map((street) => (
              <li key={street.title}>
                <b>{street.title}</b>
                <span>{houses(street.houses)}</span>
              </li>
            ))}
          </ul>
          {told.streets > shown.length && (
            <p className="muted">И ещё {streets(told.streets - shown.length)}.</p>
          )}
        </Section>
      )}
      <Failures of={write} title="Не загружены" />
    </Dialog>
  );
}

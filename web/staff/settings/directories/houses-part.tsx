import type { ReactNode } from 'react';
import {
  getHouseLists,
  importHouseKeepers,
  returnHouseList,
} from '../../../../shared/contract/messages/routing.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { ListSample, ListUpload } from '../../base/parts/list-upload.tsx';
import { RefusedRows } from '../../base/parts/refused-rows.tsx';

type Checked = RouteReply<typeof importHouseKeepers>;

const sample = [
  ['Населённый пункт', 'Улица', 'Дом', 'Управляющая компания', 'ИНН', 'Почта', 'Телефон'],
  ['', 'ул. Примерная', '1', 'УК Пример', '', '', ''],
  ['', 'ул. Примерная', '3а', 'УК Пример', '', '', ''],
  ['с. Пробное', 'пер. Садовый', '2', 'ТСЖ Садовый', '', '', ''],
] as const;

const houses = (count: number): string => counted(count, 'дом', 'дома', 'домов');
const companies = (count: number): string => counted(count, 'компания', 'компании', 'компаний');

/** Whose house it is: a topic that is a managing company's goes to that of the house. By a list, which can be taken back. */
export function HousesPart(): ReactNode {
  const lists = useRoute(getHouseLists);
  const formats = useFormats();
  const back = useCommand(returnHouseList, { done: 'Действует прежний список' });
  return (
    <Section title="Дома и управляющие компании" className="stack">
      <Loadable query={lists} failed="Список домов не загрузился">
        {(data) => {
          const current = data.lists.find(({ isCurrent }) => isCurrent);
          return (
            <>
              <p className="muted">
                {current
                  ? `Действует список: ${houses(current.houses)}, ${companies(current.companies)}. Загрузил(а) ${current.loadedBy} ${formats.dateTime(current.loadedAt)}`
                  : 'Списка ещё нет. С ним сообщение о подъезде или кровле уходит компании, которая управляет этим домом.'}
              </p>
              <div className="desk__filters">
                <ListSample label="Образец списка домов" filename="Дома и компании.csv" lines={sample} />
                <ListUpload<Checked>
                  label="Загрузить дома и компании"
                  check={(file) => perform(importHouseKeepers, {}, { file })}
                >
                  {(picked) => <HousesDialog {...picked} />}
                </ListUpload>
                {current && (
                  <Button busy={back.isPending} onClick={() => back.mutate({})}>
                    {data.lists.length > 1 ? 'Вернуть прежний список' : 'Отменить список'}
                  </Button>
                )}
              </div>
            </>
          );
        }}
      </Loadable>
    </Section>
  );
}

function HousesDialog(props: { file: File; checked: Checked; onClose: () => void }): ReactNode {
  const { file, checked, onClose } = props;
  const write = useCommand(importHouseKeepers, { call: { file }, refreshes: ['cases', 'identity'] });
  const told = write.data ?? checked;
  return (
    <Dialog
      isOpen
      isWide
      title="Дома и управляющие компании списком"
      onClose={onClose}
      foot={
        told.isWritten || told.houses === 0 ? (
          <Button onClick={onClose}>Закрыть</Button>
        ) : (
          <Button
            kind="primary"
            busy={write.isPending}
            onClick={() => write.mutate({ query: { write: 'yes' } })}
          >
            Ввести {houses(told.houses)}
          </Button>
        )
      }
    >
      <ListSummary told={told} filename={file.name} />
      <RefusedRows rows={told.refused} more={told.refusedCount - told.refused.length} />
      {told.companies.length > 0 && (
        <Section title="Компании" isSmall>
          <ul className="plain-rows">
            {told.companies.map(({ title, houses: own, isNew }) => (
              <li key={title}>
                <b>{title}</b>
                <span>
                  {houses(own)}
                  {isNew && (told.isWritten ? ', заведена' : ', будет заведена')}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Failures of={write} title="Список не введён" />
    </Dialog>
  );
}

/** What the list is or would be, what it takes the place of, and what it does not reach. */
function ListSummary(props: { told: Checked; filename: string }): ReactNode {
  const { isWritten, rows, refusedCount, left, former, routed, ...told } = props.told;
  const all = `${houses(told.houses)}, ${companies(told.companies.length)}`;
  return (
    <>
      <p role="status">
        {isWritten
          ? `Действует: ${all}.`
          : `${props.filename}: ${counted(rows, 'строка', 'строки', 'строк')}. Будет ${all}; не подходит ${refusedCount}.`}
      </p>
      {!isWritten && former > 0 && (
        <p>
          Список заменит нынешний ({houses(former)}); прежний можно вернуть. Начатые дела останутся у своих.
        </p>
      )}
      {left > 0 && <p>Без компании: {houses(left)}. Исполнителя там выберет оператор.</p>}
      {routed.length > 0 && (
        <p>
          Эти темы уходят по маршрутам, список их не меняет: {routed.map((title) => `«${title}»`).join(', ')}.
        </p>
      )}
    </>
  );
}

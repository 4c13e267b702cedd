import type { ReactNode } from 'react';
import { type Channel, channels } from '../../../../shared/contract/messages/cases.ts';
import type { ImportSettings, ImportTable } from '../../../../shared/contract/messages/imports.ts';
import { CheckField, SelectField } from '../../../ui/forms/choice-field.tsx';
import type { Fields } from '../../../ui/forms/fields.ts';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { channelWords } from '../../base/case-kit/case-words.ts';

export type RunOptions = Required<Omit<ImportSettings, 'mapping'>>;

interface Props {
  table: ImportTable;
  form: Fields<RunOptions>;
}

const sorted: readonly Channel[] = ['import', ...channels.filter((one) => one !== 'import')];

/** Where the file is from, and how strict to be. */
export function OptionsPart({ form, table }: Props): ReactNode {
  return (
    <fieldset className="stack">
      <legend className="import-legend">Как загружать</legend>
      <div className="import-columns">
        <TextField
          form={form}
          name="source"
          label="Источник"
          hint="Короткое имя системы латиницей. По нему и номеру узнаём, что уже загружено"
          autoComplete="off"
          spellCheck={false}
        />
        <SelectField
          form={form}
          name="channel"
          label="Канал"
          hint="Откуда пришли сообщения: так они будут подписаны в списках"
          choices={sorted.map((value) => ({ value, label: channelWords[value].title }))}
        />
      </div>
      <div className="stack stack--tight">
        <OwnCity table={table} form={form} />
        <CheckField
          form={form}
          name="isStrict"
          hint="Иначе хорошие строки загрузим, а остальные назовём в отчёте"
        >
          Не загружать ничего, если хоть одна строка не годится
        </CheckField>
      </div>
    </fieldset>
  );
}

function OwnCity(props: Props): ReactNode {
  const { named, known, looksForeign } = props.table.addresses;
  return (
    <>
      <CheckField
        form={props.form}
        name="isOwnCity"
        hint="Адреса ищем среди улиц города и ставим на карту. Для сообщений другого города снимите отметку: адрес останется словами"
      >
        Сообщения этого города
      </CheckField>
      {looksForeign && props.form.values.isOwnCity && (
        <p className="import-foreign" role="status">
          <Mark tone="warning">похоже на другой город</Mark> Адресов в первых строках: {named}, из них здесь
          есть {known}.
        </p>
      )}
    </>
  );
}

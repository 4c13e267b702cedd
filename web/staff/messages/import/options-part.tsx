import type { ReactNode } from 'react';
import { type Channel, channels } from '../../../../shared/contract/messages/cases.ts';
import type { ImportSettings, ImportTable } from '../../../../shared/contract/messages/imports.ts';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { Select, TextInput } from '../../../ui/forms/field.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { channelWords } from '../../base/case-kit/case-words.ts';

export type RunOptions = Required<Omit<ImportSettings, 'mapping'>>;

export const sourceFieldId = 'import-source';

interface Props {
  table: ImportTable;
  options: RunOptions;
  errors: Readonly<Record<string, string>>;
  onChange: (options: RunOptions) => void;
}

const sorted: readonly Channel[] = ['import', ...channels.filter((one) => one !== 'import')];

/** Where the file is from, and how strict to be. */
export function OptionsPart({ table, options, errors, onChange }: Props): ReactNode {
  const change = (patch: Partial<RunOptions>) => onChange({ ...options, ...patch });
  return (
    <fieldset className="stack">
      <legend className="import-legend">Как загружать</legend>
      <div className="import-columns">
        <TextInput
          id={sourceFieldId}
          label="Источник"
          hint="Короткое имя системы латиницей. По нему и номеру узнаём, что уже загружено"
          error={errors[sourceFieldId]}
          value={options.source}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change({ source: event.target.value })}
        />
        <Select
          id="import-channel"
          label="Канал"
          hint="Откуда пришли сообщения: так они будут подписаны в списках"
          value={options.channel}
          choices={sorted.map((value) => ({ value, label: channelWords[value].title }))}
          onChange={(channel) => change({ channel })}
        />
      </div>
      <div className="stack stack--tight">
        <OwnCity table={table} isOwn={options.isOwnCity} onChange={(isOwnCity) => change({ isOwnCity })} />
        <Checkbox
          checked={options.isStrict}
          hint="Иначе хорошие строки загрузим, а остальные назовём в отчёте"
          onChange={(isStrict) => change({ isStrict })}
        >
          Не загружать ничего, если хоть одна строка не годится
        </Checkbox>
      </div>
    </fieldset>
  );
}

function OwnCity(props: {
  table: ImportTable;
  isOwn: boolean;
  onChange: (isOwn: boolean) => void;
}): ReactNode {
  const { named, known, looksForeign } = props.table.addresses;
  return (
    <>
      <Checkbox
        checked={props.isOwn}
        hint="Адреса ищем среди улиц города и ставим на карту. Для сообщений другого города снимите отметку: адрес останется словами"
        onChange={props.onChange}
      >
        Сообщения этого города
      </Checkbox>
      {looksForeign && props.isOwn && (
        <p className="import-foreign" role="status">
          <Mark tone="warning">похоже на другой город</Mark> Адресов в первых строках: {named}, из них здесь
          есть {known}.
        </p>
      )}
    </>
  );
}

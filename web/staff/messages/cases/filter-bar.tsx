import { type ReactNode, useState } from 'react';
import { listUnits } from '../../../../shared/contract/base/people.ts';
import { getCity } from '../../../../shared/contract/base/territory.ts';
import { getObject } from '../../../../shared/contract/heatmap/objects.ts';
import { channels, outcomes, toneKinds } from '../../../../shared/contract/messages/cases.ts';
import { lacksWords } from '../../../../shared/text/case-fields.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { toldWords } from '../../../../shared/text/heatmap/indicators.ts';
import type { Period } from '../../../../shared/text/periods.ts';
import { turnWords } from '../../../../shared/text/turns.ts';
import { useRoute } from '../../../lib/query.ts';
import type { QueryText } from '../../../lib/url-query.ts';
import { Button } from '../../../ui/button.tsx';
import { bindFields, bindValue } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { LiveSearch } from '../../../ui/forms/live-search.tsx';
import { Chip } from '../../../ui/mark.tsx';
import { channelWords, outcomeWords } from '../../base/case-kit/case-words.ts';
import { toneWords } from '../../base/case-kit/tone-words.ts';
import type { Topics } from '../../base/case-kit/topics.ts';
import { PeriodButton } from '../../base/parts/period-button.tsx';
import { countConditions, noConditions, withoutCondition } from './list-filter.ts';

interface BarProps {
  query: QueryText;
  topics: Topics | undefined;
  onChange: (patch: QueryText) => void;
}

/** Every condition of the list; each writes itself into the address. */
export function FilterBar(props: BarProps): ReactNode {
  const { query, onChange } = props;
  const [isMore, setMore] = useState(
    Boolean(query.importance || query.tone || query.outcome || query.hasPlace || query.channel),
  );
  return (
    <div className="filter-row">
      <LiveSearch
        className="case-search"
        label="Найти в списке: номер, слова, адрес или телефон"
        placeholder="Номер, слова, адрес, телефон"
        hotkey={{ screen: 'Дела', keys: 'KeyF', label: 'Найти в списке' }}
        value={query.q ?? ''}
        onFind={(q) => onChange({ q, sort: '' })}
      />
      <StateSelect {...props} />
      <BlockSelect {...props} />
      <DistrictSelect {...props} />
      <UnitSelect {...props} />
      <PeriodButton
        period={readPeriod(query)}
        none="весь"
        onChange={(period) => onChange({ from: period?.from ?? '', to: period?.to ?? '' })}
      />
      {isMore ? (
        <MoreSelects {...props} />
      ) : (
        <Button kind="quiet" onClick={() => setMore(true)}>
          Ещё условия
        </Button>
      )}
      <SpecialChips {...props} />
      {countConditions(query) > 0 && (
        <Button kind="quiet" onClick={() => onChange(noConditions)}>
          Сбросить отбор
        </Button>
      )}
    </div>
  );
}

export function readPeriod({ from, to }: QueryText): Period | null {
  if (!from && !to) return null;
  return { from: from ?? to ?? '', to: to ?? from ?? '' };
}

const stateChoices = [
  { value: '', label: 'все' },
  { value: 'stage=open', label: 'открытые' },
  { value: 'stage=triage', label: 'ждут разбора' },
  { value: 'stage=work', label: 'у исполнителей' },
  { value: 'status=rework', label: 'ответ на доработке' },
  { value: 'stage=approval', label: 'на согласовании' },
  { value: 'status=clarification', label: 'ждём жителя' },
  { value: 'status=deferred', label: 'запланировано' },
  { value: 'stage=answered', label: 'ответ дан' },
  { value: 'status=reopened', label: 'возвращено жителем' },
  { value: 'stage=closed', label: 'закрытые' },
  { value: 'status=merged', label: 'присоединённые' },
  { value: 'overdue=yes', label: 'просрочено' },
  { value: 'overdue=today', label: 'срок сегодня' },
];

/** Stage, status and term in one list: they answer one question. */
export function StateSelect({ query, onChange }: BarProps): ReactNode {
  const pair = (['overdue', 'status', 'stage'] as const).find((name) => query[name]);
  const value = pair ? `${pair}=${query[pair]}` : '';
  const isListed = stateChoices.some((choice) => choice.value === value);
  return (
    <FilterSelect
      form={bindValue(value, (next) => {
        const [name = '', chosen = ''] = next.split('=');
        onChange({ stage: '', status: '', overdue: '', ...(name && { [name]: chosen }) });
      })}
      name="value"
      label="Состояние"
      choices={isListed ? stateChoices : [...stateChoices, { value, label: 'несколько' }]}
    />
  );
}

export function BlockSelect({ query, topics, onChange }: BarProps): ReactNode {
  const value = query.block ?? '';
  const blocks = (topics?.blocks ?? []).map(({ code, shortTitle }) => ({ value: code, label: shortTitle }));
  const several = value.includes(',') ? [{ value, label: 'несколько' }] : [];
  return (
    <FilterSelect
      form={bindFields({ block: value }, onChange)}
      name="block"
      label="Блок"
      none="все"
      choices={[...blocks, { value: 'none', label: 'без темы' }, ...several]}
    />
  );
}

function DistrictSelect({ query, onChange }: BarProps): ReactNode {
  const city = useRoute(getCity, undefined, { staleTime: 600_000 }).data;
  const value = query.districtId ?? '';
  const districts = (city?.districts ?? []).map(({ id, title, parentId }) => ({
    value: id,
    label: parentId ? `\u2003${title}` : title,
  }));
  const loose = value.endsWith('.none') ? [{ value, label: 'без уточнения' }] : [];
  return (
    <FilterSelect
      form={bindFields({ districtId: value }, onChange)}
      name="districtId"
      label="Территория"
      none="вся"
      choices={[...districts, { value: 'none', label: 'без территории' }, ...loose]}
    />
  );
}

function UnitSelect({ query, onChange }: BarProps): ReactNode {
  const units = useRoute(listUnits, undefined, { staleTime: 300_000 }).data?.units ?? [];
  return (
    <FilterSelect
      form={bindFields(query, onChange)}
      name="unitId"
      label="Исполнитель"
      none="любой"
      choices={units
        .filter(({ isActive, id }) => isActive || id === query.unitId)
        .map(({ id, shortTitle }) => ({ value: id, label: shortTitle }))}
    />
  );
}

function MoreSelects({ query, onChange }: BarProps): ReactNode {
  return (
    <>
      <FilterSelect
        form={bindFields(query, onChange)}
        name="channel"
        label="Канал"
        none="все"
        choices={channels.map((value) => ({ value: value as string, label: channelWords[value].title }))}
      />
      <FilterSelect
        form={bindFields(query, onChange)}
        name="outcome"
        label="Результат"
        none="любой"
        choices={outcomes.map((value) => ({
          value: value as string,
          label: outcomeWords[value].title.toLocaleLowerCase('ru'),
        }))}
      />
      <FilterSelect
        form={bindFields(query, onChange)}
        name="importance"
        label="Важность"
        none="любая"
        choices={[{ value: 'high', label: 'срочные' }]}
      />
      <FilterSelect
        form={bindFields(query, onChange)}
        name="tone"
        label="Тон"
        none="любой"
        choices={toneKinds.map((value) => ({ value, label: toneWords[value].title }))}
      />
      <FilterSelect
        form={bindFields(query, onChange)}
        name="hasPlace"
        label="Место"
        none="любое"
        choices={[
          { value: 'yes', label: 'есть на карте' },
          { value: 'no', label: 'нет на карте' },
        ]}
      />
    </>
  );
}

/** Conditions one comes with from elsewhere; there is no control for them, only the way to take them off. */
const factWords = (id: string, topics: BarProps['topics']): string =>
  id === 'none' ? 'Факт не назван' : (topics?.fact(id)?.title ?? 'Один факт');

function SpecialChips({ query, topics, onChange }: BarProps): ReactNode {
  const object = useRoute(
    getObject,
    { params: { key: query.object ?? '' } },
    { enabled: Boolean(query.object), keepOld: false, staleTime: 600_000 },
  ).data;
  const chips: readonly [name: string, words: string | undefined][] = [
    ['object', query.object && (object?.label ?? 'Один объект')],
    ['cause', query.cause && 'По причине'],
    ['counted', query.counted && 'По показателю'],
    ['told', query.told && toldWords(query.told)],
    ['lacks', query.lacks && lacksWords(query.lacks)],
    ['merged', query.merged && 'С объединёнными'],
    ['openOn', query.openOn && `Открыты на конец ${formatDay(query.openOn)}`],
    ['overdueOn', query.overdueOn && `Просрочены на конец ${formatDay(query.overdueOn)}`],
    ['turn', query.turn && turnWords(query)],
    ['applicant', query.applicant && (query.applicant === 'cabinet' ? 'Из кабинета' : 'Без входа в кабинет')],
    ['category', query.category && 'Одна категория'],
    ['numbers', query.numbers && 'Выбранные дела'],
    ['cell', query.cell && 'Очаг на карте'],
    ['area', query.area && 'Участок на карте'],
    ['near', query.near && 'Рядом с местом'],
    ['authorOf', query.authorOf && 'От того же автора'],
    ['executorId', query.executorId && 'Один исполнитель'],
    ['publication', query.publication && 'Ждут показа на карте'],
    ['settle', query.settle && 'Решает руководитель'],
    ['interim', query.interim && 'Промежуточный ответ ждёт'],
    ['part', query.part && 'Ждут вашей части'],
    ['resolved', query.resolved && 'По ответу жителя'],
    ['factId', query.factId && factWords(query.factId, topics)],
  ];
  return chips.map(([name, words]) =>
    words ? (
      <Chip key={name} onRemove={() => onChange(withoutCondition(name))}>
        {words}
      </Chip>
    ) : null,
  );
}

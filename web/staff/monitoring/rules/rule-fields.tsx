import type { ReactNode } from 'react';
import { getCity } from '../../../../shared/contract/base/territory.ts';
import { type Importance, importances } from '../../../../shared/contract/monitoring/incidents.ts';
import { postKinds, type RuleLook, sourceKinds } from '../../../../shared/contract/monitoring/rules.ts';
import { importanceTitles } from '../../../../shared/text/monitoring/incidents.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useRoute } from '../../../lib/query.ts';
import { CheckField, ItemsField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import type { Form } from '../../../ui/forms/use-form.ts';
import type { Topics } from '../../base/case-kit/topics.ts';
import { postKindTitles, skippedPageTitles } from './rule-words.ts';

export interface RuleValues {
  title: string;
  block: string;
  importance: Importance;
  query: string;
  ground: string;
  isActive: boolean;
  networks: readonly string[];
  kinds: RuleLook['kinds'];
  skipPages: RuleLook['skipPages'];
  takesAdverts: boolean;
  area: 'ours' | 'any' | 'districts';
  districts: readonly string[];
}

interface Props {
  form: Form<RuleValues>;
  networks: readonly { id: string; title: string }[];
  topics: Topics | undefined;
  /** It is there already, and can be switched off. */
  isKept: boolean;
}

/** What is looked for, what of, where, and on which ground. */
export function RuleFields({ form, networks, topics, isKept }: Props): ReactNode {
  return (
    <>
      <TextField form={form} name="title" label="Название" maxLength={200} />
      <LongTextField
        form={form}
        name="query"
        label="Что искать"
        hint={<QueryHint />}
        rows={3}
        spellCheck={false}
        className="rules__query"
        maxLength={2000}
      />
      <div className="desk__filters">
        <SelectField
          form={form}
          name="block"
          label="Блок"
          none="выберите"
          choices={(topics?.blocks ?? []).map(({ code, title }) => ({ value: code, label: title }))}
        />
        <SelectField
          form={form}
          name="importance"
          label="Важность"
          choices={importances.map((value) => ({ value, label: capitalise(importanceTitles[value]) }))}
        />
      </div>
      <LookFields form={form} networks={networks} />
      <TextField
        form={form}
        name="ground"
        label="Основание"
        hint="Пункт решения или поручение: зачем это ищут. Остаётся в журнале"
        maxLength={300}
      />
      {isKept && (
        <CheckField form={form} name="isActive" hint="Выключенное не ищет; то, что уже поймано, остаётся">
          Правило включено
        </CheckField>
      )}
    </>
  );
}

/** The whole language of rules by examples. */
function QueryHint(): ReactNode {
  return (
    <>
      Слово ищется в любой форме: <code>вода</code> найдёт «воды». Начало слова — <code>отопл*</code>, ровно
      такое — <code>=пар</code>, подряд — <code>«нет воды»</code>, рядом в предложении —{' '}
      <code>воды ~3 нет</code>, или — <code>вода | отопление</code>, без — <code>-реклама</code>.
    </>
  );
}

function LookFields({ form, networks }: Pick<Props, 'form' | 'networks'>): ReactNode {
  return (
    <fieldset className="stack stack--tight">
      <legend className="section__title">Где искать</legend>
      <ItemsField
        form={form}
        name="networks"
        legend="Сети (ни одной — все)"
        listClass="rules__ticks"
        choices={networks.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <ItemsField
        form={form}
        name="kinds"
        legend="Что смотреть (ничего — всё, кроме личных сообщений)"
        listClass="rules__ticks"
        choices={postKinds.map((value) => ({ value, label: postKindTitles[value] }))}
      />
      <ItemsField
        form={form}
        name="skipPages"
        legend="Что не смотреть"
        listClass="rules__ticks"
        choices={sourceKinds.map((value) => ({ value, label: skippedPageTitles[value] }))}
      />
      <CheckField form={form} name="takesAdverts" hint="Обычно записи, похожие на рекламу, пропускаются">
        Брать и рекламные записи
      </CheckField>
      <SelectField
        form={form}
        name="area"
        label="О каких местах"
        choices={[
          { value: 'ours', label: 'о нашем городе' },
          { value: 'districts', label: 'о названных районах' },
          { value: 'any', label: 'о любых' },
        ]}
      />
      {form.values.area === 'districts' && <DistrictField form={form} />}
    </fieldset>
  );
}

function DistrictField({ form }: Pick<Props, 'form'>): ReactNode {
  const districts = useRoute(getCity, undefined, { staleTime: 600_000 }).data?.districts ?? [];
  return (
    <ItemsField
      form={form}
      name="districts"
      legend="Районы"
      listClass="rules__ticks"
      choices={districts.map(({ id, title }) => ({ value: id, label: title }))}
    />
  );
}

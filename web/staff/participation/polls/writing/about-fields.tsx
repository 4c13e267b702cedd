import type { ReactNode } from 'react';
import type { getPollRules, Quota } from '../../../../../shared/contract/participation/polls.ts';
import type { RouteReply } from '../../../../../shared/contract/route.ts';
import { CheckField, ItemsField, SelectField } from '../../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../../ui/forms/date-field.tsx';
import { bindFields, type Fields } from '../../../../ui/forms/fields.ts';
import { NumberField, TextField } from '../../../../ui/forms/text-field.tsx';
import { Section } from '../../../../ui/section.tsx';
import type { PollValues } from './poll-values.ts';
import '../../parts/participation.css';

type Rules = RouteReply<typeof getPollRules>;
interface Part {
  form: Fields<PollValues>;
  rules: Rules;
}

/** What is said before the first question: what it decides, who, until when, what then. */
export function AboutFields({ form, rules }: Part): ReactNode {
  return (
    <>
      <Section title="Об опросе" className="stack">
        <SelectField
          form={form}
          name="kind"
          label="Вид"
          choices={rules.kinds.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <TextField form={form} name="title" label="Вопрос опроса" maxLength={200} />
        <TextField
          form={form}
          name="matter"
          label="Решаем"
          hint="Что зависит от ответов: «какой двор благоустроят летом 2027 года»"
          maxLength={300}
        />
        <CheckField form={form} name="isBinding" hint="Иначе это совет: так и скажем до первого вопроса">
          Итог обязателен для администрации
        </CheckField>
        <TextField form={form} name="outcome" label="Что значит итог" maxLength={300} />
        <div className="participation__pair">
          <DateField form={form} name="opensOn" label="Начало" />
          <TextField form={form} name="opensTime" label="С которого часа" maxLength={5} placeholder="09:00" />
          <DateField form={form} name="closesOn" label="Конец" />
          <TextField
            form={form}
            name="closesTime"
            label="До которого часа"
            maxLength={5}
            placeholder="20:00"
          />
        </div>
        <div className="participation__pair">
          <DateField form={form} name="resultBy" label="Итог к какому дню" />
          <TextField form={form} name="afterwards" label="Что будет потом" maxLength={300} />
        </div>
      </Section>
      <AudienceFields form={form} rules={rules} />
    </>
  );
}

function AudienceFields({ form, rules }: Part): ReactNode {
  const { asksDistrict, asksAge } = form.values;
  return (
    <Section title="Кто участвует" className="stack">
      <div className="participation__pair">
        <SelectField
          form={form}
          name="minAge"
          label="С какого возраста"
          none="любой"
          choices={rules.minAges.map(({ age, title }) => ({ value: String(age), label: title }))}
        />
        <SelectField
          form={form}
          name="level"
          label="Как отвечающий входит"
          choices={rules.levels.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </div>
      <p className="muted small">
        {rules.levels.map(({ title, about }) => `${title} — ${about}`).join('; ')}. Документов не спрашиваем:
        возраст и район человек называет сам.
      </p>
      <ItemsField
        form={form}
        name="districtIds"
        legend="Только жители районов (не отмечено — весь город)"
        listClass="polls-desk__choices"
        choices={rules.districts.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <CheckField form={form} name="asksDistrict" hint="Нужен для явки по районам, весов и квот">
        Спросить, в каком районе живёт
      </CheckField>
      <CheckField form={form} name="asksAge">
        Спросить, сколько лет
      </CheckField>
      {(asksDistrict || asksAge) && (
        <CheckField
          form={form}
          name="isWeighted"
          hint="Рядом с ответами покажем, какими они были бы у всех жителей, и чего это стоит в точности"
        >
          Взвесить итог по составу города
        </CheckField>
      )}
      {asksDistrict && (
        <QuotaFields form={form} side="district" title="Квоты районов" groups={rules.districts} />
      )}
      {asksAge && <QuotaFields form={form} side="age" title="Квоты возрастов" groups={rules.ageGroups} />}
    </Section>
  );
}

/** So many answers of a group are enough; an empty one has no limit. */
function QuotaFields(props: {
  form: Fields<PollValues>;
  side: Quota['side'];
  title: string;
  groups: readonly { id: string; title: string }[];
}): ReactNode {
  const { form, side } = props;
  const { quotas } = form.values;
  const others = (group: string) => quotas.filter((one) => one.side !== side || one.group !== group);
  return (
    <details>
      <summary>{props.title}: сколько ответов группы хватит</summary>
      <div className="participation__pair">
        {props.groups.map(({ id, title }) => (
          <NumberField
            key={id}
            form={bindFields<{ most: number | null }>(
              { most: quotas.find((one) => one.side === side && one.group === id)?.most ?? null },
              ({ most }) =>
                form.set({
                  quotas:
                    most && most > 0
                      ? [...others(id), { side, group: id, most: Math.round(most) }]
                      : others(id),
                }),
              { id: `${form.id}-quota-${side}-${id}` },
            )}
            name="most"
            label={title}
            optional
          />
        ))}
      </div>
    </details>
  );
}

import type { ReactNode } from 'react';
import {
  discussionKinds,
  type getDiscussionRules,
} from '../../../../../shared/contract/participation/discussions.ts';
import type { RouteReply } from '../../../../../shared/contract/route.ts';
import { discussionKindTitles } from '../../../../../shared/text/participation/discussion-words.ts';
import { SelectField } from '../../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../../ui/forms/date-field.tsx';
import type { Fields } from '../../../../ui/forms/fields.ts';
import { LongTextField, TextField } from '../../../../ui/forms/text-field.tsx';
import { Section } from '../../../../ui/section.tsx';
import type { DiscussionValues } from './discussion-values.ts';
import '../../parts/participation.css';

interface Part {
  form: Fields<DiscussionValues>;
  rules: RouteReply<typeof getDiscussionRules>;
}

/** What is said first: what it is about, when, who answers for it; of hearings what their notice says besides. */
export function AboutDiscussionFields({ form, rules }: Part): ReactNode {
  const { kind } = form.values;
  return (
    <>
      <Section title="Об обсуждении" className="stack">
        <SelectField
          form={form}
          name="kind"
          label="Вид"
          choices={discussionKinds.map((value) => ({ value, label: discussionKindTitles[value] }))}
        />
        <TextField form={form} name="title" label="Что обсуждаем" maxLength={300} />
        <LongTextField
          form={form}
          name="matter"
          label="О чём это, простыми словами"
          hint="Что изменится для жителей, если проект примут"
          rows={3}
          maxLength={1000}
        />
        <SelectField
          form={form}
          name="subject"
          label="Предмет по закону"
          none={kind === 'hearing' ? 'не выбран' : 'не из перечня закона'}
          choices={rules.subjects
            .filter(({ kinds }) => kinds.includes(kind))
            .map(({ id, title, law }) => ({ value: id, label: `${title} (${law})` }))}
        />
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
          <TextField form={form} name="responsible" label="Кто отвечает за обсуждение" maxLength={300} />
        </div>
        <SelectField
          form={form}
          name="level"
          label="Как участник входит"
          choices={rules.levels.map(({ id, title, about }) => ({ value: id, label: `${title} — ${about}` }))}
        />
      </Section>
      {kind === 'hearing' && <MeetingFields form={form} />}
    </>
  );
}

function MeetingFields({ form }: { form: Fields<DiscussionValues> }): ReactNode {
  return (
    <Section title="Собрание и экспозиция" className="stack">
      <div className="participation__pair">
        <DateField form={form} name="meetingOn" label="День собрания" />
        <TextField form={form} name="meetingTime" label="Час собрания" maxLength={5} placeholder="18:00" />
      </div>
      <TextField
        form={form}
        name="place"
        label="Место"
        hint="Например: Дом культуры, малый зал"
        maxLength={200}
      />
      <TextField form={form} name="address" label="Адрес" maxLength={300} />
      <LongTextField
        form={form}
        name="exposition"
        label="Экспозиция проекта"
        hint="Где, с какого дня, в какие дни и часы её смотрят"
        rows={2}
        maxLength={500}
      />
    </Section>
  );
}

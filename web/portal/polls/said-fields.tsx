import type { ReactNode } from 'react';
import type { OpenPoll } from '../../../shared/contract/participation/polls-open.ts';
import { YOUNGER } from '../../../shared/contract/participation/questionnaire.ts';
import { offeredAges } from '../../../shared/text/participation/eligibility.ts';
import { CheckField, SelectField } from '../../ui/forms/choice-field.tsx';
import { type Fields, partOf } from '../../ui/forms/fields.ts';
import type { PollDraft } from './poll-draft.ts';

/** What a person says of themselves, where the poll asks it: no document is asked for, and it is remembered here for the next one. */
export function SaidFields({ poll, form }: { poll: OpenPoll; form: Fields<PollDraft> }): ReactNode {
  const { asks, audience, ageGroups, districts } = poll;
  const fields = partOf(form, 'said');
  const isDistrict = asks.district || audience.districtIds.length > 0;
  if (!isDistrict && !asks.age && audience.minAge === null) return null;
  return (
    <div className="poll__said">
      {isDistrict && (
        <SelectField
          form={fields}
          name="districtId"
          orNull
          label="Где вы живёте"
          none="Выберите"
          choices={districts.map(({ id, title }) => ({ value: id, label: title }))}
        />
      )}
      {asks.age && (
        <SelectField
          form={fields}
          name="ageGroup"
          orNull
          label="Сколько вам лет"
          none="Выберите"
          choices={[
            ...(audience.minAge === null ? [] : [{ value: YOUNGER, label: `меньше ${audience.minAge}` }]),
            ...offeredAges(ageGroups, audience.minAge).map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
      )}
      {!asks.age && audience.minAge !== null && (
        <CheckField form={fields} name="isOfAge">
          Мне есть {audience.minAge} лет
        </CheckField>
      )}
    </div>
  );
}

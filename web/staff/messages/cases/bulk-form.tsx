import type { ReactNode } from 'react';
import { listUnits } from '../../../../shared/contract/base/people.ts';
import type { bulkChange } from '../../../../shared/contract/messages/cases-triage.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
import { keysOf } from '../../../../shared/known.ts';
import { type RejectionGround, rejectionGrounds } from '../../../../shared/text/rejection.ts';
import { call } from '../../../lib/api.ts';
import { useRoute } from '../../../lib/query.ts';
import { RadioField } from '../../../ui/forms/choice-field.tsx';
import type { ComboboxOption } from '../../../ui/forms/combobox.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { Picker } from '../../../ui/forms/picker.tsx';
import { searchFacts, type Topics } from '../../base/case-kit/topics.ts';

export type BulkAction = RouteInput<typeof bulkChange>['body']['action'];
export type BulkKind = BulkAction['kind'];

interface FormProps {
  topics: Topics | undefined;
  action: BulkAction | null;
  onChange: (action: BulkAction | null) => void;
}

/** Chooses what exactly to do: whom to assign, which topic, how urgent, on what ground to reject. */
export function BulkForm(props: FormProps & { kind: BulkKind }): ReactNode {
  switch (props.kind) {
    case 'assign':
      return <UnitField {...props} />;
    case 'topic':
      return <FactField {...props} />;
    case 'importance':
      return <ImportanceField {...props} />;
    case 'reject':
      return <GroundField {...props} />;
  }
}

function UnitField({ onChange }: FormProps): ReactNode {
  const units = useRoute(listUnits, undefined, { staleTime: 300_000 }).data?.units;
  return (
    <Picker
      label="Кому назначить"
      hint="Начните писать название подразделения или организации"
      minLength={0}
      onPick={(found) => onChange(found && { kind: 'assign', unitId: found.id })}
      nothing="Такого подразделения нет"
      search={async (typed) => {
        const known = units ?? (await call(listUnits)).units;
        return known
          .filter(({ isActive, kind }) => isActive && kind !== '')
          .flatMap((unit) => matchUnit(unit, typed));
      }}
    />
  );
}

const fold = (text: string): string => text.toLocaleLowerCase('ru').replaceAll('ё', 'е');

function matchUnit(unit: { id: string; title: string; shortTitle: string }, typed: string): ComboboxOption[] {
  const words = fold(typed).split(/\s+/u).filter(Boolean);
  const name = fold(`${unit.title} ${unit.shortTitle}`);
  if (!words.every((word) => name.includes(word))) return [];
  return [
    { id: unit.id, label: unit.shortTitle, ...(unit.title !== unit.shortTitle && { note: unit.title }) },
  ];
}

function FactField({ topics, onChange }: FormProps): ReactNode {
  return (
    <Picker
      label="Новая тема"
      hint="Срок каждого дела пересчитается по правилу темы"
      onPick={(found) => onChange(found && { kind: 'topic', factId: found.id })}
      nothing="Такой темы нет"
      search={async (typed) =>
        topics
          ? searchFacts(topics, typed)
              .slice(0, 20)
              .map((fact) => ({
                id: fact.id,
                label: fact.title,
                note: topics.block(fact.block)?.title ?? '',
              }))
          : []
      }
    />
  );
}

function ImportanceField({ action, onChange }: FormProps): ReactNode {
  return (
    <RadioField
      form={bindValue<'high' | 'normal' | ''>(
        action?.kind === 'importance' ? action.importance : '',
        (importance) => importance && onChange({ kind: 'importance', importance }),
        'bulk-importance',
      )}
      name="value"
      legend="Важность"
      choices={[
        { value: 'high', label: 'Срочные' },
        { value: 'normal', label: 'Обычные' },
      ]}
    />
  );
}

const grounds = keysOf(rejectionGrounds);

function GroundField({ action, onChange }: FormProps): ReactNode {
  return (
    <RadioField
      form={bindValue<RejectionGround | ''>(
        action?.kind === 'reject' ? (action.ground as RejectionGround) : '',
        (ground) => ground && onChange({ kind: 'reject', ground }),
        'bulk-ground',
      )}
      name="value"
      legend="Почему отклонить"
      hint="Каждый автор прочтёт основание и сможет возразить"
      choices={grounds.map((value) => ({
        value,
        label: rejectionGrounds[value].title,
        hint: rejectionGrounds[value].toResident,
      }))}
    />
  );
}

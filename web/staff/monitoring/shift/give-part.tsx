import type { ReactNode } from 'react';
import { giveShift, MOST_MARKED, type Shift } from '../../../../shared/contract/monitoring/shifts.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useDraft } from '../../../lib/draft.ts';
import { ItemField } from '../../../ui/forms/choice-field.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Section } from '../../../ui/section.tsx';
import { PersonField } from '../../base/parts/person-field.tsx';
import { OpenRows } from './open-rows.tsx';

interface Given {
  toId: string | null;
  note: string;
  incidentIds: readonly string[];
}

const empty: Given = { toId: null, note: '', incidentIds: [] };

/** What stands open with a mark for the next person, the note, to whom. What was written stays on the device till it is sent. */
export function GivePart({ shift }: { shift: Shift }): ReactNode {
  const draft = useDraft<Given>('shift', empty);
  const give = useCommand(giveShift, {
    done: 'Смена сдана: ждём, кто примет',
    onDone: () => form.restart(empty),
  });
  const form = useForm<Given>({
    draft,
    commands: give,
    check: ({ incidentIds }) => ({
      incidentIds: incidentIds.length > MOST_MARKED && `Отметьте не больше ${MOST_MARKED}`,
    }),
    send: ({ toId, note, incidentIds }) => {
      const open = new Set(shift.incidents.map(({ id }) => id));
      give.mutate({ body: { toId, note, incidentIds: incidentIds.filter((id) => open.has(id)) } });
    },
  });
  return (
    <Form form={form} className="shift__give" label="Сдать смену">
      <Section title="Что открыто" className="shift__open">
        <OpenRows
          shift={shift}
          mark={({ id, number }) => (
            <ItemField form={form} name="incidentIds" item={id}>
              <span className="small">
                посмотреть первым<span className="aloud"> № {number}</span>
              </span>
            </ItemField>
          )}
        />
      </Section>
      <Section title="Сдать смену" className="shift__note">
        <LongTextField
          form={form}
          name="note"
          label="Записка следующему"
          hint="Чего ждём, кому звонили, что обещали. Без имён и телефонов жителей."
          rows={6}
          maxLength={2000}
          optional
        />
        <PersonField
          form={form}
          name="toId"
          orNull
          label="Кому"
          hint={shift.next ? `Если не выбрать, письмо получит следующий: ${shift.next.name}` : undefined}
          optional
        />
        <p>
          <SendButton form={form} kind="primary">
            Сдать смену
          </SendButton>
        </p>
      </Section>
    </Form>
  );
}

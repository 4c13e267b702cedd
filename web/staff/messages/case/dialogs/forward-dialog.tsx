import { type ReactNode, useState } from 'react';
import {
  forwardCase,
  listBodies,
  type OutsideBody,
} from '../../../../../shared/contract/messages/cases-moves.ts';
import { useRoute } from '../../../../lib/query.ts';
import { Button } from '../../../../ui/button.tsx';
import { SelectField } from '../../../../ui/forms/choice-field.tsx';
import { bindValue, type Fields } from '../../../../ui/forms/fields.ts';
import type { CaseDesk } from '../use-case-desk.ts';
import { GroundDialog } from './ground-dialog.tsx';

/**
 * T: another body, or several at once, by a ground with its article. Whom the complaint is about cannot be chosen (59-ФЗ,
 * ст. 8 ч. 6).
 */
export function ForwardDialog(props: { desk: CaseDesk; onClose: () => void }): ReactNode {
  const { desk, onClose } = props;
  const { card } = desk;
  const { data } = useRoute(listBodies, undefined, { staleTime: 600_000 });
  const [ids, setIds] = useState(['']);
  const bodies = (data?.bodies ?? []).filter(({ isActive }) => isActive);
  const chosen = ids.flatMap((id) => bodies.find((body) => body.id === id) ?? []);
  const names = chosen.map(({ shortTitle }) => shortTitle).join(', ');
  return (
    <GroundDialog
      title="Передать в другой орган"
      kind="forward"
      regime={card.regime}
      label={chosen.length > 1 ? 'Почему это решают они' : 'Почему это решает другой орган'}
      hint="Прочтёт получатель и сотрудники. Контактов жителя в письме нет."
      action="Передать и уведомить жителя"
      commands={desk.command(forwardCase)}
      lacks={(chosen.length === 0 || chosen.length !== ids.length) && 'Выберите орган'}
      onSend={({ groundId, words }) =>
        desk.run(
          forwardCase,
          { params: { id: card.id }, body: { version: card.version, bodyIds: ids, groundId, text: words } },
          { done: `Передано: ${names}`, onDone: onClose },
        )
      }
      onClose={onClose}
    >
      {ids.map((id, at) => (
        <ReceiverField
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; an empty one has no id yet
          key={at}
          form={bindValue(id, (body) =>
            setIds((all) => all.map((one, place) => (place === at ? body : one))),
          )}
          label={ids.length > 1 ? `Куда, ${at + 1}` : 'Куда'}
          bodies={bodies}
          isBarred={(body) => card.complaintAbout.some((subject) => subject.id === body)}
          taken={ids.filter((_, other) => other !== at)}
        />
      ))}
      <div className="cluster">
        <Button
          disabledReason={ids.at(-1) ? null : 'Сначала выберите орган'}
          onClick={() => setIds([...ids, ''])}
        >
          Ещё орган
        </Button>
        {ids.length > 1 && <Button onClick={() => setIds(ids.slice(0, -1))}>Убрать последний</Button>}
      </div>
    </GroundDialog>
  );
}

function ReceiverField(props: {
  form: Fields<{ value: string }>;
  label: string;
  bodies: readonly OutsideBody[];
  isBarred: (id: string) => boolean;
  taken: readonly string[];
}): ReactNode {
  const { form, bodies, isBarred, taken } = props;
  return (
    <SelectField
      form={form}
      name="value"
      label={props.label}
      hint={bodies.find(({ id }) => id === form.values.value)?.competence}
      none="выберите орган"
      choices={bodies
        .filter(({ id }) => !taken.includes(id))
        .map(({ id, title }) => ({
          value: id,
          label: isBarred(id) ? `${title} — жалоба на него, передать нельзя` : title,
          disabled: isBarred(id),
        }))}
    />
  );
}

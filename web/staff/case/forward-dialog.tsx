import { type ReactNode, useState } from 'react';
import { forwardCase, listBodies } from '../../../shared/contract/cases-moves.ts';
import { useRoute } from '../../lib/query.ts';
import { Select } from '../../ui/field.tsx';
import { GroundDialog } from './ground-dialog.tsx';
import { type CaseDesk, problemOf } from './use-case-desk.ts';

/** T: another body, by a ground with its article. Whom the complaint is about cannot be chosen (59-ФЗ, ст. 8 ч. 6). */
export function ForwardDialog(props: { desk: CaseDesk; onClose: () => void }): ReactNode {
  const { desk, onClose } = props;
  const { card } = desk;
  const { data } = useRoute(listBodies, undefined, { staleTime: 600_000 });
  const [bodyId, setBody] = useState('');
  const barred = new Set(card.complaintAbout.map(({ id }) => id));
  const bodies = (data?.bodies ?? []).filter(({ isActive }) => isActive);
  const chosen = bodies.find(({ id }) => id === bodyId);
  return (
    <GroundDialog
      title="Передать в другой орган"
      kind="forward"
      regime={card.regime}
      label="Почему это решает другой орган"
      hint="Прочтёт получатель и сотрудники. Контактов жителя в письме нет."
      action="Передать и уведомить жителя"
      isBusy={desk.isBusy}
      isReady={chosen !== undefined}
      problem={problemOf(desk, forwardCase)?.message}
      onSend={({ groundId, words }) =>
        desk.run(
          forwardCase,
          { params: { id: card.id }, body: { version: card.version, bodyId, groundId, text: words } },
          { done: `Передано: ${chosen?.shortTitle ?? ''}`, onDone: onClose },
        )
      }
      onClose={onClose}
    >
      <Select
        label="Куда"
        value={bodyId}
        hint={chosen?.competence}
        choices={[
          { value: '', label: 'выберите орган' },
          ...bodies.map(({ id, title }) => ({
            value: id,
            label: barred.has(id) ? `${title} — жалоба на него, передать нельзя` : title,
            disabled: barred.has(id),
          })),
        ]}
        onChange={setBody}
      />
    </GroundDialog>
  );
}

import { type ReactNode, useState } from 'react';
import { listBodies, nameComplained } from '../../../../../shared/contract/messages/cases-moves.ts';
import { useHotkeys } from '../../../../lib/hotkeys.ts';
import { useRoute } from '../../../../lib/query.ts';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { Failures } from '../../../../ui/failures/failures.tsx';
import { Checkbox } from '../../../../ui/forms/choice.tsx';
import { TextInput } from '../../../../ui/forms/field.tsx';
import type { CaseDesk } from '../use-case-desk.ts';

/** Whom the complaint is about: from now on it cannot be given to them. */
export function ComplaintDialog(props: { desk: CaseDesk; onClose: () => void }): ReactNode {
  const { desk, onClose } = props;
  const { card } = desk;
  const { data } = useRoute(listBodies, undefined, { staleTime: 600_000 });
  const [chosen, setChosen] = useState(() => new Set(card.complaintAbout.map(({ id }) => id)));
  const [text, setText] = useState('');
  const units = card.executors.map(({ unitId, title }) => ({ id: unitId, title, kind: 'unit' as const }));
  const bodies = (data?.bodies ?? []).map(({ id, title }) => ({ id, title, kind: 'body' as const }));
  const known = [...units, ...bodies];
  const all = [...card.complaintAbout.filter(({ id }) => !known.some((one) => one.id === id)), ...known];
  const like = text.trim().toLocaleLowerCase('ru');
  const shown = all.filter(({ id, title }) => chosen.has(id) || title.toLocaleLowerCase('ru').includes(like));
  const toggle = (id: string, isOn: boolean) => {
    const next = new Set(chosen);
    if (isOn) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const pick = (kind: 'unit' | 'body') =>
    all.filter((one) => one.kind === kind && chosen.has(one.id)).map(({ id }) => id);
  const send = () =>
    desk.run(
      nameComplained,
      {
        params: { id: card.id },
        body: { version: card.version, unitIds: pick('unit'), bodyIds: pick('body') },
      },
      { done: chosen.size > 0 ? 'Отмечено, на кого жалоба' : 'Жалобы нет', onDone: onClose },
    );
  useHotkeys('Жалоба', [{ keys: 'Ctrl+Enter', label: 'Сохранить', run: send }], { inDialog: true });
  return (
    <Dialog
      isOpen
      title="На кого жалуется житель"
      onClose={onClose}
      foot={
        <Button kind="primary" hint="Ctrl+Enter" busy={desk.isBusy} onClick={send}>
          Сохранить
        </Button>
      }
    >
      <div className="stack">
        <p className="muted">Тому, на кого жалоба, дело не передать и не назначить: 59-ФЗ, ст. 8 ч. 6.</p>
        <TextInput label="Найти" value={text} onChange={(event) => setText(event.target.value)} />
        <fieldset className="case__subjects">
          <legend>Подразделения и органы</legend>
          {shown.map(({ id, title }) => (
            <Checkbox key={id} checked={chosen.has(id)} onChange={(isOn) => toggle(id, isOn)}>
              {title}
            </Checkbox>
          ))}
          {shown.length === 0 && <p className="muted">Такого в справочниках нет.</p>}
        </fieldset>
        <Failures of={desk.command(nameComplained)} />
      </div>
    </Dialog>
  );
}

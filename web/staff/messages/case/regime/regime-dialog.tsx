import { type ReactNode, useState } from 'react';
import { listRegimeSigns, regimes } from '../../../../../shared/contract/base/regimes.ts';
import { changeRegime } from '../../../../../shared/contract/messages/cases-staff.ts';
import { useHotkeys } from '../../../../lib/hotkeys.ts';
import { useRoute } from '../../../../lib/query.ts';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { Checkbox } from '../../../../ui/forms/choice.tsx';
import { Select, TextArea } from '../../../../ui/forms/field.tsx';
import { regimeWords } from '../../../base/case-kit/case-words.ts';
import type { CaseDesk } from '../use-case-desk.ts';
import './regime.css';
import { Failures } from '../../../../ui/failures/failures.tsx';

/** Another legal order, or what was noticed in the words: never without a ground. */
export function RegimeDialog(props: { desk: CaseDesk; onClose: () => void }): ReactNode {
  const { desk, onClose } = props;
  const { card } = desk;
  const [regime, setRegime] = useState(card.regime);
  const [signs, setSigns] = useState<readonly string[]>(card.signs);
  const [ground, setGround] = useState('');
  const [isTried, setTried] = useState(false);
  const send = () => {
    setTried(true);
    if (ground.trim().length < 3 || desk.isBusy) return;
    desk.run(
      changeRegime,
      {
        params: { id: card.id },
        body: { version: card.version, regime, signs: [...signs], ground: ground.trim() },
      },
      { done: 'Режим записан', onDone: onClose },
    );
  };
  useHotkeys('Режим', [{ keys: 'Ctrl+Enter', label: 'Записать', run: send }], { inDialog: true });
  return (
    <Dialog
      isOpen
      title="Правовой режим"
      onClose={onClose}
      foot={
        <Button kind="primary" hint="Ctrl+Enter" busy={desk.isBusy} onClick={send}>
          Записать
        </Button>
      }
    >
      <Select
        label="Режим"
        value={regime}
        choices={regimes.map((value) => ({ value, label: regimeWords[value] }))}
        onChange={setRegime}
      />
      <SignBoxes signs={signs} onChange={setSigns} />
      <TextArea
        label="Основание"
        hint="Останется в ленте дела и в журнале. Срок пересчитается от регистрации."
        value={ground}
        maxLength={1000}
        error={isTried && ground.trim().length < 3 ? 'Назовите основание' : undefined}
        onChange={(event) => setGround(event.target.value)}
      />
      <Failures of={desk.command(changeRegime)} />
    </Dialog>
  );
}

/** What was noticed in the words, by the list of the pack. */
export function SignBoxes(props: {
  signs: readonly string[];
  onChange: (signs: readonly string[]) => void;
}): ReactNode {
  const { signs, onChange } = props;
  const { data } = useRoute(listRegimeSigns, {});
  if (!data) return null;
  return (
    <fieldset className="regime__signs">
      <legend>Что замечено</legend>
      {data.signs.map(({ id, title }) => (
        <Checkbox
          key={id}
          checked={signs.includes(id)}
          onChange={(isOn) => onChange(isOn ? [...signs, id] : signs.filter((sign) => sign !== id))}
        >
          {title}
        </Checkbox>
      ))}
    </fieldset>
  );
}

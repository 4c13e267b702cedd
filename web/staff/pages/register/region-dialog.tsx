import { type ReactNode, useRef, useState } from 'react';
import { type Recipient, recipients } from '../../../../shared/contract/pages/register.ts';
import { importRegion } from '../../../../shared/contract/pages/register-region.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { recipientTitles } from '../../../../shared/text/pages/register.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { useFilePicker } from '../../../ui/forms/file-button.tsx';
import { Section } from '../../../ui/section.tsx';

type Checked = RouteReply<typeof importRegion>;

interface Chosen {
  file: File;
  checked: Checked;
}

/** Asks for the table of the region and shows what it would change before anything is written. */
export function RegionImport(): ReactNode {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [isChecking, setChecking] = useState(false);
  const check = async (file: File) => {
    setChecking(true);
    const checked = await perform(importRegion, { query: {} }, { file });
    setChecking(false);
    if (checked) setChosen({ file, checked });
  };
  const { field, choose } = useFilePicker({
    accept: '.csv,.xlsx',
    label: 'Таблица региона',
    onPick: (file) => void check(file),
  });
  return (
    <>
      {field}
      <Button kind="quiet" icon="upload" busy={isChecking} onClick={choose}>
        Загрузить свод региона
      </Button>
      {chosen && <RegionDialog {...chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

const changes = (count: number): string => counted(count, 'запись', 'записи', 'записей');

const recipientChoices = recipients.map((value) => ({ value, label: capitalise(recipientTitles[value]) }));

/** What the table would write, held against the register anew once it is said who the bodies are: that makes more of it. */
function useTold(file: File, first: Checked) {
  const [recipient, setRecipient] = useState<Recipient | ''>('');
  const [told, setTold] = useState({ recipient, checked: first });
  const asked = useRef(recipient);
  const choose = async (next: Recipient | '') => {
    asked.current = next;
    setRecipient(next);
    const again = await perform(importRegion, { query: next ? { recipient: next } : {} }, { file });
    if (asked.current !== next) return;
    if (again) setTold({ recipient: next, checked: again });
    else setRecipient(told.recipient);
  };
  return { checked: told.checked, recipient, choose, isChecking: told.recipient !== recipient };
}

function RegionDialog({ file, checked: first, onClose }: Chosen & { onClose: () => void }): ReactNode {
  const { checked, recipient, choose, isChecking } = useTold(file, first);
  const { entered, refused } = checked;
  const write = useCommand(importRegion, {
    call: { file },
    onDone: (done) => {
      showToast(`Записано: ${changes(done.entered.length)}`);
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      isWide
      title="Свод региона"
      onClose={onClose}
      foot={
        entered.length > 0 ? (
          <Button
            kind="primary"
            busy={write.isPending || isChecking}
            onClick={() => write.mutate({ query: { write: 'yes', ...(recipient && { recipient }) } })}
          >
            Записать
          </Button>
        ) : (
          <Button onClick={onClose}>Закрыть</Button>
        )
      }
    >
      <p role="status">
        {file.name}: {counted(checked.rows, 'строка', 'строки', 'строк')}. Нового{' '}
        {formatNumber(entered.length)}, уже в реестре {formatNumber(checked.same)}, не подходит{' '}
        {formatNumber(refused.length)}.
      </p>
      <p className="muted">
        Госметка, виджеты, оформление и подключение из таблицы не берутся: их доказывают снимком. Новым
        страницам ставится активный уровень.
      </p>
      {first.undescribed > 0 && (
        <SelectField
          form={bindValue<Recipient | ''>(recipient, (next) => void choose(next), 'region-recipient')}
          name="value"
          label={`Кто по пункту 1 органы, о которых это ещё не сказано: ${formatNumber(first.undescribed)}`}
          none="не записывать сведения о них"
          choices={recipientChoices}
        />
      )}
      <Lines title="Не подходят" lines={refused.map(({ row, body, why }) => ({ row, body, words: why }))} />
      <Lines
        title="Будет записано"
        lines={entered.map(({ row, body, what }) => ({ row, body, words: what }))}
      />
      <Failures of={write} title="Не записано" />
    </Dialog>
  );
}

function Lines(props: {
  title: string;
  lines: readonly { row: number; body: string; words: string }[];
}): ReactNode {
  if (props.lines.length === 0) return null;
  return (
    <Section title={props.title} isSmall>
      <ul className="plain-rows">
        {props.lines.map(({ row, body, words }) => (
          <li key={`${row} ${words}`}>
            <span>
              Строка {row}, <b>{body}</b>
            </span>
            <span>{words}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

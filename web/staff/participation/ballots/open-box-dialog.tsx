import { type ReactNode, useState } from 'react';
import { markOfKey } from '../../../../shared/ballots/key-mark.ts';
import {
  bringBallots,
  endOpening,
  listEnvelopes,
  type VoteCard,
} from '../../../../shared/contract/participation/ballots.ts';
import { openBox } from '../../../lib/ballots/open-box.ts';
import { openTallyKey } from '../../../lib/ballots/tally-key.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { FileButton } from '../../../ui/forms/file-button.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { PasswordField } from '../../../ui/forms/password-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

interface Props {
  pollId: string;
  card: VoteCard;
  onClose: () => void;
}

const ended = { done: 'Конверты вскрыты, итог считается', refreshes: ['ballots', 'polls'] };

/** Opens the box on this computer by the keeper's file and passphrase; neither leaves it. */
export function OpenBoxDialog({ pollId, card, onClose }: Props): ReactNode {
  const end = useCommand(endOpening, { ...ended, onDone: onClose });
  const [file, setFile] = useState<File | null>(null);
  const [opened, setOpened] = useState<number | null>(null);
  const [trouble, setTrouble] = useState('');
  const at = { params: { id: pollId } };
  const form = useForm({
    start: { passphrase: '' },
    commands: end,
    check: ({ passphrase }) => ({ passphrase: passphrase === '' && 'Введите фразу, которой закрыт файл' }),
    send: async ({ passphrase }) => {
      setTrouble('');
      if (!file) return setTrouble('Выберите файл ключа.');
      const key = await openTallyKey(await file.text(), passphrase);
      if (!key) return setTrouble('Файл не открывается этой фразой.');
      if (card.tally && markOfKey(key.open) !== card.tally.mark)
        return setTrouble('Это ключ другого голосования: отпечаток не тот.');
      const spoiled = await openBox(
        {
          list: (after) => perform(listEnvelopes, { ...at, query: { after } }),
          bring: (ballots) => perform(bringBallots, { ...at, body: { ballots } }),
        },
        key.secret,
        setOpened,
      );
      if (!spoiled)
        return setTrouble('Вскрытие прервалось. Повторите: ничего не пропало и дважды не посчитается.');
      end.mutate({ ...at, body: { spoiled } });
    },
  });
  return (
    <FormDialog form={form} title="Вскрыть конверты" action="Вскрыть" onClose={onClose}>
      <p>
        Конверты вскрываются на этом компьютере, ключ никуда не уходит. После вскрытия бюллетени перемешаны, а
        список тех, кто голосовал, стёрт.
      </p>
      <FileButton accept="text/plain,.txt" label="Файл ключа" onPick={setFile}>
        {file ? `Файл: ${file.name}` : 'Выбрать файл ключа'}
      </FileButton>
      <PasswordField
        form={form}
        name="passphrase"
        label="Фраза, которой закрыт файл"
        autoComplete="current-password"
      />
      <div role="status">
        {opened !== null && (
          <p>
            Вскрыто {opened} из {card.cast}
          </p>
        )}
      </div>
      {trouble && (
        <p className="error" role="alert">
          {trouble}
        </p>
      )}
    </FormDialog>
  );
}

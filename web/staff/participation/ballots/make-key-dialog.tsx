import { type ReactNode, useState } from 'react';
import { prepareVote } from '../../../../shared/contract/participation/ballots.ts';
import { makeTallyKey, openTallyKey } from '../../../lib/ballots/tally-key.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { FileButton } from '../../../ui/forms/file-button.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { PasswordField } from '../../../ui/forms/password-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

const SHORTEST = 12;

/** Name of the file of a key: by it people tell theirs. */
export const keyFileName = (pollId: string): string => `ключ-подсчёта-${pollId.slice(-8)}.txt`;

/**
 * The key is made here and saved as a file; the server is told of its open half once the saved file was opened again: a key that was not
 * saved would leave a vote nobody can count.
 */
export function MakeKeyDialog({ pollId, onClose }: { pollId: string; onClose: () => void }): ReactNode {
  const prepare = useCommand(prepareVote, { done: 'Ключ подсчёта записан', onDone: onClose });
  const [saved, setSaved] = useState<{ passphrase: string } | null>(null);
  const [trouble, setTrouble] = useState('');
  const form = useForm({
    start: { passphrase: '', again: '' },
    commands: prepare,
    check: ({ passphrase, again }) => ({
      passphrase: passphrase.length < SHORTEST && `Не короче ${SHORTEST} знаков: несколько слов подряд`,
      again: again !== passphrase && 'Фразы не совпадают',
    }),
    send: async ({ passphrase }) => {
      const { file } = await makeTallyKey(passphrase);
      saveFile(new Blob([file], { type: 'text/plain' }), keyFileName(pollId));
      setSaved({ passphrase });
    },
  });
  const check = async (file: File): Promise<void> => {
    const opened = saved && (await openTallyKey(await file.text(), saved.passphrase));
    setTrouble(opened ? '' : 'Этот файл не открывается вашей фразой. Выберите тот, что сохранён только что.');
    if (opened) prepare.mutate({ params: { id: pollId }, body: { key: opened.open } });
  };
  return (
    <FormDialog
      form={form}
      title="Ключ подсчёта"
      action={saved ? 'Сделать другой ключ' : 'Сделать и сохранить файл'}
      onClose={onClose}
    >
      <p>
        Ключ делается на этом компьютере. Файл с ним и фраза остаются у вас: без них бюллетени не вскрыть, и
        восстановить их не сможет никто. Храните файл на флешке в сейфе, фразу — отдельно.
      </p>
      <PasswordField
        form={form}
        name="passphrase"
        label="Фраза, которой закрыт файл"
        autoComplete="new-password"
      />
      <PasswordField form={form} name="again" label="Фраза ещё раз" autoComplete="new-password" />
      {saved && (
        <div role="status" className="stack">
          <p>
            Файл «{keyFileName(pollId)}» сохранён. Осталось проверить, что он открывается: выберите его, и
            ключ будет записан.
          </p>
          <FileButton accept="text/plain,.txt" label="Файл ключа" isBusy={prepare.isPending} onPick={check}>
            Выбрать сохранённый файл
          </FileButton>
          {trouble && (
            <p className="error" role="alert">
              {trouble}
            </p>
          )}
        </div>
      )}
    </FormDialog>
  );
}

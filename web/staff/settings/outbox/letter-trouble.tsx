import type { ReactNode } from 'react';
import type { Letter } from '../../../../shared/contract/base/outbox.ts';
import { resendLetter, settleLetters } from '../../../../shared/contract/base/outbox-settings.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';

/** Why a letter has not gone, when the next try comes, and what a person may do about it. */
export function LetterTrouble({ letter }: { letter: Letter }): ReactNode {
  const formats = useFormats();
  const resend = useCommand(resendLetter, {
    onDone: () => showToast('Письмо снова в очереди'),
  });
  const isWaiting = letter.state === 'queued' || letter.state === 'held';
  if (!letter.reason && !(isWaiting && letter.nextAt) && letter.can.length === 0) return null;
  return (
    <span className="cluster">
      <span className="muted">
        {letter.reason}
        {letter.attempts > 0 && ` · ${counted(letter.attempts, 'попытка', 'попытки', 'попыток')}`}
        {isWaiting && letter.nextAt && ` · следующая отправка ${formats.dateTime(letter.nextAt)}`}
      </span>
      {letter.can.includes('resend') && (
        <Button busy={resend.isPending} onClick={() => resend.mutate({ params: { id: letter.id } })}>
          Отправить снова
        </Button>
      )}
      {letter.can.includes('settle') && <Settling ids={[letter.id]} />}
    </span>
  );
}

/** The two ends of letters that may have arrived. */
export function Settling({ ids }: { ids: readonly string[] }): ReactNode {
  const settle = useCommand(settleLetters, {
    onDone: ({ settled }, { body }) => {
      const letters = counted(settled, 'письмо', 'письма', 'писем');
      showToast(body.as === 'sent' ? `Отмечено отправленным: ${letters}` : `Снова в очереди: ${letters}`);
    },
  });
  const end = (as: 'sent' | 'again') => settle.mutate({ body: { ids: [...ids], as } });
  return (
    <>
      <Button busy={settle.isPending} onClick={() => end('sent')}>
        {ids.length > 1 ? 'Все отправлены' : 'Отправлено'}
      </Button>
      <Button busy={settle.isPending} onClick={() => end('again')}>
        {ids.length > 1 ? 'Отправить все снова' : 'Отправить снова'}
      </Button>
    </>
  );
}

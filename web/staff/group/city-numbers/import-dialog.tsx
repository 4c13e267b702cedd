import type { ReactNode } from 'react';
import { importNumbers } from '../../../../shared/contract/group/city-numbers.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { paperName, registeredWords } from '../../../../shared/text/group/city-numbers.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Section } from '../../../ui/section.tsx';
import { showNumbers } from './number-dialog.tsx';

type Checked = RouteReply<typeof importNumbers>;

const numbers = (count: number): string => counted(count, 'номер', 'номера', 'номеров');

/** What a table would change, row by row, before it is written; what it cannot is named and holds up nothing else. */
export function ImportDialog(props: { file: File; checked: Checked; onClose: () => void }): ReactNode {
  const { file, checked, onClose } = props;
  const { entered, refused } = checked;
  const write = useCommand(importNumbers, {
    refreshes: showNumbers,
    call: { file },
    onDone: (done) => {
      showToast(`Записано: ${numbers(done.entered.length)}`);
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      isWide
      title="Номера из таблицы"
      onClose={onClose}
      foot={
        entered.length > 0 ? (
          <Button
            kind="primary"
            busy={write.isPending}
            onClick={() => write.mutate({ query: { write: 'yes' } })}
          >
            Записать {numbers(entered.length)}
          </Button>
        ) : (
          <Button onClick={onClose}>Закрыть</Button>
        )
      }
    >
      <p role="status">
        {file.name}: {counted(checked.rows, 'строка', 'строки', 'строк')}. Новых{' '}
        {formatNumber(entered.length)}, уже записано {formatNumber(checked.same)}, без номера{' '}
        {formatNumber(checked.waiting)}, не подходит {formatNumber(refused.length)}.
      </p>
      <Refused rows={refused} />
      <Entered papers={entered} />
      <Failures of={write} title="Не записано" />
    </Dialog>
  );
}

function Refused({ rows }: { rows: Checked['refused'] }): ReactNode {
  if (rows.length === 0) return null;
  return (
    <Section title="Не подходят" isSmall>
      <ul className="plain-rows">
        {rows.map(({ row, paper, why }) => (
          <li key={`${row} ${paper}`}>
            <span>
              Строка {row}, <b>{paper}</b>
            </span>
            <span>{why}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Entered({ papers }: { papers: Checked['entered'] }): ReactNode {
  if (papers.length === 0) return null;
  return (
    <Section title="Будет записано" isSmall>
      <ul className="plain-rows">
        {papers.map((one) => (
          <li key={one.id}>
            <b>{paperName(one)}</b>
            <span>{registeredWords(one)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

import { type ReactNode, useState } from 'react';
import { formatRange, localDay } from '../../../../shared/text/dates.ts';
import { listPeriods, type Period } from '../../../../shared/text/periods.ts';
import { useZone } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import './parts.css';

/** «Период: 16.11–22.11.2026»; opens the usual periods and two dates typed by hand. */
export function PeriodButton(props: {
  period: Period | null;
  /** «весь» when there may be none. */
  none?: string;
  onChange: (period: Period | null) => void;
}): ReactNode {
  const { period, none, onChange } = props;
  const [isOpen, setOpen] = useState(false);
  const choose = (next: Period | null) => {
    setOpen(false);
    onChange(next);
  };
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span>
          Период: <b>{period ? describePeriod(period) : none}</b>
        </span>
      </Button>
      <Dialog isOpen={isOpen} title="Период" onClose={() => setOpen(false)}>
        <PeriodForm period={period} none={none} onChoose={choose} />
      </Dialog>
    </>
  );
}

/** «01–24.11.2026»; plain days need no zone. */
export function describePeriod({ from, to }: Period): string {
  return formatRange(from, to, 'UTC');
}

function PeriodForm(props: {
  period: Period | null;
  none: string | undefined;
  onChoose: (period: Period | null) => void;
}): ReactNode {
  const { period, none, onChoose } = props;
  const today = localDay(Date.now(), useZone());
  const form = useForm({
    start: { from: period?.from ?? '', to: period?.to ?? '' },
    commands: [],
    isPassing: true,
    check: findFaults,
    send: onChoose,
  });
  return (
    <>
      <ul className="period__choices">
        {none && (
          <li>
            <Button aria-pressed={period === null} onClick={() => onChoose(null)}>
              За всё время
            </Button>
          </li>
        )}
        {listPeriods(today).map((choice) => (
          <li key={choice.id}>
            <Button aria-pressed={isSame(choice.period, period)} onClick={() => onChoose(choice.period)}>
              {choice.label}
            </Button>
          </li>
        ))}
      </ul>
      <Form form={form} isListed>
        <div className="period__typed">
          <DateField form={form} name="from" label="С какого дня" />
          <DateField form={form} name="to" label="По какой день" />
          <SendButton form={form}>Показать</SendButton>
        </div>
      </Form>
    </>
  );
}

const isSame = (a: Period, b: Period | null): boolean => a.from === b?.from && a.to === b.to;

function findFaults({ from, to }: Period): { from?: string | false; to?: string | false } {
  const words = 'Дата в виде 24.11.2026';
  if (!from || !to) return { from: !from && words, to: !to && words };
  return { to: to < from && 'Конец периода раньше начала' };
}

import { type FormEvent, type ReactNode, useState } from 'react';
import { formatRange, localDay } from '../../../../shared/text/dates.ts';
import { listPeriods, type Period } from '../../../../shared/text/periods.ts';
import { useZone } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { ErrorSummary } from '../../../ui/forms/error-summary.tsx';
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
  const [from, setFrom] = useState(period?.from ?? '');
  const [to, setTo] = useState(period?.to ?? '');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readTyped(from, to);
    if ('errors' in read) setErrors(read.errors);
    else onChoose(read.period);
  };
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
      <form className="stack" noValidate onSubmit={submit}>
        <ErrorSummary errors={errors} />
        <div className="period__typed">
          <DateInput
            id="period-from"
            label="С какого дня"
            error={errors['period-from']}
            value={from}
            onChange={setFrom}
          />
          <DateInput
            id="period-to"
            label="По какой день"
            error={errors['period-to']}
            value={to}
            onChange={setTo}
          />
          <Button type="submit" kind="primary">
            Показать
          </Button>
        </div>
      </form>
    </>
  );
}

const isSame = (a: Period, b: Period | null): boolean => a.from === b?.from && a.to === b.to;

function readTyped(from: string, to: string): { period: Period } | { errors: Record<string, string> } {
  const words = 'Дата в виде 24.11.2026';
  if (!from || !to) {
    return { errors: { ...(!from && { 'period-from': words }), ...(!to && { 'period-to': words }) } };
  }
  if (to < from) return { errors: { 'period-to': 'Конец периода раньше начала' } };
  return { period: { from, to } };
}

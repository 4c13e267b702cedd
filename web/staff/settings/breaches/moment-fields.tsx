import type { ReactNode } from 'react';
import { formatTime, localDay, momentAt } from '../../../../shared/text/dates.ts';
import { DateField } from '../../../ui/forms/date-field.tsx';
import type { Fields } from '../../../ui/forms/fields.ts';
import { TextField } from '../../../ui/forms/text-field.tsx';
import './breaches.css';

/** A moment as a form keeps it: a local day and time, both empty where it is not known. */
export interface Moment {
  day: string;
  time: string;
}

export const momentOf = (at: string | null, zone: string): Moment =>
  at ? { day: localDay(at, zone), time: formatTime(at, zone) } : { day: '', time: '' };

const isTime = (time: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/u.test(time.trim());

/** What is wrong with a moment that must be there, by the names of its fields in the form. */
export const checkMoment = (name: string, { day, time }: Moment) => ({
  [`${name}.day`]: !day && 'Назовите день',
  [`${name}.time`]: !isTime(time) && 'Время в виде 14:30',
});

/** Null where no day is written; a minute that was not touched keeps the seconds it had. */
export function readMoment(moment: Moment, zone: string, former: string | null = null): string | null {
  const shown = momentOf(former, zone);
  if (shown.day === moment.day && shown.time === moment.time.trim()) return former;
  return moment.day ? momentAt(moment.day, moment.time.trim() || '00:00', zone).toISOString() : null;
}

/** A day and a time, side by side. */
export function MomentFields(props: {
  form: Fields<Moment>;
  dayLabel: string;
  timeLabel: string;
  optional?: boolean;
}): ReactNode {
  const { form, optional = false } = props;
  return (
    <div className="breaches__pair">
      <DateField form={form} name="day" label={props.dayLabel} optional={optional} />
      <TextField
        form={form}
        name="time"
        label={props.timeLabel}
        maxLength={5}
        placeholder="14:30"
        optional={optional}
        autoComplete="off"
      />
    </div>
  );
}

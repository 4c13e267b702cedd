import type { ReactNode } from 'react';
import type {
  DeadlineDay,
  DeadlineExplanation,
} from '../../../../shared/contract/base/deadline-explanation.ts';
import { formatDay, localDay } from '../../../../shared/text/dates.ts';
import { formatMinutes, formatSpans } from '../../../../shared/text/deadlines.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { Mark } from '../../../ui/mark.tsx';

/** Days before and after the gap of a long term. */
const headDays = 31;
const weekdays = ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'];

/** How a term was counted: the account in words and a strip of its days. */
export function WhyDate(props: { explanation: DeadlineExplanation }): ReactNode {
  const { explanation } = props;
  const { days, omittedDays, notes, rule } = explanation;
  return (
    <>
      <div className="why-date__words">
        <p>
          <b>{explanation.headline}</b>
          {restOfAccount(explanation)}
        </p>
        <p className="small">
          Правило: {rule.title}, {describeVersion(rule.version)}. Основание:{' '}
          {rule.legal.url ? (
            <a href={rule.legal.url} target="_blank" rel="noreferrer">
              {rule.legal.text}
            </a>
          ) : (
            rule.legal.text
          )}{' '}
          {rule.toVerify && <Mark tone="warning">не подтверждено</Mark>}
        </p>
        {notes.map((note) => (
          <p key={note.text} className="small">
            {note.text}
          </p>
        ))}
      </div>
      {days.length > 0 && (
        <ol className="why-date__days" aria-label="Дни срока">
          {days.slice(0, omittedDays > 0 ? headDays : undefined).map((day) => (
            <DayCell key={day.date} day={day} />
          ))}
          {omittedDays > 0 && (
            <li className="why-date__gap">ещё {counted(omittedDays, 'день', 'дня', 'дней')}</li>
          )}
          {omittedDays > 0 && days.slice(headDays).map((day) => <DayCell key={day.date} day={day} />)}
        </ol>
      )}
    </>
  );
}

/** A version is named by its first day, or by the number of the pack it came with. */
const describeVersion = (version: string): string =>
  /^\d{4}-\d\d-\d\d$/.test(version) ? `редакция с ${formatDay(version)}` : `редакция ${version}`;

/** The account begins with the headline; where it does not, a full stop parts them. */
function restOfAccount({ headline, text }: DeadlineExplanation): string {
  const isSame = text.toLocaleLowerCase('ru').startsWith(headline.toLocaleLowerCase('ru'));
  return isSame ? text.slice(headline.length) : `. ${text}`;
}

function DayCell(props: { day: DeadlineDay }): ReactNode {
  const { day } = props;
  const formats = useFormats();
  const isToday = day.date === localDay(Date.now(), formats.zone);
  const isOff = day.number === null && day.minutes === null && !day.isStart && day.kind !== 'working';
  const className = [isOff && 'is-off', isToday && 'is-today', day.isDue && 'is-due']
    .filter(Boolean)
    .join(' ');
  return (
    <li className={className || undefined} title={day.name ?? undefined}>
      {isToday ? 'сегодня' : `${weekdays[day.weekday - 1]} ${formats.date(day.date).slice(0, 5)}`}
      <b>{describeDay(day)}</b>
      {day.spans.length > 0 && <span>{formatSpans(day.spans)}</span>}
    </li>
  );
}

function describeDay(day: DeadlineDay): string {
  if (day.isPaused) return 'пауза';
  const count = day.minutes !== null && day.minutes > 0 ? formatMinutes(day.minutes) : (day.number ?? '');
  if (day.isDue) return count === '' ? 'срок' : `${count}, срок`;
  if (count !== '') return String(count);
  return day.isStart ? 'начало' : day.label || '—';
}

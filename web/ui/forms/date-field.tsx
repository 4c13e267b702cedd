import { type ReactNode, useEffect, useRef, useState } from 'react';
import { formatDate, localDay, readDay } from '../../../shared/text/dates.ts';
import { useZone } from '../../lib/session.ts';
import { IconButton } from '../button.tsx';
import { Field, type FieldWords, pickWords } from './field.tsx';
import { type EmptyIs, type NameOf, useField } from './fields.ts';
import { maskDay } from './month-days.ts';
import { MonthSheet } from './month-sheet.tsx';
import { type Bound, emptyAs, type Text } from './text-field.tsx';
import './date-field.css';

const shown = (day: string): string => (day ? formatDate(day, 'UTC') : '');

/** A day, `YYYY-MM-DD`. */
export function DateField<T extends object, K extends NameOf<T, Text>>(
  props: Bound<T, K> & EmptyIs<T[K]>,
): ReactNode {
  const { form, name, orNull, error, ...rest } = props;
  const field = useField(form, name);
  return (
    <DateInput
      id={field.id}
      {...rest}
      error={error || field.error}
      value={(field.value as Text) ?? ''}
      onChange={(day) => field.set(emptyAs(day, orNull) as T[K])}
    />
  );
}

/**
 * A day typed as ДД.ММ.ГГГГ, with a calendar as an extra. `value` is `YYYY-MM-DD`, '' while nothing readable is typed.
 * The native field is not used: it writes its dates and its months in the language of the browser.
 */
function DateInput(
  props: FieldWords & { id?: string; value: string; onChange: (day: string) => void },
): ReactNode {
  const { value, onChange } = props;
  const today = localDay(Date.now(), useZone());
  const typing = useTypedDay(value, onChange);
  const calendar = useSheet();
  return (
    <Field {...pickWords(props)} id={props.id} error={props.error ?? typing.error}>
      {(control) => (
        <span className="date" ref={calendar.anchor}>
          <input
            {...control}
            type="text"
            className="input"
            inputMode="numeric"
            autoComplete="off"
            placeholder="ДД.ММ.ГГГГ"
            maxLength={10}
            value={typing.text}
            onChange={(event) => typing.type(event.target.value)}
            onBlur={typing.settle}
          />
          <IconButton
            icon="calendar"
            label="Календарь"
            kind="quiet"
            aria-expanded={calendar.isOpen}
            onClick={calendar.toggle}
          />
          {calendar.isOpen && (
            <div className="date__sheet" ref={calendar.show} popover="auto" onToggle={calendar.onToggle}>
              <MonthSheet
                value={value}
                today={today}
                onPick={(day) => {
                  typing.set(day);
                  calendar.close();
                }}
              />
            </div>
          )}
        </span>
      )}
    </Field>
  );
}

/** The text of the field beside its day: what is half typed stays as typed, and is named as a mistake once left. */
function useTypedDay(value: string, onChange: (day: string) => void) {
  const [text, setText] = useState(shown(value));
  const [error, setError] = useState<string | undefined>();
  const told = useRef(value);
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(shown(value));
    setError(undefined);
  }, [value]);
  const tell = (day: string) => {
    if (day === told.current) return;
    told.current = day;
    onChange(day);
  };
  return {
    text,
    error,
    type: (typed: string) => {
      const next = maskDay(typed, text);
      setText(next);
      setError(undefined);
      const isWhole = /\d{4}$/u.test(next);
      tell(isWhole ? (readDay(next) ?? '') : '');
    },
    settle: () => {
      const day = readDay(text);
      if (day) setText(shown(day));
      setError(text.trim() && !day ? 'Дата в виде 24.11.2026' : undefined);
      tell(day ?? '');
    },
    set: (day: string) => {
      setText(shown(day));
      setError(undefined);
      tell(day);
    },
  };
}

/** The calendar lies over everything, a dialog too; Esc and a press outside close it, and focus comes back. */
function useSheet() {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLSpanElement>(null);
  const close = () => {
    setOpen(false);
    anchor.current?.querySelector('button')?.focus();
  };
  return {
    isOpen,
    anchor,
    close,
    toggle: () => setOpen(!isOpen),
    show: (sheet: HTMLDivElement | null) => {
      if (!sheet || !anchor.current) return;
      sheet.showPopover();
      const place = anchor.current.getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height } = sheet;
      const below = place.bottom + 4;
      const top = below + height > window.innerHeight ? Math.max(4, place.top - height - 4) : below;
      sheet.style.left = `${Math.max(4, Math.min(place.left, window.innerWidth - width - 4))}px`;
      sheet.style.top = `${top}px`;
      sheet.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    },
    onToggle: (event: { newState: string }) => {
      if (event.newState === 'closed') close();
    },
  };
}

import { type InputHTMLAttributes, type ReactNode, useEffect, useId, useRef } from 'react';
import { type Choice, FieldError } from './field.tsx';

export function Checkbox(
  props: Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'onChange'> & {
    children: ReactNode;
    hint?: ReactNode;
    error?: string | undefined;
    indeterminate?: boolean;
    onChange: (checked: boolean) => void;
  },
): ReactNode {
  const { children, hint, error, indeterminate = false, onChange, id: given, ...rest } = props;
  const made = useId();
  const id = given ?? made;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <div className={error ? 'field field--error' : 'field'}>
      {error && <FieldError id={`${id}-error`} text={error} />}
      <label className="check">
        <input
          {...rest}
          ref={input}
          id={id}
          type="checkbox"
          aria-invalid={error ? true : undefined}
          aria-describedby={
            [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined
          }
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>{children}</span>
      </label>
      {hint && (
        <p className="field__hint check" id={`${id}-hint`}>
          <span />
          <span>{hint}</span>
        </p>
      )}
    </div>
  );
}

interface GroupProps<V extends string> {
  legend: ReactNode;
  value: V | '';
  choices: readonly Choice<V>[];
  onChange: (value: V) => void;
  error?: string | undefined;
  hint?: ReactNode;
  hiddenLegend?: boolean;
  /** For an error summary to link to: it is the id of the first choice. */
  id?: string;
}

function Group(
  props: Omit<GroupProps<string>, 'value' | 'choices' | 'onChange'> & { baseId: string; children: ReactNode },
): ReactNode {
  const { legend, error, hint, hiddenLegend, baseId } = props;
  return (
    <fieldset
      className={error ? 'field field--error' : 'field'}
      aria-describedby={
        [error && `${baseId}-error`, hint && `${baseId}-hint`].filter(Boolean).join(' ') || undefined
      }
    >
      <legend className={hiddenLegend ? 'aloud' : 'field__label'}>{legend}</legend>
      {hint && (
        <p className="field__hint" id={`${baseId}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldError id={`${baseId}-error`} text={error} />}
      {props.children}
    </fieldset>
  );
}

function RadioInput<V extends string>(props: {
  group: GroupProps<V>;
  name: string;
  id: string | undefined;
  choice: Choice<V>;
}): ReactNode {
  const { group, choice } = props;
  return (
    <input
      type="radio"
      id={props.id}
      name={props.name}
      value={choice.value}
      checked={group.value === choice.value}
      disabled={choice.disabled}
      onChange={() => group.onChange(choice.value)}
    />
  );
}

/** One of several, under each other. */
export function RadioGroup<V extends string>(props: GroupProps<V>): ReactNode {
  const made = useId();
  const base = props.id ?? made;
  const { legend, error, hint, hiddenLegend } = props;
  return (
    <Group baseId={base} legend={legend} error={error} hint={hint} hiddenLegend={hiddenLegend}>
      <div className="checks">
        {props.choices.map((choice, at) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside RadioInput
          <label key={choice.value} className="check">
            <RadioInput group={props} name={base} id={at === 0 ? base : undefined} choice={choice} />
            <span>
              {choice.label}
              {choice.hint && <span className="check__hint">{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </Group>
  );
}

/** One of few, in a row: 1–5, «Да · Частично · Нет», a switch of views. Radio buttons underneath. */
export function SegmentedChoice<V extends string>(props: GroupProps<V> & { wide?: boolean }): ReactNode {
  const made = useId();
  const base = props.id ?? made;
  const { legend, error, hint, hiddenLegend } = props;
  return (
    <Group baseId={base} legend={legend} error={error} hint={hint} hiddenLegend={hiddenLegend}>
      <div className={props.wide ? 'segmented segmented--wide' : 'segmented'}>
        {props.choices.map((choice, at) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside RadioInput
          <label key={choice.value}>
            <RadioInput group={props} name={base} id={at === 0 ? base : undefined} choice={choice} />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </Group>
  );
}

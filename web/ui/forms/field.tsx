import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { counted } from '../../../shared/text/plural.ts';
import { Icon } from '../icons.tsx';

export interface FieldWords {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong, in the words that the summary on top uses too. */
  error?: string | undefined;
  /** Adds «(необязательно)»: only optional fields are marked. */
  optional?: boolean;
  /** The label is there for screen readers only. */
  hiddenLabel?: boolean;
}

/** What a control inside a field takes on: `<input {...control}>`. */
export interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** Label, hint and error around one control. `id` lets an error summary link to the control. */
export function Field(
  props: FieldWords & { id?: string; foot?: ReactNode; children: (control: FieldControl) => ReactNode },
): ReactNode {
  const { label, hint, error, optional, hiddenLabel, foot } = props;
  const made = useId();
  const id = props.id ?? made;
  const described = [error && `${id}-error`, hint && `${id}-hint`, foot && `${id}-foot`]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={error ? 'field field--error' : 'field'}>
      <label htmlFor={id} className={hiddenLabel ? 'aloud' : undefined}>
        {label} {optional && <span className="field__optional">(необязательно)</span>}
      </label>
      {hint && (
        <p className="field__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldError id={`${id}-error`} text={error} />}
      {props.children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {foot && (
        <div className="field__foot" id={`${id}-foot`}>
          {foot}
        </div>
      )}
    </div>
  );
}

export function FieldError(props: { id?: string; text: string }): ReactNode {
  return (
    <p className="error" id={props.id}>
      <Icon name="error" />
      <span>
        <span className="aloud">Ошибка: </span>
        {props.text}
      </span>
    </p>
  );
}

export function TextInput(
  props: FieldWords &
    InputHTMLAttributes<HTMLInputElement> & {
      ref?: Ref<HTMLInputElement>;
      /** The button in one line with it. */
      beside?: ReactNode;
      foot?: ReactNode;
    },
): ReactNode {
  const { label, hint, error, optional, hiddenLabel, id, className = '', beside, foot, ...rest } = props;
  return (
    <Field {...pickWords(props)} id={id} foot={foot}>
      {(control) => {
        const described = [rest['aria-describedby'], control['aria-describedby']].filter(Boolean).join(' ');
        const input = (
          <input
            type="text"
            {...rest}
            {...control}
            aria-describedby={described || undefined}
            className={`input ${className}`}
          />
        );
        if (!beside) return input;
        return (
          <span className="pair">
            {input}
            {beside}
          </span>
        );
      }}
    </Field>
  );
}

/** Grows with its text. With `maxLength` it counts what is left and lets one type on: the server's word is last. */
export function TextArea(
  props: FieldWords &
    Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value'> & {
      value: string;
      ref?: Ref<HTMLTextAreaElement>;
    },
): ReactNode {
  const { label, hint, error, optional, hiddenLabel, id, className = '', maxLength, ...rest } = props;
  const left = maxLength === undefined ? 0 : maxLength - Array.from(props.value).length;
  const counter =
    maxLength === undefined || left > maxLength * 0.2 ? null : (
      <span className={left < 0 ? 'tone-danger' : undefined}>
        {left >= 0
          ? `Осталось ${counted(left, 'знак', 'знака', 'знаков')}`
          : `Лишние ${counted(-left, 'знак', 'знака', 'знаков')}`}
      </span>
    );
  return (
    <Field {...pickWords(props)} id={id} foot={counter}>
      {(control) => <textarea rows={3} {...rest} {...control} className={`input ${className}`} />}
    </Field>
  );
}

export interface Choice<V extends string = string> {
  value: V;
  label: string;
  hint?: string;
  disabled?: boolean;
}

export function Select<V extends string>(
  props: FieldWords &
    Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> & {
      value: V;
      choices: readonly Choice<V>[];
      onChange: (value: V) => void;
    },
): ReactNode {
  const { label, hint, error, optional, hiddenLabel, id, choices, onChange, className = '', ...rest } = props;
  return (
    <Field {...pickWords(props)} id={id}>
      {(control) => (
        <span className="select">
          <select
            {...rest}
            {...control}
            className={`input ${className}`}
            onChange={(event) => onChange(event.target.value as V)}
          >
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value} disabled={choice.disabled}>
                {choice.label}
              </option>
            ))}
          </select>
          <Icon name="chevron" />
        </span>
      )}
    </Field>
  );
}

/** The words of a field out of the props of a control that wraps one. */
export function pickWords({ label, hint, error, optional, hiddenLabel }: FieldWords): FieldWords {
  return { label, hint, error, optional, hiddenLabel };
}

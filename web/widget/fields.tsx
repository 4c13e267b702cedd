import type { ReactNode } from 'react';

interface FieldProps {
  name: string;
  label: string;
  hint?: ReactNode;
  optional?: boolean;
  value: string;
  error: string | undefined;
}

/** What describes a control: its hint, and what is wrong with it. */
const describedBy = (id: string, hint: unknown, error: string | undefined) => {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return { ...(ids && { 'aria-describedby': ids }), ...(error && { 'aria-invalid': true }) };
};

function Labelled(
  props: Omit<FieldProps, 'value' | 'name'> & { id: string; children: ReactNode },
): ReactNode {
  const { id, label, hint, optional, error, children } = props;
  return (
    <div className={error ? 'field field--error' : 'field'}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="optional"> (необязательно)</span>}
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {children}
    </div>
  );
}

export function LineInput(
  props: FieldProps & { type?: string; autoComplete?: string; maxLength?: number },
): ReactNode {
  const { name, label, hint, optional = false, value, error, ...rest } = props;
  return (
    <Labelled id={name} label={label} hint={hint} optional={optional} error={error}>
      <input id={name} name={name} defaultValue={value} {...rest} {...describedBy(name, hint, error)} />
    </Labelled>
  );
}

export function TextInput(props: FieldProps & { rows: number }): ReactNode {
  const { name, label, hint, optional = false, value, error, rows } = props;
  return (
    <Labelled id={name} label={label} hint={hint} optional={optional} error={error}>
      <textarea id={name} name={name} rows={rows} defaultValue={value} {...describedBy(name, hint, error)} />
    </Labelled>
  );
}

export function Tick(props: {
  name: string;
  value?: string;
  type?: 'checkbox' | 'radio';
  id?: string;
  isOn?: boolean;
  error?: string | undefined;
  children: ReactNode;
}): ReactNode {
  const { name, value = 'on', type = 'checkbox', id = name, isOn = false, error, children } = props;
  return (
    <div className={error ? 'tick field--error' : 'tick'}>
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <label htmlFor={id}>
        <input
          id={id}
          type={type}
          name={name}
          value={value}
          defaultChecked={isOn}
          {...describedBy(id, undefined, error)}
        />
        <span>{children}</span>
      </label>
    </div>
  );
}

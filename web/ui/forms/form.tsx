import { type ComponentProps, type FormEvent, type ReactNode, useId, useSyncExternalStore } from 'react';
import { Button } from '../button.tsx';
import { Failures, FormErrors } from '../failures/failures.tsx';
import { errorsById } from './fields.ts';
import { useLeaving } from './leaving.tsx';
import type { Form as FormState } from './use-form.ts';

export interface ShownForm<T extends object> {
  form: FormState<T>;
  /** Lists on top what is wrong, with links to the fields. */
  isListed?: boolean;
  /** What else is wrong, by the id of the control to mend it at. */
  alsoWrong?: Readonly<Record<string, string>>;
  /** «Часть не отправлена», «Текст остался в поле»: what did not happen, and what is safe. */
  failed?: { title?: string; kept?: string };
  children?: ReactNode;
}

/** A form on a page: Enter in a line sends it, as its `SendButton` does. */
export function Form<T extends object>(
  props: ShownForm<T> & {
    id?: string;
    className?: string;
    label?: string;
    labelledBy?: string;
    /** Its buttons, under the words of what failed. */
    actions?: ReactNode;
    /** Its button alone sends it: what is sent cannot be taken back. */
    byButtonOnly?: boolean;
  },
): ReactNode {
  const { form } = props;
  const leaving = useLeaving(form.isUnsaved);
  return (
    <form
      id={props.id}
      className={props.className ?? 'stack'}
      aria-label={props.label}
      aria-labelledby={props.labelledBy}
      noValidate
      onSubmit={props.byButtonOnly ? sendNothing : sendBy(form)}
    >
      <FormInside {...props} />
      {props.actions}
      {leaving.question}
    </form>
  );
}

const sendNothing = (event: FormEvent): void => event.preventDefault();

export const sendBy =
  <T extends object>(form: FormState<T>) =>
  (event: FormEvent) => {
    event.preventDefault();
    form.send();
  };

/** What is wrong, the fields, what failed. */
export function FormInside<T extends object>({
  form,
  isListed,
  alsoWrong,
  failed,
  children,
}: ShownForm<T>): ReactNode {
  return (
    <>
      {isListed && (
        <FormErrors errors={{ ...errorsById(form.id, form.errors()), ...alsoWrong }} of={form.commands} />
      )}
      {children}
      {!isListed && <Failures of={form.commands} {...failed} />}
    </>
  );
}

/** Sends the form it stands in; says what is missing, and that it is under way. */
export function SendButton<T extends object>(
  props: Omit<ComponentProps<typeof Button>, 'form' | 'busy' | 'disabledReason' | 'reasonId'> & {
    form: FormState<T>;
    /** What is missing stands beside the button: a form so large that its reader does not see what it lacks. */
    isGapTold?: boolean;
  },
): ReactNode {
  const { form, isGapTold, ...rest } = props;
  const gap = useSyncExternalStore(form.watch, form.gap, form.gap);
  const gapId = useId();
  const button = (
    <Button
      type="submit"
      kind="primary"
      {...rest}
      busy={form.isBusy}
      disabledReason={gap}
      reasonId={isGapTold ? gapId : undefined}
    />
  );
  if (!isGapTold) return button;
  return (
    <>
      {button}
      {gap && <span id={gapId}>{gap}</span>}
    </>
  );
}

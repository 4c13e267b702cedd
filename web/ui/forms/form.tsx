import { type ComponentProps, type FormEvent, type ReactNode, useSyncExternalStore } from 'react';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { Failures, FormErrors } from '../failures/failures.tsx';
import { useLeaving } from './leaving.tsx';
import type { Form as FormState } from './use-form.ts';

interface Shown<T extends object> {
  form: FormState<T>;
  /** Lists on top what is wrong, with links to the fields. */
  isListed?: boolean;
  /** What else is wrong, by the id of the control to mend it at. */
  alsoWrong?: Readonly<Record<string, string>>;
  /** «Часть не отправлена», «Текст остался в поле»: what did not happen, and what is safe. */
  failed?: { title?: string; kept?: string };
  children?: ReactNode;
}

/** A form in a dialog: one filled button, Ctrl+Enter does the same; what fails is said above the button. */
export function FormDialog<T extends object>(
  props: Shown<T> & {
    title: string;
    action: string;
    isWide?: boolean;
    /** Enter in a line sends it too: where there is little else to fill in. */
    sendsByEnter?: boolean;
    /** Beside the filled button: what removes or takes back. */
    more?: ReactNode;
    onClose: () => void;
  },
): ReactNode {
  const { form, title, action } = props;
  const leaving = useLeaving(form.isUnsaved, props.onClose);
  useHotkeys(title, [{ keys: 'Ctrl+Enter', label: action, run: form.send }], {
    active: !leaving.question,
    inDialog: true,
  });
  return (
    <Dialog
      isOpen
      isWide={props.isWide ?? false}
      title={title}
      onClose={leaving.close}
      foot={
        <>
          <SendButton form={form} type="button" hint="Ctrl+Enter" onClick={form.send}>
            {action}
          </SendButton>
          {props.more}
        </>
      }
    >
      {props.sendsByEnter ? (
        <form className="stack" noValidate onSubmit={sendBy(form)}>
          <Inside {...props} />
          <input type="submit" hidden />
        </form>
      ) : (
        <Inside {...props} />
      )}
      {leaving.question}
    </Dialog>
  );
}

/** A form on a page: Enter in a line sends it, as its `SendButton` does. */
export function Form<T extends object>(
  props: Shown<T> & {
    className?: string;
    label?: string;
    labelledBy?: string;
    /** Its button alone sends it: what is sent cannot be taken back. */
    byButtonOnly?: boolean;
  },
): ReactNode {
  const { form } = props;
  const leaving = useLeaving(form.isUnsaved);
  return (
    <form
      className={props.className ?? 'stack'}
      aria-label={props.label}
      aria-labelledby={props.labelledBy}
      noValidate
      onSubmit={props.byButtonOnly ? sendNothing : sendBy(form)}
    >
      <Inside {...props} />
      {leaving.question}
    </form>
  );
}

const sendNothing = (event: FormEvent): void => event.preventDefault();

const sendBy =
  <T extends object>(form: FormState<T>) =>
  (event: FormEvent) => {
    event.preventDefault();
    form.send();
  };

function Inside<T extends object>({ form, isListed, alsoWrong, failed, children }: Shown<T>): ReactNode {
  return (
    <>
      {isListed && <FormErrors errors={{ ...idsOf(form), ...alsoWrong }} of={form.commands} />}
      {children}
      {!isListed && <Failures of={form.commands} {...failed} />}
    </>
  );
}

/** A field of a part or a line has the id of its path: `lines.0.title` stands at `…-lines-0-title`. */
const idsOf = <T extends object>(form: FormState<T>) =>
  Object.fromEntries(
    Object.entries(form.errors()).map(([name, words]) => [`${form.id}-${name.replaceAll('.', '-')}`, words]),
  );

/** Sends the form it stands in; says what is missing, and that it is under way. */
export function SendButton<T extends object>(
  props: Omit<ComponentProps<typeof Button>, 'form' | 'busy' | 'disabledReason'> & { form: FormState<T> },
): ReactNode {
  const { form, ...rest } = props;
  const gap = useSyncExternalStore(form.watch, form.gap, form.gap);
  return <Button type="submit" kind="primary" {...rest} busy={form.isBusy} disabledReason={gap} />;
}

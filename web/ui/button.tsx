import { type ButtonHTMLAttributes, type MouseEvent, type ReactNode, useId } from 'react';
import { announce } from '../lib/announce.ts';
import type { Keys } from '../lib/keys.ts';
import type { KnownAddress } from '../lib/page-address.ts';
import { showToast } from '../lib/toast.ts';
import type { QueryText } from '../lib/url-query.ts';
import { Icon, type IconName } from './icons.tsx';
import { Kbd } from './kbd.tsx';
import { PageLink } from './page-link.tsx';

export interface ButtonLook {
  /** `primary` is filled: one per decision. `plain` (default) is outlined, `quiet` has no frame. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  /** `main` is the action of the whole screen. */
  size?: 'main';
  wide?: boolean;
  icon?: IconName;
  /** Key shown inside; the screen itself binds it with useHotkeys. */
  hint?: Keys;
}

export function buttonClass({ kind = 'plain', size, wide }: ButtonLook, extra = ''): string {
  return [
    'button',
    kind === 'plain' ? '' : `button--${kind}`,
    size ? `button--${size}` : '',
    wide ? 'button--wide' : '',
    extra,
  ]
    .filter(Boolean)
    .join(' ');
}

function ButtonInside(props: ButtonLook & { children?: ReactNode }): ReactNode {
  return (
    <>
      {props.icon && <Icon name={props.icon} />}
      {props.children}
      {props.hint && <Kbd keys={props.hint} />}
    </>
  );
}

export interface ButtonProps extends ButtonLook, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  /** Why it cannot be pressed now, in words. The button stays in the tab order and tells the reason. */
  disabledReason?: string | false | null | undefined;
  /** The words on the screen that tell the reason already, by their id: no notice and no tooltip tell it again. */
  reasonId?: string | undefined;
  /** The action is under way: pressing again does nothing, the words say so. */
  busy?: boolean;
}

export function Button(props: ButtonProps): ReactNode {
  const {
    kind,
    size,
    wide,
    icon,
    hint,
    disabledReason,
    reasonId,
    busy,
    className,
    children,
    onClick,
    ...rest
  } = props;
  const look: ButtonLook = { kind, size, wide, icon, hint };
  const hiddenId = useId();
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (!disabledReason && !busy) return onClick?.(event);
    event.preventDefault();
    if (disabledReason && reasonId) announce(disabledReason);
    else if (disabledReason) showToast(disabledReason, { tone: 'problem' });
  };
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass(look, className)}
      aria-disabled={disabledReason || busy ? true : undefined}
      aria-describedby={disabledReason ? (reasonId ?? hiddenId) : rest['aria-describedby']}
      title={(!reasonId && disabledReason) || rest.title}
      onClick={press}
    >
      <ButtonInside {...look}>{children}</ButtonInside>
      {disabledReason && !reasonId && (
        <span id={hiddenId} hidden>
          {disabledReason}
        </span>
      )}
      {busy && <span className="aloud">Подождите…</span>}
    </button>
  );
}

/** An icon alone; `label` is its name for everyone who does not see the picture. */
export function IconButton(
  props: Omit<ButtonProps, 'children' | 'icon'> & { icon: IconName; label: string },
): ReactNode {
  const { label, className = '', ...rest } = props;
  return <Button {...rest} className={`button--icon ${className}`} aria-label={label} title={label} />;
}

/** A link that looks like a button, inside the application. `to` is an address with its parameters filled in. */
export function ButtonLink<To extends string>(
  props: ButtonLook & {
    to: KnownAddress<To>;
    search?: QueryText;
    children: ReactNode;
    className?: string;
  },
): ReactNode {
  const { to, search, children, className, ...look } = props;
  return (
    <PageLink<string> to={to} search={search} className={buttonClass(look, className)}>
      <ButtonInside {...look}>{children}</ButtonInside>
    </PageLink>
  );
}

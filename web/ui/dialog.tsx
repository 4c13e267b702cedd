import { type ReactNode, useEffect, useId, useRef } from 'react';
import { openDialogs, reopenClosed } from '../lib/open-dialogs.ts';
import { IconButton } from './button.tsx';

/**
 * A modal on the native <dialog>: the page behind is inert, Esc closes, focus returns to where it was.
 * It exists only while `isOpen`, so its state begins anew each time. Buttons go to `foot`.
 */
export function Dialog(props: {
  isOpen: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
  isWide?: boolean;
}): ReactNode {
  return props.isOpen ? <OpenDialog {...props} /> : null;
}

const focusable = 'input:not([hidden]):not([disabled]), textarea, select, button, a[href]';

function OpenDialog(props: Parameters<typeof Dialog>[0]): ReactNode {
  const { title, onClose, isWide } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const node = dialog.current;
    const before = document.activeElement;
    node?.showModal();
    if (node) openDialogs.set((all) => [...all, node]);
    // The close button comes first in the DOM; what the dialog was opened for comes first for the person.
    const body = node?.querySelector<HTMLElement>('.dialog__body');
    body?.querySelector<HTMLElement>(`:is(${focusable})`)?.focus();
    // Words alone are scrolled by keys only where they can have the focus.
    const letScroll = () => {
      if (body) body.tabIndex = body.querySelector(focusable) ? -1 : 0;
    };
    letScroll();
    const watch = new MutationObserver(letScroll);
    if (body) watch.observe(body, { childList: true, subtree: true });
    return () => {
      watch.disconnect();
      openDialogs.set((all) => all.filter((one) => one !== node));
      node?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click outside is a convenience, Esc and the button do the same
    <dialog
      ref={dialog}
      className={isWide ? 'dialog dialog--wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={() => {
        const node = dialog.current;
        if (node && !node.open && reopenClosed() === node) onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className="dialog__head">
        <h2 id={titleId}>{title}</h2>
        <IconButton icon="close" label="Закрыть" kind="quiet" onClick={onClose} />
      </div>
      <div className="dialog__body">{props.children}</div>
      {props.foot && <div className="dialog__foot">{props.foot}</div>}
    </dialog>
  );
}

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useHotkeys } from '../lib/hotkeys.ts';
import { openDialogs } from '../lib/open-dialogs.ts';
import { useStore } from '../lib/store.ts';
import { dismissToast, problemTime, type Toast, toasts, toastTime, undoLatest } from '../lib/toast.ts';
import { Button, IconButton } from './button.tsx';

/** Notices at the foot of the page, «Отменить» for 8 s, and the key Z. One per entry. */
export function ToastHost(): ReactNode {
  const shown = useStore(toasts);
  const dialog = useStore(openDialogs).at(-1);
  const canUndo = shown.some((toast) => toast.undo);
  useHotkeys('Везде', [{ keys: 'KeyZ', label: 'Отменить последнее действие', run: undoLatest }], {
    active: canUndo,
  });
  // Whoever came to a notice with the keyboard goes on from where they were once it is gone.
  const cameFrom = useRef<(Element & Partial<HTMLOrSVGElement>) | null>(null);
  useEffect(() => {
    const { activeElement, body } = document;
    if (activeElement?.closest('.toasts')) return;
    if (activeElement === body) cameFrom.current?.focus?.();
    cameFrom.current = null;
  });
  return createPortal(
    <div
      className="toasts"
      role="status"
      aria-live="polite"
      onFocus={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) cameFrom.current = relatedTarget;
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) cameFrom.current = null;
      }}
    >
      {shown.map((toast) => (
        <ToastBar key={toast.id} toast={toast} />
      ))}
    </div>,
    // Behind an open dialog the page is inert: nothing there is seen, pressed or read aloud.
    dialog ?? document.body,
  );
}

function ToastBar(props: { toast: Toast }): ReactNode {
  const { id, text, tone, undo, retry } = props.toast;
  const time = tone === 'problem' ? problemTime : toastTime;
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismissToast(id), time);
    return () => clearTimeout(timer);
  }, [id, isHeld, time]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the notice waits while it is looked at; nothing is pressed here
    <div
      className={`toast toast--${tone}`}
      role={tone === 'problem' ? 'alert' : undefined}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{text}</span>
      {undo && (
        <Button
          hint="KeyZ"
          onClick={() => {
            dismissToast(id);
            undo();
          }}
        >
          Отменить
        </Button>
      )}
      {retry && (
        <Button
          onClick={() => {
            dismissToast(id);
            retry();
          }}
        >
          Повторить
        </Button>
      )}
      <IconButton kind="quiet" icon="close" label="Убрать уведомление" onClick={() => dismissToast(id)} />
    </div>
  );
}

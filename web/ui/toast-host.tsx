import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useHotkeys } from '../lib/hotkeys.ts';
import { useStore } from '../lib/store.ts';
import { dismissToast, type Toast, toasts, toastTime, undoLatest } from '../lib/toast.ts';
import { Button, IconButton } from './button.tsx';

/** Notices at the foot of the page, «Отменить» for 8 s, and the key Z. One per entry. */
export function ToastHost(): ReactNode {
  const shown = useStore(toasts);
  const canUndo = shown.some((toast) => toast.undo);
  useHotkeys('Везде', [{ keys: 'KeyZ', label: 'Отменить последнее действие', run: undoLatest }], {
    active: canUndo,
  });
  return createPortal(
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <ToastBar key={toast.id} toast={toast} />
      ))}
    </div>,
    document.body,
  );
}

function ToastBar(props: { toast: Toast }): ReactNode {
  const { id, text, tone, undo } = props.toast;
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismissToast(id), toastTime);
    return () => clearTimeout(timer);
  }, [id, isHeld]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the notice waits while it is looked at; nothing is pressed here
    <div
      className={`toast toast--${tone}`}
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
      <IconButton kind="quiet" icon="close" label="Убрать уведомление" onClick={() => dismissToast(id)} />
    </div>
  );
}

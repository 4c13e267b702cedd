import { type ReactNode, useRef } from 'react';
import { Button } from '../button.tsx';
import type { IconName } from '../icons.tsx';

interface Asked {
  accept?: string;
  /** Name of the field itself, for whoever does not see the button. */
  label?: string;
  onPick: (file: File) => void;
}

/** Asks for one file, a PDF or a picture unless told otherwise ('' = of any kind); the same file may be chosen again. */
export function useFilePicker({ accept, label, onPick }: Asked): { field: ReactNode; choose: () => void } {
  const input = useRef<HTMLInputElement>(null);
  const field = (
    <input
      ref={input}
      type="file"
      hidden
      aria-label={label}
      accept={accept ?? 'application/pdf,image/*'}
      onChange={(event) => {
        const [file] = event.target.files ?? [];
        event.target.value = '';
        if (file) onPick(file);
      }}
    />
  );
  return { field, choose: () => input.current?.click() };
}

/** A button that asks for one file. */
export function FileButton(
  props: Asked & { isBusy?: boolean; icon?: IconName; children: ReactNode },
): ReactNode {
  const { isBusy = false, icon, children, ...asked } = props;
  const { field, choose } = useFilePicker(asked);
  return (
    <>
      {field}
      <Button icon={icon} busy={isBusy} onClick={choose}>
        {children}
      </Button>
    </>
  );
}

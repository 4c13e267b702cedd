import { type ReactNode, useRef } from 'react';
import { Button } from '../button.tsx';
import type { IconName } from '../icons.tsx';

/** A button that asks for one file, a PDF or a picture unless told otherwise ('' = of any kind); the same file may be chosen again. */
export function FileButton(props: {
  isBusy?: boolean;
  accept?: string;
  icon?: IconName;
  /** Name of the field itself, for whoever does not see the button. */
  label?: string;
  onPick: (file: File) => void;
  children: ReactNode;
}): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={props.label}
        accept={props.accept ?? 'application/pdf,image/*'}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) props.onPick(file);
        }}
      />
      <Button icon={props.icon} busy={props.isBusy === true} onClick={() => input.current?.click()}>
        {props.children}
      </Button>
    </>
  );
}

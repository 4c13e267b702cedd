import type { ReactNode } from 'react';
import { useHotkeysEnabled, useRussianLayout } from '../lib/hotkeys.ts';
import { describeKeys, type Keys, worksInText } from '../lib/keys.ts';

/**
 * A key hint: «J», or «J (О)» once Russian letters were typed or with `both`.
 * Silent for screen readers (the key sheet tells them) and gone while keys are off.
 */
export function Kbd(props: { keys: Keys; both?: boolean }): ReactNode {
  const isRussian = useRussianLayout();
  const isOn = useHotkeysEnabled();
  if (!isOn && !worksInText(props.keys) && !props.both) return null;
  return (
    <kbd className={props.both ? 'key' : 'key wide-only'} aria-hidden={props.both ? undefined : true}>
      {describeKeys(props.keys, props.both ?? isRussian)}
    </kbd>
  );
}

/** The row of hints at a pane's foot. */
export function KeyHints(props: {
  hints: readonly { keys: Keys | readonly Keys[]; label: string }[];
}): ReactNode {
  return (
    <p className="hints wide-only">
      {props.hints.map(({ keys, label }) => (
        <span key={label}>
          {(typeof keys === 'string' ? [keys] : keys).map((one) => (
            <Kbd key={one} keys={one} />
          ))}
          {label}
        </span>
      ))}
    </p>
  );
}

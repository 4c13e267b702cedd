import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useHotkeys } from '../../lib/hotkeys.ts';
import type { Keys } from '../../lib/keys.ts';
import { Icon } from '../icons.tsx';
import { Kbd } from '../kbd.tsx';

/** Words looked for while they are typed: the address learns them when the hand rests. */
export function LiveSearch(props: {
  className: string;
  label: string;
  placeholder: string;
  /** Whose keys they are, the key that leads here, and what it does in words. */
  hotkey: { screen: string; keys: Keys; label: string };
  value: string;
  onFind: (words: string) => void;
}): ReactNode {
  const { value, onFind, hotkey } = props;
  const [text, setText] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const latest = useRef(onFind);
  latest.current = onFind;
  // The address may change without this field: «Сбросить», a saved view, Back.
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => latest.current(text.trim()), 300);
    return () => clearTimeout(timer);
  }, [text, value]);
  useHotkeys(hotkey.screen, [{ keys: hotkey.keys, label: hotkey.label, run: () => field.current?.focus() }]);
  return (
    <label className={props.className}>
      <Icon name="search" />
      <span className="aloud">{props.label}</span>
      <input
        ref={field}
        type="search"
        placeholder={props.placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Kbd keys={hotkey.keys} />
    </label>
  );
}

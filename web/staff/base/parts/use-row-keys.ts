import { useRef } from 'react';
import { useHotkeys } from '../../../lib/hotkeys.ts';

/**
 * J and K walk over the links of a list's rows: the link has the focus, so Enter and everything else of the browser work.
 */
export function useRowKeys(
  scope: string,
  selector: string,
  { active = true, withArrows = false } = {},
): void {
  const last = useRef<HTMLElement | null>(null);
  const go = (step: number) => {
    const links = [...document.querySelectorAll<HTMLElement>(selector)];
    const from = last.current ? links.indexOf(last.current) : -1;
    const next = links[Math.min(links.length - 1, Math.max(0, from + step))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
    last.current = next ?? null;
  };
  const down = { label: 'Дальше по списку', run: () => go(1) };
  const up = { label: 'Назад по списку', run: () => go(-1) };
  const arrows = [
    { keys: 'ArrowDown', ...down, hidden: true },
    { keys: 'ArrowUp', ...up, hidden: true },
  ] as const;
  useHotkeys(scope, [{ keys: 'KeyJ', ...down }, { keys: 'KeyK', ...up }, ...(withArrows ? arrows : [])], {
    active,
  });
}

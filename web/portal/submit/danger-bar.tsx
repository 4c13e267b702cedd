import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '../../ui/icons.tsx';

/** What to do first where life may be at risk: above the buttons, in view whatever the page shows, and with the focus. */
export function DangerBar({ words }: { words: string }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const take = () => heading.current?.focus();
    heading.current?.parentElement?.scrollIntoView({ block: 'nearest' });
    const writing = document.activeElement;
    // Whoever is in the middle of a word is not torn away from it: the focus comes when they leave the field.
    if (!(writing instanceof HTMLTextAreaElement)) return take();
    writing.addEventListener('blur', take, { once: true });
    return () => writing.removeEventListener('blur', take);
  }, []);
  return (
    <div className="submit-stopper" role="alert">
      <h2 ref={heading} tabIndex={-1}>
        Это может быть опасно для жизни
      </h2>
      <p>{words}</p>
    </div>
  );
}

export function DangerCall(): ReactNode {
  return (
    <a className="button button--danger button--wide" href="tel:112">
      <Icon name="phone" />
      Позвонить 112
    </a>
  );
}

import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { shorten } from '../../../shared/text/words.ts';
import { Note } from '../../ui/mark.tsx';
import { findUnsent } from '../submit/submit-draft.ts';

/** A message begun on this device and not sent yet waits here. */
export function UnsentNote(): ReactNode {
  const [text] = useState(findUnsent);
  if (!text) return null;
  return (
    <Note>
      <p>
        <b>Есть неотправленное сообщение.</b> «{shorten(text, 60)}» <Link to="/new">Продолжить</Link>
      </p>
    </Note>
  );
}

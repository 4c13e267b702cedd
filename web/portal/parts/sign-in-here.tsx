import type { ReactNode } from 'react';
import type { IdentityLevel } from '../../../shared/contract/base/identity.ts';
import { OutsideButtons } from '../../ui/outside-sign-in.tsx';
import { CodeForm } from '../sign-in/code-form.tsx';

/** Signing in where one stands: what is written stays, and goes once the person is known. */
export function SignInHere(props: {
  /** Of its heading, one on a page. */
  id: string;
  level: IdentityLevel;
  words: string;
  next: string;
  heading?: 'h2' | 'h3';
}): ReactNode {
  const { id, level, heading: Heading = 'h2' } = props;
  return (
    <section className="sheet stack" aria-labelledby={id}>
      <Heading id={id}>Ещё шаг: подтвердите, что вы это вы</Heading>
      <p>{props.words}</p>
      {(level === 'social' || level === 'phone') && <CodeForm onDone={() => {}} />}
      <OutsideButtons audience="resident" next={props.next} />
    </section>
  );
}

import type { ReactNode } from 'react';
import {
  confirmPromise,
  type FoundPromise,
  type PromiseDesk,
} from '../../../../shared/contract/base/promises.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { OutLink } from '../../base/parts/papers.tsx';

/** Days a program found in posts and replies of the pages: a promise or none, one press each. */
export function FoundPart({ desk: { found, can } }: { desk: PromiseDesk }): ReactNode {
  return (
    <Section title="Найдено в записях и ответах страниц" className="desk__sheet">
      <p className="muted">
        Программа нашла в тексте срок. Обещание ли это, решает человек: подтверждённое увидят все.
      </p>
      {found.length === 0 && <p>Сроков в записях страниц за эти недели не найдено.</p>}
      <ul className="city-promises__found">
        {found.map((one) => (
          <Found key={`${one.kind}:${one.id}`} found={one} mayConfirm={can.includes('confirm')} />
        ))}
      </ul>
    </Section>
  );
}

function Found({ found, mayConfirm }: { found: FoundPromise; mayConfirm: boolean }): ReactNode {
  const formats = useFormats();
  const { kind, id, title, place, body, where, link, madeAt, dueOn, isPromise, by } = found;
  const confirm = useCommand(confirmPromise, {});
  const say = (answer: boolean) =>
    confirm.mutate({ params: { kind, id }, body: { dueOn, isPromise: answer } });
  return (
    <li>
      <p>
        <b>«{title}»</b>
        {place && <span className="muted"> {place}</span>}
      </p>
      <p className="small">
        {body}, {formats.date(madeAt)}, {link ? <OutLink href={link}>{where}</OutLink> : where}. Срок:{' '}
        <b>{formatDay(dueOn)}</b>
      </p>
      <p className="cluster">
        {isPromise !== null && (
          <Mark tone={isPromise ? 'ok' : 'quiet'}>
            {isPromise ? 'обещание' : 'не обещание'}, {by}
          </Mark>
        )}
        {mayConfirm && isPromise !== true && (
          <Button onClick={() => say(true)} busy={confirm.isPending}>
            Обещание<span className="aloud">: {title}</span>
          </Button>
        )}
        {mayConfirm && isPromise !== false && (
          <Button kind="quiet" onClick={() => say(false)} busy={confirm.isPending}>
            Не обещание<span className="aloud">: {title}</span>
          </Button>
        )}
      </p>
    </li>
  );
}

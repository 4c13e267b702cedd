import { type ReactNode, useState } from 'react';
import { findEarlier } from '../../../../shared/contract/messages/office.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { statusWords } from '../../base/case-kit/case-words.ts';
import type { CallDraft } from './call-draft.ts';

/** «Повторное»: earlier appeals of the same person, found by a press: each search stands in the journal of actions. */
export function EarlierAppeals(props: {
  value: CallDraft;
  change: (patch: Partial<CallDraft>) => void;
}): ReactNode {
  const { value, change } = props;
  const { phone, email, name } = value;
  const key = JSON.stringify([phone, email, name]);
  const [asked, setAsked] = useState('');
  if (value.repeatOf) {
    return (
      <p className="cluster">
        Повторное к № {value.repeatOf}
        <Button kind="quiet" onClick={() => change({ repeatOf: '' })}>
          Не повторное
        </Button>
      </p>
    );
  }
  if (![phone, email, name].some((text) => text.trim().length >= 5)) {
    return (
      <p className="muted small">Назовите имя целиком, телефон или почту: найдутся прежние обращения.</p>
    );
  }
  if (asked !== key) return <Button onClick={() => setAsked(key)}>Найти прежние обращения</Button>;
  return <Found value={value} onPick={(repeatOf) => change({ repeatOf })} />;
}

function Found(props: { value: CallDraft; onPick: (number: string) => void }): ReactNode {
  const formats = useFormats();
  const filled = (text: string) => text.trim() || undefined;
  const { phone, email, name } = props.value;
  const query = useRoute(findEarlier, {
    body: { phone: filled(phone), email: filled(email), name: filled(name) },
  });
  return (
    <Loadable query={query} failed="Прежние обращения не нашлись: ошибка поиска">
      {({ appeals }) =>
        appeals.length === 0 ? (
          <p className="muted small" role="status">
            Прежних обращений этого человека среди доступных вам нет.
          </p>
        ) : (
          <ul aria-label="Прежние обращения">
            {appeals.map((appeal) => (
              <li key={appeal.caseNumber}>
                № {appeal.journalNumber ?? appeal.caseNumber} от {formats.date(appeal.registeredOn)} —{' '}
                {appeal.title} ({statusWords[appeal.status].title.toLocaleLowerCase('ru')}){' '}
                <Button kind="quiet" onClick={() => props.onPick(appeal.caseNumber)}>
                  Повторное к нему
                  <span className="aloud"> — № {appeal.caseNumber}</span>
                </Button>
              </li>
            ))}
          </ul>
        )
      }
    </Loadable>
  );
}

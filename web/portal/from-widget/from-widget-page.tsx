import { type ReactNode, useEffect } from 'react';
import { type HandedForm, simpleFields } from '../../../shared/contract/pages.ts';
import { useFirstLook } from '../../lib/first-look.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { keepAnswer, listAnswers } from '../polls/poll-draft.ts';
import { emptyDraft, findDraft, keepDraft, keyOfDraft } from '../submit/submit-draft.ts';
import { handAnswers } from './hand-answers.ts';

/** What was begun in a widget on another site becomes a draft of this device, and its own page goes on with it. */
export function FromWidgetPage(): ReactNode {
  const { form } = useFirstLook();
  const handed = form?.kind === 'handed' ? form : null;
  const next = handed && nextOf(handed);
  useEffect(() => {
    // The document itself: the person may be signed in, which the page they came by did not know.
    if (handed && next && takeOver(handed)) location.replace(next);
  }, [handed, next]);
  if (!handed || !next) return <Nothing />;
  return (
    <div className="reading">
      <PageTitle text="Продолжение на сайте" />
      <p>Написанное в виджете перенесено сюда. Если страница не сменилась сама, нажмите кнопку.</p>
      {handed.pollId ? (
        <p>
          <a className="button button--primary" href={next}>
            Продолжить
          </a>
        </p>
      ) : (
        <GoOn form={handed} />
      )}
    </div>
  );
}

/** Where the device keeps nothing, or runs no scripts: the form of one page takes every word, as it takes its own. */
function GoOn({ form: { key, values } }: { form: HandedForm }): ReactNode {
  return (
    <form method="post" action="/new/simple?begun" encType="multipart/form-data" className="stack">
      {values.text && <blockquote>{values.text}</blockquote>}
      <input type="hidden" name="key" value={key} />
      {simpleFields.map((name) => (
        <input key={name} type="hidden" name={name} value={values[name]} />
      ))}
      <div>
        <Button type="submit" kind="primary">
          Продолжить
        </Button>
      </div>
    </form>
  );
}

const nextOf = ({ key, pollId }: HandedForm): string => (pollId ? `/polls/${pollId}` : `/new?draft=${key}`);

/** False where the device keeps nothing: then the words stay on the page. */
const takeOver = (form: HandedForm): boolean => (form.pollId ? takeAnswers(form) : takeMessage(form));

/** A draft of its own: others that were begun here stay as they are, and the same brought twice is one. */
function takeMessage({ key, values }: HandedForm): boolean {
  const name = keyOfDraft(key);
  if (findDraft(name)) return true;
  const { text, address, phone, email } = values;
  const isPlaceless = values.placeless === 'on';
  const place = { address: isPlaceless ? '' : address, isPlaceless };
  return keepDraft(name, { ...emptyDraft, ...place, text, phone, email, name: values.name });
}

function takeAnswers(form: HandedForm): boolean {
  const former = listAnswers().find((one) => one.pollId === form.pollId)?.value;
  const draft = handAnswers(former, form);
  return draft === null || keepAnswer(form.pollId, draft);
}

/** Opened by its address, or again: there is nothing to go on with. */
function Nothing(): ReactNode {
  return (
    <div className="reading">
      <PageTitle text="Продолжение на сайте" />
      <p>
        Сюда приходят из виджета на другом сайте. Начните здесь заново: черновик сохранится на устройстве.
      </p>
      <ButtonLink to="/new" kind="primary">
        Сообщить о проблеме
      </ButtonLink>
    </div>
  );
}

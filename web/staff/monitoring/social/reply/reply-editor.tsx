import { type KeyboardEvent, type ReactNode, type RefObject, useState } from 'react';
import type { IncidentCard } from '../../../../../shared/contract/monitoring/incidents.ts';
import { formatNumber } from '../../../../../shared/text/numbers.ts';
import { shorten } from '../../../../../shared/text/words.ts';
import { Button } from '../../../../ui/button.tsx';
import { CheckField, SelectField } from '../../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../../ui/forms/date-field.tsx';
import { Form, SendButton } from '../../../../ui/forms/form.tsx';
import { LongTextField, TextField } from '../../../../ui/forms/text-field.tsx';
import { Kbd } from '../../../../ui/kbd.tsx';
import { asksBySlash, insertAt } from '../../../base/parts/slash.ts';
import { ReadyAnswers } from './ready-answers.tsx';
import { findReplyPage, type ReplyValues, tooLong, whereOf, whyNowhere } from './reply-rules.ts';
import type { ReplyForm } from './use-reply-form.ts';

/** «Ответ страницы»: words, by which page, interim or urgent; it goes out after another person's look. */
export function ReplyEditor(props: {
  card: IncidentCard;
  reply: ReplyForm;
  textRef: RefObject<HTMLTextAreaElement | null>;
}): ReactNode {
  const { card, reply } = props;
  const { form } = reply;
  const { values } = form;
  const isUrgent = values.isUrgent && values.replyId === null;
  const nowhere = whyNowhere(card, values);
  const [isChoosing, setChoosing] = useState(false);
  if (nowhere !== null) return <p className="reply-editor__none muted">{nowhere}</p>;
  return (
    <section className="composer reply-editor" aria-label="Ответ страницы">
      <div className="composer__tabs">
        <b className="reply-editor__title">
          {values.replyId === null ? 'Ответ страницы' : 'Исправить ответ'} <Kbd keys="KeyR" />
        </b>
        <div className="composer__to">
          <SelectField
            form={form}
            name="pageId"
            label="Как"
            choices={card.pages.map(({ id, title }) => ({ value: id, label: title }))}
          />
        </div>
      </div>
      <Form
        form={form}
        className="composer__form"
        byButtonOnly
        failed={{ kept: 'Текст остался в поле и на этом устройстве' }}
        actions={<Foot card={card} reply={reply} isUrgent={isUrgent} onReady={() => setChoosing(true)} />}
      >
        <ReplyText
          card={card}
          form={form}
          textRef={props.textRef}
          isChoosing={isChoosing}
          setChoosing={setChoosing}
        />
        <Conditions reply={reply} isUrgent={isUrgent} />
      </Form>
    </section>
  );
}

/** «под записью Марины К.» — by the name as the network shows it, which is not declined. */
export function whomWords(card: IncidentCard, values: ReplyValues): string {
  const post = whereOf(card, values);
  return post ? `под словами: ${post.authorName || shorten(post.text, 30)}` : 'под записью';
}

/** The words; «/» before a word opens ready answers. */
function ReplyText(props: {
  card: IncidentCard;
  form: ReplyForm['form'];
  textRef: RefObject<HTMLTextAreaElement | null>;
  isChoosing: boolean;
  setChoosing: (isChoosing: boolean) => void;
}): ReactNode {
  const { card, form, textRef, isChoosing, setChoosing } = props;
  const { values } = form;
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!asksBySlash(event, values.text)) return;
    event.preventDefault();
    setChoosing(true);
  };
  return (
    <>
      <LongTextField
        form={form}
        name="text"
        ref={textRef}
        onKeyDown={onKeyDown}
        label={`Ответ ${whomWords(card, values)}`}
        hiddenLabel
        placeholder={`Ответ ${whomWords(card, values)}. «/» — готовый`}
        rows={3}
      />
      {isChoosing && (
        <ReadyAnswers
          incidentId={card.id}
          onPick={(text) => {
            setChoosing(false);
            form.set({ text: insertAt(textRef.current, values.text, text) });
            setTimeout(() => textRef.current?.focus());
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}

/** What makes this answer another than the usual one. */
function Conditions({ reply, isUrgent }: { reply: ReplyForm; isUrgent: boolean }): ReactNode {
  const { form } = reply;
  const { values } = form;
  return (
    <div className="reply-editor__more">
      <div className="cluster">
        <CheckField form={form} name="isInterim">
          Промежуточный
        </CheckField>
        {values.replyId === null && (
          <CheckField form={form} name="isUrgent">
            Срочно, без согласования
          </CheckField>
        )}
      </div>
      {values.isInterim && (
        <DateField
          form={form}
          name="promisedOn"
          orNull
          label="Когда ответим окончательно"
          hint="К этому дню лента напомнит об ответе"
        />
      )}
      {isUrgent && (
        <TextField
          form={form}
          name="urgentReason"
          label="Почему без согласования"
          hint="Ответ выйдет сразу; другой человек проверит его в течение рабочего дня"
          maxLength={300}
        />
      )}
    </div>
  );
}

function Foot(props: {
  card: IncidentCard;
  reply: ReplyForm;
  isUrgent: boolean;
  onReady: () => void;
}): ReactNode {
  const { card, reply, isUrgent } = props;
  const { form } = reply;
  const { values } = form;
  return (
    <div className="composer__foot">
      <ReplyLength card={card} reply={reply} />
      <Button kind="quiet" onClick={props.onReady}>
        Готовый ответ
      </Button>
      {values.replyId !== null && (
        <Button kind="quiet" onClick={reply.leave}>
          Не исправлять
        </Button>
      )}
      <Button className="push" onClick={reply.keepDraft}>
        Черновик
      </Button>
      <SendButton form={form} type="button" hint="Ctrl+Enter" onClick={form.send}>
        {isUrgent ? 'Выпустить сейчас' : 'На согласование'}
      </SendButton>
    </div>
  );
}

/** «138 из 16 384»: how much of what the network takes. */
export function ReplyLength({ card, reply }: { card: IncidentCard; reply: ReplyForm }): ReactNode {
  const { text, pageId } = reply.form.values;
  const page = findReplyPage(card, pageId);
  if (!page) return null;
  const over = tooLong(text, page);
  return (
    <span className={over > 0 ? 'small tone-danger' : 'small muted'}>
      {formatNumber(text.trim().length)} из {formatNumber(page.longestReply)}
      <span className="aloud"> знаков</span>
      {over > 0 && `, лишних ${formatNumber(over)}`}
    </span>
  );
}

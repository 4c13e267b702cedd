import { type ReactNode, useRef } from 'react';
import {
  type DiscussionCard,
  type DiscussionNote,
  getDiscussionRules,
} from '../../../../../shared/contract/participation/discussions.ts';
import { changeDiscussion } from '../../../../../shared/contract/participation/discussions-acts.ts';
import type { RouteReply } from '../../../../../shared/contract/route.ts';
import { noteDiscussion } from '../../../../../shared/text/participation/discussion-notes.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { useHotkeys } from '../../../../lib/hotkeys.ts';
import { useRoute } from '../../../../lib/query.ts';
import { useZone } from '../../../../lib/session.ts';
import { Form, SendButton } from '../../../../ui/forms/form.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import { Mark } from '../../../../ui/mark.tsx';
import { Section } from '../../../../ui/section.tsx';
import { Loadable } from '../../../../ui/states.tsx';
import { isTime } from '../../polls/writing/poll-values.ts';
import { AboutDiscussionFields } from './about-discussion-fields.tsx';
import { type DiscussionValues, toDiscussionFields, toDiscussionValues } from './discussion-values.ts';
import { ProjectFields } from './project-fields.tsx';

type Rules = RouteReply<typeof getDiscussionRules>;

/** A draft is written here: what stands in its way, what it is about, the project by paragraphs. */
export function DiscussionWriting({ card }: { card: DiscussionCard }): ReactNode {
  const rules = useRoute(getDiscussionRules);
  return (
    <Loadable query={rules} failed="Порядок обсуждений не загрузился">
      {(data) => <Writing card={card} rules={data} />}
    </Loadable>
  );
}

const checkValues = (values: DiscussionValues) => ({
  title: values.title.trim().length < 5 && 'Назовите, что обсуждается',
  opensTime: !isTime(values.opensTime) && 'Время в виде 09:00',
  closesTime: !isTime(values.closesTime) && 'Время в виде 20:00',
  meetingTime: !isTime(values.meetingTime) && 'Время в виде 18:00',
  closesOn:
    values.opensOn !== '' &&
    values.closesOn !== '' &&
    values.closesOn < values.opensOn &&
    'Конец раньше начала',
  ...Object.fromEntries(
    values.paragraphs.flatMap(({ text }, at) =>
      text.trim() ? [] : [[`paragraphs.${at}.text`, 'Напишите пункт или уберите его'] as const],
    ),
  ),
  ...Object.fromEntries(
    values.materials.flatMap(({ title }, at) =>
      title.trim().length < 2 ? [[`materials.${at}.title`, 'Назовите файл'] as const] : [],
    ),
  ),
});

function Writing({ card, rules }: { card: DiscussionCard; rules: Rules }): ReactNode {
  const zone = useZone();
  // The version the form began with: what another wrote meanwhile is not written over.
  const seen = useRef(card.version);
  const change = useCommand(changeDiscussion, {
    done: 'Записано',
    onDone: ({ version }) => {
      seen.current = version;
    },
  });
  const form = useForm<DiscussionValues>({
    start: () => toDiscussionValues(card, zone),
    commands: change,
    check: checkValues,
    send: (values) =>
      change.mutate({
        params: { id: card.id },
        body: { version: seen.current, ...toDiscussionFields(values, zone) },
      }),
  });
  useHotkeys('Обсуждение', [{ keys: 'Ctrl+Enter', label: 'Записать', run: form.send }]);
  return (
    <div className="discussions__writing">
      <Form
        form={form}
        label="Обсуждение"
        isListed
        byButtonOnly
        failed={{ title: 'Не записано', kept: 'Написанное осталось в форме.' }}
        actions={
          <p>
            <SendButton form={form} type="button" hint="Ctrl+Enter" onClick={form.send}>
              Записать
            </SendButton>
          </p>
        }
      >
        <Notes notes={noteDiscussion(toDiscussionFields(form.values, zone), rules)} />
        <AboutDiscussionFields form={form} rules={rules} />
        <ProjectFields form={form} />
      </Form>
    </div>
  );
}

/** What is missing yet, and what a person has to judge. */
function Notes({ notes }: { notes: readonly DiscussionNote[] }): ReactNode {
  const isReady = !notes.some(({ tone }) => tone === 'stop');
  return (
    <Section title="Чего не хватает" isSmall className="desk__sheet">
      <div role="status">
        <ul className="discussions__notes">
          {isReady && (
            <li>
              <Mark tone="ok">Всё, что нужно, есть: можно отправлять на проверку</Mark>
            </li>
          )}
          {notes.map(({ tone, words }) => (
            <li key={words}>
              <Mark tone={tone === 'stop' ? 'danger' : 'warning'}>{words}</Mark>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}

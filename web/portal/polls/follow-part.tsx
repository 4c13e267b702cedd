import type { ReactNode } from 'react';
import { followPoll, type OpenPoll } from '../../../shared/contract/participation/polls-open.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { CheckField } from '../../ui/forms/choice-field.tsx';
import { bindValue } from '../../ui/forms/fields.ts';
import { PageLink } from '../../ui/page-link.tsx';

/** A letter of the result and of the decision: asked for apart from answering. */
export function FollowPart({ poll }: { poll: OpenPoll }): ReactNode {
  const { mine } = poll;
  const follow = useCommand(followPoll);
  if (mine.level === 'anonymous')
    return (
      <p className="small">
        Чтобы получать письма об итоге или отказаться от них, <PageLink to="/me">войдите</PageLink>.
      </p>
    );
  if (!mine.hasEmail)
    return (
      <p className="small">
        Письма об итоге идут на почту, а вы вошли по телефону. Выйдите в{' '}
        <PageLink to="/me">кабинете</PageLink> и войдите по коду на почту.
      </p>
    );
  const isOn = follow.isPending ? follow.variables?.body.isOn === true : mine.isTold;
  return (
    <CheckField
      form={bindValue(isOn, (value) => follow.mutate({ params: { id: poll.id }, body: { isOn: value } }))}
      name="value"
      hint={`Это не скажет никому, ${poll.kind === 'vote' ? 'голосовали' : 'ответили'} вы или нет`}
    >
      Написать мне об итоге и о решении
    </CheckField>
  );
}

import type { ReactNode } from 'react';
import type { Channel } from '../../../../shared/contract/messages/cases.ts';
import { Icon } from '../../../ui/icons.tsx';
import { channelWords } from './case-words.ts';

/** Where a message came from: a few letters or a glyph in a frame, the whole word for screen readers. */
export function ChannelBadge(props: { channel: Channel }): ReactNode {
  const { title, mark, icon } = channelWords[props.channel];
  return (
    <span className="channel" title={title}>
      <span aria-hidden="true">{mark ?? (icon && <Icon name={icon} />)}</span>
      <span className="aloud">{title}</span>
    </span>
  );
}

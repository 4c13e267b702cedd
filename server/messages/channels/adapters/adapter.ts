import type { InboundMessage } from '../../../../shared/contract/messages/channels.ts';
import type { RawReply } from '../../../lib/module/module.ts';

export type EventHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** What an event of a source says. */
export type Reading =
  | { message: InboundMessage }
  /** Nothing to us: a subscription, a name that was changed. */
  | { ignored: string };

/** How one kind of source speaks to the door of events: one file for each, one line in adapters.ts. */
export interface Adapter {
  /** The header that brings the key of the source; lower case. */
  keyHeader: string;
  /** The key in that header, or null when it is not of its form. */
  readKey: (header: string) => string | null;
  /** What makes two deliveries one event. The body is known to be JSON. */
  eventKey: (headers: EventHeaders, payload: string, event: unknown) => string;
  /** What the sender expects to hear once the event is stored. */
  reply: RawReply;
  /** Throws where it is not of the form this source speaks. */
  read: (event: unknown) => Reading;
  /** Said of an event that cannot be read. */
  wrongForm: string;
}

import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import { watchTimeJob } from '../../../server/monitoring/conflicts/signals/watch-time.ts';
import {
  listSignals,
  openFromSignal,
  readSignal,
  type SignalCard,
  type SignalKind,
  type SignalLine,
} from '../../../shared/contract/monitoring/conflict-signals.ts';
import { type ConflictCard, readConflict } from '../../../shared/contract/monitoring/conflicts.ts';
import { type IncidentDesk, openIncidentDesk } from './incident-desk.ts';
import { deliverEvent, makePost, readingOf } from './told-network.ts';

/** The desk of incidents with what happens around official answers, and what the register says of it. */
export interface ConflictDesk extends IncidentDesk {
  /** Signals nobody has decided about. */
  signals: (kind?: SignalKind) => Promise<SignalLine[]>;
  readSignal: (id: string) => Promise<SignalCard>;
  readConflict: (id: string) => Promise<ConflictCard>;
  /** A conflict of a signal, in one tap. */
  openOf: (id: string) => Promise<ConflictCard>;
  /** A post as the network tells it, taken in. */
  tell: (given: Parameters<typeof makePost>[0]) => Promise<void>;
  /** Our own page says it. */
  own: (id: string, text: string, postedAt: string) => Promise<void>;
  /** The minute comes round. */
  watch: () => Promise<void>;
}

export async function openConflictDesk(): Promise<ConflictDesk> {
  const desk = await openIncidentDesk();
  const { server, operator } = desk;
  let serial = 0;
  const tell: ConflictDesk['tell'] = async (given) => {
    serial += 1;
    const reading = readingOf(`told-${serial}`, { fact: 'seen', post: makePost(given) });
    await deliverEvent(server, desk.page, reading);
    await server.drain();
  };
  const read = (id: string) => server.call(readConflict, { params: { id } }, operator);
  const ofSignal = (id: string) => server.call(readSignal, { params: { id } }, operator);
  return {
    ...desk,
    tell,
    readSignal: ofSignal,
    readConflict: read,
    signals: async (kind) => {
      const { signals } = await server.call(listSignals, { query: {} }, operator);
      return kind ? signals.filter((one) => one.kind === kind) : signals;
    },
    openOf: async (id) => {
      const { version } = await ofSignal(id);
      const { conflictId } = await server.call(
        openFromSignal,
        { params: { id }, body: { version } },
        operator,
      );
      return read(conflictId ?? '');
    },
    own: (id, text, postedAt) =>
      tell({
        id,
        kind: 'post',
        threadId: id,
        parentId: null,
        isOwn: true,
        authorId: '-1',
        text,
        postedAt: new Date(postedAt),
      }),
    watch: async () => {
      const by = { actor: { kind: 'system' as const, name: 'test' }, requestId: 't', ip: '' };
      await runMutation(server.app.services, by, async (ctx) => ctx.enqueue(watchTimeJob, {}));
      await server.drain();
    },
  };
}

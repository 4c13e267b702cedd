import type { SourceAdapter } from '../../../../shared/contract/messages/channels.ts';
import type { Adapter } from './adapter.ts';
import { maxUpdates } from './max-updates.ts';
import { ownJson } from './own-json.ts';

const adapters: Readonly<Record<SourceAdapter, Adapter>> = { json: ownJson, max: maxUpdates };

/** The adapter of a source; of one that is no more, our own, which refuses what it cannot read. */
export const findAdapter = (id: string): Adapter => adapters[id as SourceAdapter] ?? ownJson;

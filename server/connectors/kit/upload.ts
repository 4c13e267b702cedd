import type { z } from 'zod';
import { NetworkFailure, type PageAccess } from '../../base/networks/index.ts';
import { askNetwork, failByStatus, readAnswer } from './ask-network.ts';
import { packPicture } from './multipart.ts';
import type { ConnectorTuning } from './tuning.ts';

/** A picture goes slower than words, ms. */
const LONGEST = 60_000;

/** Sends a picture to where the network said, without any key: the address is one. Nobody sees it yet, so nothing is unknown. */
export async function uploadPicture<T extends z.ZodType>(
  { timeout, limit }: ConnectorTuning,
  access: PageAccess,
  sent: { network: string; address: string; field: string; bytes: Buffer },
  schema: T,
): Promise<z.output<T>> {
  const { network, address, field, bytes } = sent;
  const call = { network, isSpeech: false };
  const { type, body } = packPicture(field, bytes);
  const options = { method: 'POST', headers: { 'content-type': type }, body, limit } as const;
  const reply = await askNetwork(call, address, access, { ...options, timeout: Math.max(timeout, LONGEST) });
  if (reply.status === 413) throw new NetworkFailure('refused', `${network}: снимок слишком велик`);
  if (reply.status !== 200) throw failByStatus(call, reply);
  return readAnswer(call, reply.text, schema);
}

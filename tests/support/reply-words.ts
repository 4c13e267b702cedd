import { unpackText, wordsOf } from './group/paper.ts';
import { readPdfText } from './pdf-text.ts';

/** Words of a reply whatever it is; of a document and a table, of what is packed in it. */
export async function wordsOfReply({
  rawPayload,
  body,
}: {
  rawPayload: Buffer;
  body: string;
}): Promise<string> {
  const kind = rawPayload.subarray(0, 4).toString('latin1');
  if (kind.startsWith('PK')) return wordsOf(await unpackText(rawPayload)).replaceAll('\u00a0', ' ');
  return kind === '%PDF' ? readPdfText(rawPayload) : body;
}

import type { FakeRequest } from '../kit/fake-server.ts';
import { readSentPicture } from '../kit/picture.ts';
import { refuseByMaxSchema } from './max-schema.ts';
import { type FakeMaxState, tellMaxUpdate } from './max-state.ts';

/** A refusal of the API: status, code. */
export class MaxRefusal extends Error {
  readonly status: number;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
  }
}

export interface MaxAnswered {
  /** Its name in the schema. */
  schema: string;
  body: unknown;
}

export function readText(input: Record<string, unknown>): string {
  const text = typeof input.text === 'string' ? input.text : '';
  if (!text.trim() || text.length > 4000) throw new MaxRefusal(400, 'proto.payload');
  return text;
}

/** Tokens of what is attached. Throws while a picture is not ready. */
export function readPictures(state: FakeMaxState, { attachments }: Record<string, unknown>): string[] {
  if (!Array.isArray(attachments)) return [];
  const tokens = attachments.map((one: { type?: string; payload?: { token?: string } }) => {
    if (refuseByMaxSchema('PhotoAttachmentRequest', one)) throw new MaxRefusal(400, 'proto.payload');
    return one.type === 'image' ? (one.payload?.token ?? '') : '';
  });
  if (tokens.some((token) => !state.pictureTokens.includes(token)))
    throw new MaxRefusal(400, 'proto.payload');
  if (tokens.length > 0 && state.notReady > 0) {
    state.notReady -= 1;
    throw new MaxRefusal(400, 'attachment.not.ready');
  }
  return tokens;
}

/** PUT and DELETE of a message of the channel. */
export function changeMessage(
  state: FakeMaxState,
  method: 'PUT' | 'DELETE',
  query: URLSearchParams,
  input: Record<string, unknown>,
): MaxAnswered {
  const right = method === 'PUT' ? 'edit' : 'delete';
  if (!state.permissions.includes(right)) throw new MaxRefusal(403, 'chat.denied');
  const found = state.messages.find((one) => one.mid === query.get('message_id') && !one.isRemoved);
  if (!found) throw new MaxRefusal(404, 'message.not.found');
  if (method === 'PUT') {
    if (refuseByMaxSchema('NewMessageBody', input)) throw new MaxRefusal(400, 'proto.payload');
    found.text = readText(input);
    if (Array.isArray(input.attachments)) found.pictures = readPictures(state, input);
  } else found.isRemoved = true;
  tellMaxUpdate(state, method === 'PUT' ? 'edited' : 'removed', found);
  return { schema: 'SimpleQueryResult', body: { success: true } };
}

/** The server of pictures: it asks for no token. */
export function takeMaxPicture(state: FakeMaxState, request: FakeRequest): unknown {
  const place = Number(request.path.replace('/upload/', ''));
  if (!(place >= 1 && place <= state.places) || !readSentPicture(request, 'data')) return { photos: {} };
  const token = `picture-${state.pictureTokens.length + 1}`;
  state.pictureTokens.push(token);
  return { photos: { [`${place}`]: { token } } };
}

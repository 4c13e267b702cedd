import { hash, randomUUID } from 'node:crypto';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { Submission, Submitted } from '../../../shared/contract/messages/cases-portal.ts';
import { type SimpleForm, simpleFields } from '../../../shared/contract/pages.ts';
import { recordOf } from '../../../shared/known.ts';
import { AppError } from '../errors.ts';
import { describeFailure } from '../http/problem.ts';
import { actorRef } from '../module/context.ts';
import type { CallHere, Visit } from './read-here.ts';

/** Photos of one message. */
const MOST_PHOTOS = 5;
/** Bytes of one field: a text of 100,000 characters fits. */
const FIELD_BYTES = 500_000;
const FILE_BYTES = 25 * 1024 * 1024;

/** A form of nobody yet, under a key of its own. */
export function makeEmptyForm(): SimpleForm {
  const values = recordOf(simpleFields, () => '');
  return { kind: 'message', key: randomUUID(), values, photos: [], errors: {} };
}

/**
 * A foreign site must not send in a person's name. A browser says where a form came from in one of three ways; one that says
 * nothing, as some text browsers, may send what needs no session.
 */
export function isOwnForm(
  { headers, host }: FastifyRequest,
  publicUrl: string,
  isAnonymous: boolean,
): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const source = headers.origin ?? headers.referer;
  if (source === undefined) return isAnonymous;
  const named = URL.canParse(source) ? new URL(source).host : null;
  return named === host || (publicUrl !== '' && named === new URL(publicUrl).host);
}

/** What another page brought: its words to be read, under a key of ours, and no consent, which is given where the form is sent. */
export const withoutConsents = (form: SimpleForm): SimpleForm => ({
  ...form,
  key: randomUUID(),
  values: { ...form.values, consent: '', publish: '' },
});

/** Parts of a form. What its reader throws is plain errors: a form that is cut or has no boundary is the sender's fault. */
export async function* readParts(
  request: FastifyRequest,
  limits: FormLimits,
): AsyncGenerator<Multipart, void, undefined> {
  try {
    yield* request.parts({ limits });
  } catch (cause) {
    if (cause instanceof Error && 'statusCode' in cause) throw cause;
    throw new AppError('lib.bad-input', 'Форма дошла не полностью. Отправьте её ещё раз.', { cause });
  }
}
type FormLimits = NonNullable<NonNullable<Parameters<FastifyRequest['parts']>[0]>['limits']>;

/** Reads the form part by part; photos are taken by the route that takes them from everybody, where the form asks for them. */
export async function readForm(
  request: FastifyRequest,
  form: SimpleForm,
  takeFile: ((part: MultipartFile) => Promise<void>) | null,
): Promise<void> {
  const dropped = new Set<string>();
  const files = takeFile ? MOST_PHOTOS * 2 : 0;
  const limits = { fileSize: FILE_BYTES, files, fields: 40, fieldSize: FIELD_BYTES };
  for await (const part of readParts(request, limits)) {
    if (part.type === 'file') await takeFile?.(part);
    else readField(form, dropped, part.fieldname, String(part.value ?? ''));
  }
  form.photos = form.photos.filter(({ fileId }) => !dropped.has(fileId));
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function readField(form: SimpleForm, dropped: Set<string>, name: string, value: string): void {
  const known = simpleFields.find((field) => field === name);
  if (known) form.values[known] = value;
  else if (name === 'key' && UUID.test(value)) form.key = value;
  else if (name === 'drop') dropped.add(value);
  else if (name === 'photo') keepPhoto(form, value);
}

/** What the page itself had written there; whether the photo may be attached its token decides. */
function keepPhoto(form: SimpleForm, text: string): void {
  try {
    const { fileId, token, name } = JSON.parse(text) as Record<string, unknown>;
    const isWhole = [fileId, token, name].every((part) => typeof part === 'string' && part.length <= 300);
    if (isWhole && UUID.test(String(fileId)) && form.photos.length < MOST_PHOTOS)
      form.photos.push({ fileId: String(fileId), token: String(token), name: String(name) });
  } catch {
    // Written by hand: there is no such photo.
  }
}

export async function takePhoto(
  form: SimpleForm,
  part: MultipartFile,
  visit: Visit,
  call: CallHere,
): Promise<void> {
  const { filename, file } = part;
  if (!filename || form.photos.length >= MOST_PHOTOS) {
    if (filename) form.errors.photos = `Больше ${MOST_PHOTOS} фото нельзя: лишние не приложены`;
    file.resume();
    return;
  }
  try {
    const upload = { filename, stream: file, fields: {} };
    const exchange = { ...visit.exchange, upload };
    const taken = await call({ ...visit, exchange }, 'files.upload-file', {});
    const { fileId, token } = taken as { fileId: string; token: string };
    form.photos.push({ fileId, token, name: filename.slice(0, 100) });
  } catch (error) {
    form.errors.photos = `«${filename.slice(0, 60)}»: ${describeFailure(error).message}`;
    file.resume();
  }
}

/**
 * What came of a form, for as long as a person may press twice. Its key alone opens nothing: another site may have chosen it, and would
 * get the private link of what somebody has sent. Photos are left out: each press brings them under other names.
 */
export function makeSender(call: CallHere) {
  const sent = new Map<string, Promise<Submitted>>();
  return (visit: Visit, key: string, body: Submission): Promise<Submitted> => {
    const words = JSON.stringify([key, actorRef(visit.caller.actor), { ...body, files: [] }]);
    const form = hash('sha256', words);
    const former = sent.get(form);
    if (former) return former;
    const sending = call(visit, 'cases.submit-message', { body }) as Promise<Submitted>;
    sent.set(form, sending);
    sending.catch(() => sent.delete(form));
    const oldest = sent.size > 1000 && sent.keys().next().value;
    if (oldest) sent.delete(oldest);
    return sending;
  };
}

/** Fields of the route that the form calls by another name. */
const fieldNames: Readonly<Record<string, string>> = {
  place: 'address',
  files: 'photos',
};

/** A form that was not taken. */
export interface Refusal {
  status: number;
  form: SimpleForm;
}

/** A refusal at its controls, or over the whole form. */
export function refuse(form: SimpleForm, error: unknown): Refusal {
  const { code, message, status, fields = {} } = describeFailure(error);
  const placed = Object.entries(fields).map(([name, words]) => {
    const last = name.split('.').find((part) => part !== 'body' && part !== '') ?? '';
    return [fieldNames[last] ?? last, words] as const;
  });
  const errors = placed.length > 0 ? Object.fromEntries(placed) : { '': message };
  // The key belongs to another message: sent again, this one goes as its own.
  const key = code === 'lib.idempotency-mismatch' ? randomUUID() : form.key;
  return { status, form: { ...form, key, errors } };
}

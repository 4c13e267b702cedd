import type { FastifyRequest } from 'fastify';
import { type HandedForm, simpleFields } from '../../../../shared/contract/pages.ts';
import { recordOf } from '../../../../shared/known.ts';
import { readParts } from '../simple-form.ts';

/** Bytes of one field: a text of 100,000 characters fits. */
const FIELD_BYTES = 500_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** `one:yard` holds a choice, `words:why` what was written. */
const ANSWER = /^(one|words):([a-z0-9-]{1,20})$/u;
const MOST_CHOICES = 51;

/**
 * A form of a widget comes from a document without an origin, or from our own where somebody opened it by its address; a page of
 * another site says its name and is refused.
 */
export function isWidgetForm({ headers, host }: FastifyRequest, publicUrl: string): boolean {
  const { origin } = headers;
  if (origin === undefined || origin === 'null') return true;
  const named = URL.canParse(origin) ? new URL(origin).host : '';
  return named === host || (publicUrl !== '' && named === new URL(publicUrl).host);
}

/** What was begun in a widget, as its form has sent it: read, shown to whoever brought it, and kept nowhere here. */
export async function readHandedForm(request: FastifyRequest): Promise<HandedForm | null> {
  const form: HandedForm = {
    kind: 'handed',
    key: '',
    values: recordOf(simpleFields, () => ''),
    pollId: '',
    answers: {},
  };
  const limits = { files: 0, fields: 400, fieldSize: FIELD_BYTES };
  // A browser sends a new line by two characters; what was typed had one.
  for await (const part of readParts(request, limits))
    if (part.type === 'field')
      readHanded(form, part.fieldname, String(part.value ?? '').replaceAll('\r\n', '\n'));
  return UUID.test(form.key) ? form : null;
}

function readHanded(form: HandedForm, name: string, value: string): void {
  const known = simpleFields.find((field) => field === name);
  const [, kind, questionId = ''] = ANSWER.exec(name) ?? [];
  if (known) form.values[known] = value;
  else if (name === 'key') form.key = value;
  else if (name === 'poll' && UUID.test(value)) form.pollId = value;
  else if (kind === 'words' && value.trim() !== '') form.answers[questionId] = value;
  else if (kind === 'one' && value.length <= 20) {
    const former = form.answers[questionId];
    const chosen = Array.isArray(former) ? former : [];
    if (chosen.length < MOST_CHOICES) form.answers[questionId] = [...chosen, value];
  }
}

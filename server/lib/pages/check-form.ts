import type { FastifyRequest } from 'fastify';
import type { CheckedForm, PageRenderer } from '../../../shared/contract/pages.ts';
import type { CallHere, Visit } from './read-here.ts';
import { describeForPage } from './read-here.ts';
import { readParts } from './simple-form.ts';

const LONGEST = 300;

/** «Проверить сообщение» as it was posted; whether its private link is asked for too. */
export async function readCheckedForm(
  request: FastifyRequest,
): Promise<{ form: CheckedForm; isLinkAsked: boolean }> {
  const values = { number: '', contact: '', link: '' };
  const limits = { files: 0, fields: 10, fieldSize: 2000 };
  for await (const part of readParts(request, limits)) {
    const name = (['number', 'contact', 'link'] as const).find((field) => field === part.fieldname);
    if (name && part.type === 'field') values[name] = String(part.value ?? '').slice(0, LONGEST);
  }
  const { number, contact, link } = values;
  return { form: { kind: 'check', number, contact, link: null }, isLinkAsked: link !== '' };
}

/** Sends the private link to the contact of the form, as the button of the page does. */
export async function sendLink(
  form: CheckedForm,
  visit: Visit,
  call: CallHere,
  { readCaseNumber }: PageRenderer,
): Promise<CheckedForm['link']> {
  const body = { number: readCaseNumber(form.number), contact: form.contact };
  try {
    return (await call(visit, 'cases.send-message-link', { body })) as { sentTo: 'email' | 'sms' };
  } catch (error) {
    return { problem: describeForPage(error, visit.caller) };
  }
}

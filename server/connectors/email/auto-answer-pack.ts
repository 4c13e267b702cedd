import { z } from 'zod';
import { defineDatedPack } from '../../lib/dated-pack.ts';

const line = z.string().max(500);

/** What a machine answers to a letter: how one turns to the city by law. */
export const mailAnswerPack = defineDatedPack(
  'mail-answer',
  'base/mail-answer/otklik-2026.json',
  {
    subject: z.string().min(1).max(150),
    /** `{mailbox}` and `{form}` are put in; a line that names a form is left out where there is none. */
    lines: z.array(line).min(1),
  },
  'На этот день нет текста автоответа',
);

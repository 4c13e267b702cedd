import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { instant } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** What people asked under posts like this one, to be answered before it comes out. */

const askedQuestion = z.object({
  /** Without whoever asked, and with nothing that leads to a person. */
  text: z.string(),
  askedAt: instant,
  post: z.object({ start: z.string(), url: z.string() }),
  /** What a page answered there. */
  answer: z.object({ text: z.string(), url: z.string() }).nullable(),
});
export type AskedQuestionLine = z.infer<typeof askedQuestion>;

export const listQuestions = defineRoute({
  id: 'publications.list-questions',
  method: 'GET',
  path: '/api/publications/:id/questions',
  access: { permission: 'publications.read' },
  summary: 'О чём спрашивали под похожими записями страниц и что отвечали; без авторов',
  params: idParams,
  reply: z.object({
    /** False for whoever may not read what is written in networks. */
    mayRead: z.boolean(),
    /** Null: the program is not sure what the piece is about. */
    topic: z.string().nullable(),
    questions: z.array(askedQuestion),
    /** The office's templates of the topic. */
    templates: z.array(z.object({ id: z.string(), title: z.string(), text: z.string() })),
  }),
});

import { z } from 'zod';
import { suggestedFact } from './cases.ts';
import { defineRoute } from './route.ts';

export const suggestTopic = defineRoute({
  id: 'understanding.suggest-topic',
  method: 'POST',
  path: '/api/taxonomy/suggest',
  access: 'public',
  summary: 'Подсказать тему по тексту',
  readOnly: true,
  body: z.object({ text: z.string().max(100_000) }),
  reply: z.object({ facts: z.array(suggestedFact) }),
});

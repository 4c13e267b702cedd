import { z } from 'zod';
import { can, instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { done, id, idParams } from './person-fields.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Время вида 08:00');

/** Who is on duty when: those whom the ladder of reminders calls «дежурный». */
const duty = z.object({
  id: z.string(),
  personId: z.string(),
  person: z.string(),
  fromAt: instant,
  toAt: instant,
  isNow: z.boolean(),
  /** Who is told in their place while they are away today. */
  standIn: z.string().nullable(),
});
export type Duty = z.infer<typeof duty>;

export const listDuty = defineRoute({
  id: 'clocks.list-duty',
  method: 'GET',
  path: '/api/duty',
  access: 'staff',
  summary: 'Кто дежурит: последняя неделя и всё впереди',
  reply: z.object({ duties: z.array(duty), can }),
});

export const addDuty = defineRoute({
  id: 'clocks.add-duty',
  method: 'POST',
  path: '/api/duty',
  access: { permission: 'clocks.keep-duty' },
  summary: 'Назначить дежурного',
  /** By the clock of the city. */
  body: z.object({ personId: id, fromOn: isoDate, fromTime: time, toOn: isoDate, toTime: time }),
  reply: z.object({ id: z.string() }),
});

export const cancelDuty = defineRoute({
  id: 'clocks.cancel-duty',
  method: 'DELETE',
  path: '/api/duty/:id',
  access: { permission: 'clocks.keep-duty' },
  summary: 'Снять дежурство',
  params: idParams,
  reply: done,
});

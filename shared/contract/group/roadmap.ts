import { z } from 'zod';
import { done, id, idParams } from '../base/person-fields.ts';
import { can, instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** Measures of making the municipal centre (decree 398 of 2021, chapter 2, clause 2.5). */

export const measureStates = ['ahead', 'running', 'overdue', 'done', 'done-late'] as const;
export const measureState = z.enum(measureStates);
export type MeasureState = z.infer<typeof measureState>;

export const roadmapMeasure = z.object({
  id: z.string(),
  section: z.string(),
  title: z.string(),
  clause: z.string(),
  /** What shows that it is done. */
  result: z.string(),
  ownerId: z.string().nullable(),
  owner: z.string().nullable(),
  fromDay: isoDate,
  dueOn: isoDate,
  readiness: z.number(),
  evidence: z.string(),
  doneOn: isoDate.nullable(),
  state: measureState,
  /** Days past the due day, of a measure that is not done. */
  lateDays: z.number(),
  can,
  version: z.number(),
});
export type RoadmapMeasure = z.infer<typeof roadmapMeasure>;

export const roadmap = z.object({
  on: isoDate,
  measures: z.array(roadmapMeasure),
  /** `YYYY-MM`, from the first measure to the last. */
  months: z.array(z.string()),
  readiness: z.number(),
  done: z.number(),
  overdue: z.number(),
  withoutOwner: z.number(),
  /** Lines of the pack that are not in the roadmap. */
  missing: z.number(),
  legal: z.string(),
  can,
});
export type Roadmap = z.infer<typeof roadmap>;

const read = { permission: 'working-group.read' } as const;
const keep = { permission: 'working-group.keep' } as const;

export const getRoadmap = defineRoute({
  id: 'roadmap.get-roadmap',
  method: 'GET',
  path: '/api/roadmap',
  access: read,
  summary: 'Дорожная карта создания центра: мероприятия, сроки, готовность',
  reply: roadmap,
});

export const fillRoadmap = defineRoute({
  id: 'roadmap.fill',
  method: 'POST',
  path: '/api/roadmap/fill',
  access: keep,
  summary: 'Взять в дорожную карту мероприятия по постановлению, которых в ней нет',
  body: z.object({ startsOn: isoDate }),
  reply: roadmap,
});

const settings = {
  section: z.string().trim().min(1, 'Назовите раздел').max(120, 'Не длиннее 120 знаков'),
  title: z.string().trim().min(3, 'Напишите, что делается').max(400, 'Не длиннее 400 знаков'),
  clause: z.string().trim().max(60, 'Не длиннее 60 знаков').default(''),
  result: z.string().trim().max(400, 'Не длиннее 400 знаков').default(''),
  ownerId: id.nullable().default(null),
  fromDay: isoDate,
  dueOn: isoDate,
};

export const addMeasure = defineRoute({
  id: 'roadmap.add-measure',
  method: 'POST',
  path: '/api/roadmap/measures',
  access: keep,
  summary: 'Добавить мероприятие дорожной карты',
  body: z.object(settings),
  reply: roadmap,
});

export const changeMeasure = defineRoute({
  id: 'roadmap.change-measure',
  method: 'PATCH',
  path: '/api/roadmap/measures/:id',
  access: keep,
  summary: 'Изменить мероприятие: слова, ответственного, сроки',
  params: idParams,
  body: z.object({ ...settings, version: z.number().int() }),
  reply: roadmap,
});

export const removeMeasure = defineRoute({
  id: 'roadmap.remove-measure',
  method: 'DELETE',
  path: '/api/roadmap/measures/:id',
  access: keep,
  summary: 'Убрать мероприятие, о ходе которого ещё ничего не сказано',
  params: idParams,
  query: z.object({ version: z.coerce.number().int() }),
  reply: done,
});

export const markProgress = defineRoute({
  id: 'roadmap.mark-progress',
  method: 'POST',
  path: '/api/roadmap/measures/:id/progress',
  access: { permission: 'working-group.take-part' },
  summary: 'Отметить готовность мероприятия: ответственный или секретарь; сто процентов — с подтверждением',
  params: idParams,
  body: z.object({
    version: z.number().int(),
    readiness: z.number().int('Целое число').min(0, 'От 0 до 100').max(100, 'От 0 до 100'),
    note: z.string().trim().min(3, 'Напишите, что сделано').max(1000, 'Не длиннее 1000 знаков'),
    evidence: z.string().trim().max(1000, 'Не длиннее 1000 знаков').default(''),
  }),
  reply: roadmap,
});

export const listProgress = defineRoute({
  id: 'roadmap.list-progress',
  method: 'GET',
  path: '/api/roadmap/measures/:id/progress',
  access: read,
  summary: 'Ход мероприятия дорожной карты',
  params: idParams,
  reply: z.object({
    progress: z.array(
      z.object({
        id: z.string(),
        readiness: z.number(),
        note: z.string(),
        evidence: z.string(),
        at: instant,
        by: z.string(),
      }),
    ),
  }),
});

import { z } from 'zod';
import { id, idParams } from '../base/person-fields.ts';
import { isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { assignmentCard, assignmentSource, controlKind, handLinkKind, linkKind } from './assignments.ts';

/** What is done with an assignment: issued, made known, fulfilled, reported, accepted or returned, extended, cancelled. */

const seen = { version: z.number().int() };
const words = (limit: number) => z.string().trim().max(limit, `Не длиннее ${limit} знаков`);
const reason = words(500).min(3, 'Назовите причину');
const ofOne = <const P extends string>(act: P) =>
  ({
    id: `assignments.${act}` as const,
    method: 'POST',
    path: `/api/assignments/:id/${act}` as const,
    params: idParams,
    reply: assignmentCard,
  }) as const;
const byExecutor = { access: { permission: 'assignments.take-part' } } as const;
const byControl = { access: { permission: 'assignments.control' } } as const;

export const createAssignment = defineRoute({
  id: 'assignments.create-assignment',
  method: 'POST',
  path: '/api/assignments',
  ...byControl,
  summary: 'Выдать поручение: по резолюции главы, итогам взаимодействия, рекомендации',
  body: z.object({
    source: assignmentSource.exclude(['decision'], 'Поручение по решению заседания выдаёт само решение'),
    basis: words(200).min(3, 'Назовите документ: «Резолюция главы от 20.11.2026 № 5»'),
    basisOn: isoDate,
    text: words(2000).min(3, 'Напишите, что сделать'),
    expectedResult: words(500).min(3, 'По чему будет видно, что сделано?'),
    responsibleId: id,
    coExecutorIds: z.array(id).max(20).default([]),
    dueOn: isoDate,
    control: controlKind.default('regular'),
    budgetLine: words(200).default(''),
  }),
  reply: assignmentCard,
});

const unissued = z.object({
  decisionId: z.string(),
  /** «1.2» in the protocol. */
  number: z.string(),
  text: z.string(),
  responsibleId: z.string(),
  responsible: z.string(),
  /** Why it cannot be issued as it stands; null = nothing is in the way. */
  why: z.string().nullable(),
});
export type UnissuedDecision = z.infer<typeof unissued>;

export const issueDecisions = defineRoute({
  id: 'assignments.issue-decisions',
  method: 'POST',
  path: '/api/assignments/meetings/:id/issue',
  ...byControl,
  summary:
    'Ввести в действие принятые решения заседания: каждому ответственному — поручение, каждое само по себе',
  params: idParams,
  reply: z.object({
    issued: z.array(z.string()),
    already: z.number(),
    /** Numbers of the assignments taken off control. */
    cancelled: z.array(z.string()),
    /** What could not be issued; it holds up none of the others. */
    failed: z.array(unissued),
  }),
});

export const listUnissued = defineRoute({
  id: 'assignments.list-unissued',
  method: 'GET',
  path: '/api/assignments/meetings/:id/unissued',
  ...byControl,
  summary: 'Принятые решения заседания, по которым поручений ещё нет, и что мешает',
  params: idParams,
  reply: z.object({ decisions: z.array(unissued) }),
});

const successor = { responsibleId: id, reason };

export const issueToSuccessor = defineRoute({
  id: 'assignments.issue-to-successor',
  method: 'POST',
  path: '/api/assignments/decisions/:id/issue',
  ...byControl,
  summary: 'Выдать поручение по решению преемнику того, до кого оно не дойдёт',
  params: idParams,
  body: z.object(successor),
  reply: assignmentCard,
});

export const nameSuccessor = defineRoute({
  ...ofOne('name-successor'),
  ...byControl,
  summary: 'Назвать преемника того, до кого поручение больше не дойдёт',
  body: z.object({ ...seen, ...successor }),
});

export const amendAssignment = defineRoute({
  id: 'assignments.amend-assignment',
  method: 'PATCH',
  path: '/api/assignments/:id',
  ...byControl,
  summary: 'Дополнить поручение: соисполнители, вид контроля, строка бюджета, результат, если его не назвали',
  params: idParams,
  body: z.object({
    ...seen,
    coExecutorIds: z.array(id).max(20),
    control: controlKind,
    budgetLine: words(200),
    expectedResult: words(500),
  }),
  reply: assignmentCard,
});

export const acknowledgeAssignment = defineRoute({
  ...ofOne('acknowledge'),
  ...byExecutor,
  summary: 'Ознакомиться с поручением',
  body: z.object(seen),
});

export const beginAssignment = defineRoute({
  ...ofOne('begin'),
  ...byExecutor,
  summary: 'Взять поручение в работу',
  body: z.object(seen),
});

const evidence = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), fileId: id, token: z.string().max(200), title: words(200).min(1) }),
  z.object({ kind: z.literal('case'), number: words(40).min(1, 'Укажите номер дела') }),
  z.object({
    kind: z.literal('figure'),
    title: words(200).min(2, 'Что измерено?'),
    value: words(60).min(1, 'Сколько?'),
  }),
  z.object({
    kind: z.literal('address'),
    title: words(200).min(2, 'Что по ссылке?'),
    value: z.url({ protocol: /^https?$/u, error: 'Ссылка вида https://…' }).max(500),
  }),
]);
export type EvidenceInput = z.infer<typeof evidence>;

export const reportAssignment = defineRoute({
  ...ofOne('report'),
  ...byExecutor,
  summary: 'Отчитаться об исполнении: без доказательства отчёт не принимается',
  body: z.object({
    ...seen,
    text: words(4000).min(3, 'Напишите, что сделано'),
    evidence: z
      .array(evidence)
      .min(1, 'Приложите доказательство: файл, фото, дело, измеренное число или ссылку')
      .max(20),
  }),
});

export const withdrawReport = defineRoute({
  ...ofOne('withdraw-report'),
  ...byExecutor,
  summary: 'Отозвать отчёт, пока его не приняли',
  body: z.object(seen),
});

export const acceptReport = defineRoute({
  ...ofOne('accept'),
  ...byControl,
  summary: 'Принять исполнение: снять с контроля',
  body: z.object(seen),
});

export const returnReport = defineRoute({
  ...ofOne('return'),
  ...byControl,
  summary: 'Вернуть отчёт с причиной',
  body: z.object({ ...seen, reason }),
});

export const takeBackAcceptance = defineRoute({
  ...ofOne('take-back'),
  ...byControl,
  summary: 'Отменить приёмку, пока жителям не предложены ответы',
  body: z.object(seen),
});

export const extendAssignment = defineRoute({
  ...ofOne('extend'),
  access: { permission: 'assignments.extend' },
  summary: 'Продлить срок поручения: руководитель, не больше чем дважды',
  body: z.object({ ...seen, dueOn: isoDate, reason }),
});

export const cancelAssignment = defineRoute({
  ...ofOne('cancel'),
  ...byControl,
  summary: 'Снять поручение решением заседания, которое его называет',
  body: z.object({ ...seen, decisionId: z.uuid('Поручение снимает только решение заседания: выберите его') }),
});

export const listDecisions = defineRoute({
  id: 'assignments.list-decisions',
  method: 'GET',
  path: '/api/assignments/decisions',
  ...byControl,
  summary: 'Принятые решения заседаний, которые снимают это поручение',
  query: z.object({ assignment: id }),
  reply: z.object({
    decisions: z.array(z.object({ id: z.string(), basis: z.string(), text: z.string() })),
  }),
});

export const addLink = defineRoute({
  ...ofOne('link'),
  ...byControl,
  summary: 'Связать поручение с делом или массовой проблемой',
  body: z.object({
    ...seen,
    kind: handLinkKind,
    target: words(60).min(1, 'Укажите номер дела или проблему'),
    /** Linked although it is of another topic or place, or of somebody's own life: what the refusal warned of. */
    despite: z.boolean().default(false),
  }),
});

export const removeLink = defineRoute({
  ...ofOne('unlink'),
  ...byControl,
  summary: 'Снять связь поручения с причиной',
  body: z.object({ ...seen, kind: linkKind, target: words(60).min(1), reason }),
});

import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { signerProof } from '../base/signatures.ts';
import { defineRoute } from '../route.ts';
import { protocolCard } from './working-group-protocol.ts';

/** Papers of a meeting: its agenda and notice before it; of its signed protocol, extracts for those who execute and the sheet of acquaintance. */

const format = z.enum(['docx', 'pdf', 'html']).default('docx');

export const downloadExtract = defineRoute({
  id: 'working-group.download-extract',
  method: 'GET',
  path: '/api/working-group/meetings/:id/extract',
  access: 'staff',
  summary: 'Выписка из подписанного протокола: решения одного исполнителя; свою открывает и он сам',
  params: idParams,
  query: z.object({ person: z.uuid('Назовите исполнителя'), format }),
  reply: z.unknown(),
  download: true,
});

export const certifyExtracts = defineRoute({
  id: 'working-group.certify-extracts',
  method: 'POST',
  path: '/api/working-group/meetings/:id/extracts',
  access: { permission: 'working-group.take-part' },
  summary: 'Подписать выписки исполнителям паролем или кодом: у каждого она одна, с номером и проверкой',
  params: idParams,
  body: z.object({
    people: z
      .array(z.uuid('Назовите исполнителя'))
      .min(1, 'Назовите исполнителя')
      .max(50, 'Не больше пятидесяти выписок за раз'),
    ...signerProof.shape,
  }),
  reply: protocolCard,
});

export const downloadAcquaintance = defineRoute({
  id: 'working-group.download-acquaintance',
  method: 'GET',
  path: '/api/working-group/meetings/:id/acquaintance',
  access: { permission: 'working-group.read' },
  summary: 'Лист ознакомления с подписанным протоколом в Word, PDF или для печати',
  params: idParams,
  query: z.object({ format }),
  reply: z.unknown(),
  download: true,
});

export const acknowledgeProtocol = defineRoute({
  id: 'working-group.acknowledge-protocol',
  method: 'POST',
  path: '/api/working-group/meetings/:id/acquaintance',
  access: { permission: 'working-group.take-part' },
  summary: 'Член группы ознакомился с подписанным протоколом',
  params: idParams,
  reply: protocolCard,
});

export const downloadAgenda = defineRoute({
  id: 'working-group.download-agenda',
  method: 'GET',
  path: '/api/working-group/meetings/:id/agenda',
  access: { permission: 'working-group.read' },
  summary: 'Повестка заседания в Word, PDF или для печати',
  params: idParams,
  query: z.object({ format }),
  reply: z.unknown(),
  download: true,
});

export const downloadNotice = defineRoute({
  id: 'working-group.download-notice',
  method: 'GET',
  path: '/api/working-group/meetings/:id/notice',
  access: { permission: 'working-group.read' },
  summary: 'Извещение о заседании в Word, PDF или для печати',
  params: idParams,
  query: z.object({ format }),
  reply: z.unknown(),
  download: true,
});

import { createHash } from 'node:crypto';
import type { Channel } from '../../../shared/contract/messages/cases.ts';
import { localDayStart } from '../../base/deadlines/index.ts';
import { currentTaxonomy, findBlock, requireFact } from '../../base/taxonomy/index.ts';
import { isInCity, listDistricts } from '../../base/territory/index.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { unguardCell } from '../../lib/tables/formula-guard.ts';
import type { TableRow } from '../../lib/tables/reading/table.ts';
import { type InboundMessage, markContent, prepareInbound } from '../cases/index.ts';
import { readChannel } from './channel-names.ts';
import { fieldTitles } from './fields.ts';
import { applyMapping, type Draft, type Mapping } from './mapping.ts';

/** How the rows of an import are to be understood. */
export interface RunSettings {
  mapping: Mapping;
  source: string;
  channel: Channel;
  isOwnCity: boolean;
}

/** A row ready to become a case; what the row does not say is null. */
export interface LineDraft {
  text: string;
  title: string | null;
  /** Instant, ISO 8601 in UTC. */
  receivedAt: string | null;
  channel: Channel;
  block: string | null;
  factId: string | null;
  address: string | null;
  districtId: string | null;
  point: { lat: number; lon: number } | null;
  name: string | null;
  phone: string | null;
  email: string | null;
}

export interface CheckedRow {
  row: number;
  /** `waiting` rows have a draft, the others a reason. */
  state: 'waiting' | 'refused' | 'repeated';
  externalSource: string | null;
  externalId: string | null;
  reason: string | null;
  warnings: string[];
  draft: LineDraft | null;
}

/** A warning that would show a person's phone or e-mail keeps only its field. */
function maskWarning(warning: string): string {
  for (const field of ['phone', 'email'] as const) {
    if (warning.startsWith(`${fieldTitles[field]}:`)) return `${fieldTitles[field]}: значение не принято`;
  }
  return warning;
}

const sameName = (a: string, b: string): boolean => a.localeCompare(b, 'ru', { sensitivity: 'base' }) === 0;

/** A block by the code the reader knew, else by its title in the regulation in force here. */
function findBlockCode(draft: Draft, said: string): string | null {
  if (draft.block && findBlock(draft.block)) return draft.block;
  return (
    currentTaxonomy().blocks.find(({ code, title }) => code === said || sameName(title, said))?.code ?? null
  );
}

function isFactKnown(id: string): boolean {
  try {
    requireFact(id);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

const bareDistrict = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/(?:^|\s)(?:район|р-н|микрорайон|мкр)\.?(?=\s|$)/g, ' ')
    .trim();

function findDistrict(said: string | null): string | null {
  if (!said) return null;
  const name = bareDistrict(said);
  return listDistricts().find(({ id, title }) => id === said || bareDistrict(title) === name)?.id ?? null;
}

/** Wall clock of the city, or an instant as it stands. */
function toInstant(moment: string | null): string | null {
  if (moment === null || moment.endsWith('Z')) return moment;
  const [hour, minute, second] = moment.slice(11).split(':').map(Number);
  const start = localDayStart(moment.slice(0, 10)).getTime();
  return new Date(start + ((hour! * 60 + minute!) * 60 + second!) * 1000).toISOString();
}

function toLineDraft(
  draft: Draft,
  said: Record<string, string>,
  settings: RunSettings,
): [LineDraft, string[]] {
  const { mapping } = settings;
  const saidBlock = (mapping.block && said[mapping.block]?.trim()) || '';
  const block = findBlockCode(draft, saidBlock);
  const warnings = draft.warnings
    .map(maskWarning)
    .filter((warning) => !(block && warning.startsWith(`${fieldTitles.block}:`)));
  const factId = draft.fact && isFactKnown(draft.fact) ? draft.fact : null;
  if (draft.fact && !factId) warnings.push(`${fieldTitles.fact}: «${draft.fact}» — такого нет в рубрикаторе`);
  const channel = draft.channel === null ? settings.channel : readChannel(draft.channel);
  if (!channel) warnings.push(`${fieldTitles.channel}: «${draft.channel}» — такого нет, взят общий`);
  let point = draft.lat === null || draft.lon === null ? null : { lat: draft.lat, lon: draft.lon };
  if (point && (!settings.isOwnCity || !isInCity(point))) {
    if (settings.isOwnCity) warnings.push('Точка вне границ города: место взято из слов');
    point = null;
  }
  const line: LineDraft = {
    text: draft.text,
    title: draft.title ?? draft.theme,
    receivedAt: toInstant(draft.receivedAt),
    channel: channel ?? settings.channel,
    block,
    factId,
    address: draft.address,
    districtId: settings.isOwnCity ? findDistrict(draft.district) : null,
    point,
    name: draft.name,
    phone: draft.phone,
    email: draft.email,
  };
  return [line, warnings];
}

/** Stands for the number a register does not give: the same words of the same person at the same time are one message. */
function identify({ text, receivedAt, address, name, phone, email }: LineDraft): string {
  const said = JSON.stringify([text.replaceAll(/\s+/g, ' '), receivedAt, address, name, phone, email]);
  return markContent(createHash('sha256').update(said).digest('base64url').slice(0, 27));
}

/** The message as the cases module takes it, without its place. */
export const toMessage = (line: LineDraft, factId: string | null = line.factId): InboundMessage => ({
  text: line.text,
  title: line.title ?? undefined,
  receivedAt: line.receivedAt ?? undefined,
  author: { name: line.name ?? undefined, phone: line.phone ?? undefined, email: line.email ?? undefined },
  block: line.block ?? undefined,
  factId: factId ?? undefined,
});

const clean = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    // Halves of emoji cannot be stored; the apostrophe is that of our own report, loaded again after mending.
    Object.entries(values).map(([header, value]) => [header, unguardCell(value).toWellFormed()]),
  );

/** Why a draft cannot become a case, found before anything is made; null when it can. */
function findFault(ctx: Ctx, line: LineDraft, id: string, source: string): string | null {
  if (!/\p{L}|\p{N}/u.test(line.text)) return 'Текст сообщения: в нём нет слов';
  try {
    prepareInbound(ctx, toMessage(line), { channel: line.channel, source, id });
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

/** Makes the check of one file's rows, to be called in their order: it remembers what it has seen. */
export function createChecker(ctx: Ctx, settings: RunSettings): (row: TableRow) => CheckedRow {
  const seen = new Map<string, number>();
  return (tableRow) => {
    const { row } = tableRow;
    const refuse = (reason: string, externalId: string | null = null): CheckedRow => ({
      row,
      state: 'refused',
      externalSource: null,
      externalId,
      reason,
      warnings: [],
      draft: null,
    });
    if ('reason' in tableRow) return refuse(tableRow.reason);
    const values = clean(tableRow.values);
    const applied = applyMapping(values, settings.mapping);
    if ('error' in applied)
      return refuse(applied.error, values[settings.mapping.externalId ?? '']?.trim().slice(0, 200) || null);
    const [line, warnings] = toLineDraft(applied.ok, values, settings);
    const externalId = applied.ok.externalId ?? identify(line);
    const own = applied.ok.source?.trim().toLowerCase();
    const externalSource = own ? `${settings.source}/${own}` : settings.source;
    const fault = findFault(ctx, line, externalId, externalSource);
    if (fault) return refuse(fault, applied.ok.externalId);
    const key = JSON.stringify([externalSource, externalId]);
    const first = seen.get(key);
    const origin = { row, externalSource, externalId };
    if (first !== undefined) {
      const reason = `Повтор: та же запись уже есть в строке ${first} этого файла`;
      return { ...origin, state: 'repeated', reason, warnings: [], draft: null };
    }
    seen.set(key, row);
    return { ...origin, state: 'waiting', reason: null, warnings, draft: line };
  };
}

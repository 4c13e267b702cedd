/** Names of the segments of WAL, 16 MB each: eight hexadecimal digits of the timeline, sixteen of the number. */

export const SEGMENT_BYTES = 16 * 1024 * 1024;
/** Segments that share the middle eight digits of a name. */
const PER_LOG = 0x1_0000_0000 / SEGMENT_BYTES;

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(8, '0');

export const nameSegment = (timeline: number, number: number): string =>
  hex(timeline) + hex(Math.floor(number / PER_LOG)) + hex(number % PER_LOG);

export interface SegmentName {
  timeline: number;
  /** Counted from the beginning of the cluster. */
  number: number;
}

/** What a name says; null where it is no segment's: a history of timelines, a mark of a base backup, a half of a segment. */
export function readSegmentName(name: string): SegmentName | null {
  if (!/^[0-9A-F]{24}$/.test(name)) return null;
  const part = (from: number): number => Number.parseInt(name.slice(from, from + 8), 16);
  if (part(16) >= PER_LOG) return null;
  return { timeline: part(0), number: part(8) * PER_LOG + part(16) };
}

/** What PostgreSQL hands to the archive: segments, halves of them, histories of timelines, marks of base backups. */
export const isArchived = (name: string): boolean =>
  /^([0-9A-F]{24}(\.partial|\.[0-9A-F]{8}\.backup)?|[0-9A-F]{8}\.history)$/.test(name);

/** The segment in which a position such as `0/3000028` lies. */
export function segmentOf(position: string): number {
  const [high = '', low = ''] = position.split('/');
  const at = (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
  return Number(at / BigInt(SEGMENT_BYTES));
}

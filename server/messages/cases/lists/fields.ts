import { type RawBuilder, sql } from 'kysely';
import type { CaseField } from '../../../../shared/contract/messages/cases-list.ts';

/** Which cases a field is asked of, and when it is there: conditions on cases.case_file. */
interface FieldRule {
  asked: RawBuilder<boolean>;
  has: RawBuilder<boolean>;
}

const file = sql.raw('cases.case_file');
const all = sql<boolean>`true`;

export const fieldRules: Readonly<Record<CaseField, FieldRule>> = {
  block: { asked: all, has: sql`${file}.block IS NOT NULL` },
  fact: { asked: all, has: sql`${file}.fact_id IS NOT NULL` },
  district: { asked: all, has: sql`${file}.district_id IS NOT NULL` },
  place: { asked: all, has: sql`${file}.lat IS NOT NULL` },
  house: { asked: all, has: sql`${file}.place_precision = 'house'` },
  // Somebody of those who wrote can be answered. Plan: contact_case.
  contact: {
    asked: all,
    has: sql`EXISTS (SELECT FROM cases.contact WHERE contact.case_id = ${file}.id
      AND (contact.phone IS NOT NULL OR contact.email IS NOT NULL OR contact.resident_id IS NOT NULL))`,
  },
  // What residents sent; pictures of the work done are no part of it. Plan: attachment_pkey.
  photo: {
    asked: all,
    has: sql`EXISTS (SELECT FROM cases.attachment WHERE attachment.case_id = ${file}.id AND attachment.role = 'before')`,
  },
  // What was refused is nobody's to do.
  executor: { asked: sql`${file}.status <> 'rejected'`, has: sql`${file}.executor_unit_id IS NOT NULL` },
  outcome: {
    asked: sql`(${file}.answered_at IS NOT NULL OR ${file}.closed_at IS NOT NULL)`,
    has: sql`${file}.outcome IS NOT NULL`,
  },
  rating: { asked: sql`${file}.answered_at IS NOT NULL`, has: sql`${file}.rating IS NOT NULL` },
};

/** A case of which the field is asked and which has it not: the filter `lacks` of the list. */
export const lacksCondition = (field: CaseField): RawBuilder<boolean> =>
  sql`(${fieldRules[field].asked} AND NOT (${fieldRules[field].has}))`;

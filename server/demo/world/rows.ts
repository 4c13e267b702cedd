/** Rows of the demo city as they go into the tables. Moments are ms since 1970. */
import type { SuggestedFact } from '../../base/taxonomy/index.ts';

export interface CaseFileRow {
  id: string;
  number: string;
  registered_at: number;
  status: string;
  status_since: number;
  outcome: string | null;
  channel: string;
  regime: string;
  title: string;
  body: string;
  block: string | null;
  fact_id: string | null;
  topic_source: string;
  suggestion: SuggestedFact[];
  importance: string;
  address: string | null;
  street_id: string | null;
  house: string | null;
  district_id: string | null;
  lat: number | null;
  lon: number | null;
  h3: string | null;
  place_precision: string;
  is_home: boolean;
  executor_unit_id: string | null;
  executor_id: string | null;
  /** Null while another body considers it. */
  due_at: number | null;
  answered_at: number | null;
  closed_at: number | null;
  promised_on: string | null;
  snoozed_until: number | null;
  snooze_reason: string | null;
  has_publish_consent: boolean;
  published_at: number | null;
  rating: number | null;
  resolved: string | null;
  joined_count: number;
  rework_count: number;
  reopen_count: number;
  refusal_count: number;
  merged_into: string | null;
  former_status: string | null;
  /** Postgres array of units asked for a part; null = none. */
  co_unit_ids: string | null;
  /** The split case this one is a part of. */
  parent_id: string | null;
  version: number;
}

export interface ContactRow {
  id: string;
  case_id: string;
  kind: string;
  regime: string;
  regime_reason: string;
  identity: string;
  is_joiner: boolean;
  person_name: string | null;
  phone: string | null;
  email: string | null;
  received_at: number;
  external_source: string | null;
  external_id: string | null;
  body: string | null;
  client_key: string | null;
  client_hash: string | null;
  consent_version: string | null;
  consent_ip: string | null;
  consent_agent: string | null;
  registered_by: string | null;
}

export interface ClockRow {
  id: string;
  case_id: string;
  kind: string;
  rule_id: string;
  rule_version: string;
  calendar_version: string;
  started_at: number;
  due_at: number;
  stopped_at: number | null;
  next_step: number;
  next_step_at: number | null;
  note: string | null;
}

export interface EventRow {
  case_id: string;
  at: number;
  kind: string;
  visibility: 'public' | 'resident' | 'staff';
  actor: string;
  actor_name: string;
  text: string | null;
  data: Record<string, unknown>;
}

export interface AnswerRow {
  id: string;
  case_id: string;
  version: number;
  state: string;
  body: string;
  outcome: string;
  promised_on: string | null;
  author: string;
  author_name: string;
  author_unit_id: string | null;
  created_at: number;
  reviewed_by: string | null;
  reviewed_at: number | null;
  decided_by: string | null;
  decided_by_name: string | null;
  decided_at: number | null;
  return_reason: string | null;
  likeness: number | null;
  likeness_number: string | null;
  likeness_of: string | null;
  own_facts: number;
  is_brush_off: boolean | null;
}

export interface PromiseRow {
  id: string;
  case_id: string;
  kind: 'answer' | 'interim';
  text: string;
  until: string;
  unit_id: string | null;
  promised_by: string;
  made_at: number;
  state: 'open' | 'kept' | 'broken' | 'moved';
  settled_at: number | null;
  moved_to: string | null;
}

export interface InterimRow {
  id: string;
  case_id: string;
  body: string;
  final_on: string;
  author: string;
  author_name: string;
  created_at: number;
  state: 'waits' | 'released';
  decided_by_name: string | null;
  decided_at: number | null;
}

export interface PartRow {
  id: string;
  case_id: string;
  unit_id: string;
  task: string;
  due_on: string;
  asked_by_name: string;
  asked_at: number;
  state: 'asked' | 'given';
  body: string | null;
  given_by_name: string | null;
  given_at: number | null;
}

export interface MarkRow {
  id: string;
  answer_id: string;
  start_at: number;
  end_at: number;
  quote: string;
  comment: string;
  author_name: string;
  at: number;
}

export interface ForwardingRow {
  id: string;
  case_id: string;
  body_id: string;
  body_title: string;
  ground_id: string;
  ground_version: string;
  text: string;
  by_name: string;
  at: number;
  returned_at: number | null;
  return_reason: string | null;
  closed_at: number | null;
  reply: string | null;
}

export interface RatingRow {
  id: string;
  case_id: string;
  contact_id: string;
  round: number;
  score: number | null;
  resolved: string;
  comment: string | null;
  at: number;
}

export interface AttachmentRow {
  case_id: string;
  file_id: string;
  role: string;
  answer_id: string | null;
  added_by: string;
  added_at: number;
}

export interface FileRow {
  id: string;
  sha256: string;
  kind: string;
  bytes: number;
  width: number;
  height: number;
  uploader: string;
  token_hash: string;
  claimed: boolean;
  released: boolean;
  created_at: number;
}

export interface DecisionRow {
  id: string;
  owner_id: string;
  at: number;
  kind: string;
  token_hash: string;
  case_count: number;
  former: unknown[];
}

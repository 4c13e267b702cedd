/** How each table of the demo is written for COPY: its columns in order, and the manner of each. */
import type {
  AnswerRow,
  AttachmentRow,
  CaseFileRow,
  ClockRow,
  ContactRow,
  DecisionRow,
  EventRow,
  FileRow,
  ForwardingRow,
  InterimRow,
  MarkRow,
  PartRow,
  PromiseRow,
  RatingRow,
} from '../world/rows.ts';

/** How a value is written: as it is, escaped, as a moment, or as JSON. */
type Manner = 'plain' | 'text' | 'moment' | 'json';

const named = <T>(columns: { [K in keyof T]-?: Manner }) => columns;

export const columns = {
  'cases.case_file': named<CaseFileRow>({
    id: 'plain',
    number: 'plain',
    registered_at: 'moment',
    status: 'plain',
    status_since: 'moment',
    outcome: 'plain',
    channel: 'plain',
    regime: 'plain',
    title: 'text',
    body: 'text',
    block: 'plain',
    fact_id: 'plain',
    topic_source: 'plain',
    suggestion: 'json',
    importance: 'plain',
    address: 'text',
    street_id: 'plain',
    house: 'text',
    district_id: 'plain',
    lat: 'plain',
    lon: 'plain',
    h3: 'plain',
    place_precision: 'plain',
    is_home: 'plain',
    executor_unit_id: 'plain',
    executor_id: 'plain',
    due_at: 'moment',
    answered_at: 'moment',
    closed_at: 'moment',
    promised_on: 'plain',
    snoozed_until: 'moment',
    snooze_reason: 'text',
    has_publish_consent: 'plain',
    published_at: 'moment',
    rating: 'plain',
    resolved: 'plain',
    joined_count: 'plain',
    rework_count: 'plain',
    reopen_count: 'plain',
    refusal_count: 'plain',
    merged_into: 'plain',
    former_status: 'plain',
    co_unit_ids: 'plain',
    parent_id: 'plain',
    version: 'plain',
  }),
  'cases.contact': named<ContactRow>({
    id: 'plain',
    case_id: 'plain',
    kind: 'plain',
    regime: 'plain',
    regime_reason: 'text',
    identity: 'plain',
    is_joiner: 'plain',
    person_name: 'text',
    phone: 'plain',
    email: 'plain',
    received_at: 'moment',
    external_source: 'plain',
    external_id: 'plain',
    body: 'text',
    client_key: 'plain',
    client_hash: 'plain',
    consent_version: 'plain',
    consent_ip: 'plain',
    consent_agent: 'text',
    registered_by: 'plain',
  }),
  'cases.clock': named<ClockRow>({
    id: 'plain',
    case_id: 'plain',
    kind: 'plain',
    rule_id: 'plain',
    rule_version: 'plain',
    calendar_version: 'plain',
    started_at: 'moment',
    due_at: 'moment',
    stopped_at: 'moment',
    next_step: 'plain',
    next_step_at: 'moment',
    note: 'text',
  }),
  'cases.event': named<EventRow>({
    case_id: 'plain',
    at: 'moment',
    kind: 'plain',
    visibility: 'plain',
    actor: 'plain',
    actor_name: 'text',
    text: 'text',
    data: 'json',
  }),
  'cases.answer': named<AnswerRow>({
    id: 'plain',
    case_id: 'plain',
    version: 'plain',
    state: 'plain',
    body: 'text',
    outcome: 'plain',
    promised_on: 'plain',
    author: 'plain',
    author_name: 'text',
    author_unit_id: 'plain',
    created_at: 'moment',
    reviewed_by: 'plain',
    reviewed_at: 'moment',
    decided_by: 'plain',
    decided_by_name: 'text',
    decided_at: 'moment',
    return_reason: 'text',
    likeness: 'plain',
    likeness_number: 'plain',
    likeness_of: 'plain',
    own_facts: 'plain',
    is_brush_off: 'plain',
  }),
  'cases.promise': named<PromiseRow>({
    id: 'plain',
    case_id: 'plain',
    kind: 'plain',
    text: 'text',
    until: 'plain',
    unit_id: 'plain',
    promised_by: 'text',
    made_at: 'moment',
    state: 'plain',
    settled_at: 'moment',
    moved_to: 'plain',
  }),
  'cases.interim': named<InterimRow>({
    id: 'plain',
    case_id: 'plain',
    body: 'text',
    final_on: 'plain',
    author: 'plain',
    author_name: 'text',
    created_at: 'moment',
    state: 'plain',
    decided_by_name: 'text',
    decided_at: 'moment',
  }),
  'cases.part': named<PartRow>({
    id: 'plain',
    case_id: 'plain',
    unit_id: 'plain',
    task: 'text',
    due_on: 'plain',
    asked_by_name: 'text',
    asked_at: 'moment',
    state: 'plain',
    body: 'text',
    given_by_name: 'text',
    given_at: 'moment',
  }),
  'cases.answer_mark': named<MarkRow>({
    id: 'plain',
    answer_id: 'plain',
    start_at: 'plain',
    end_at: 'plain',
    quote: 'text',
    comment: 'text',
    author_name: 'text',
    at: 'moment',
  }),
  'cases.forwarding': named<ForwardingRow>({
    id: 'plain',
    case_id: 'plain',
    body_id: 'plain',
    body_title: 'text',
    ground_id: 'plain',
    ground_version: 'plain',
    text: 'text',
    by_name: 'text',
    at: 'moment',
    returned_at: 'moment',
    return_reason: 'text',
    closed_at: 'moment',
    reply: 'text',
  }),
  'cases.rating': named<RatingRow>({
    id: 'plain',
    case_id: 'plain',
    contact_id: 'plain',
    round: 'plain',
    score: 'plain',
    resolved: 'plain',
    comment: 'text',
    at: 'moment',
  }),
  'cases.attachment': named<AttachmentRow>({
    case_id: 'plain',
    file_id: 'plain',
    role: 'plain',
    answer_id: 'plain',
    added_by: 'plain',
    added_at: 'moment',
  }),
  'cases.decision': named<DecisionRow>({
    id: 'plain',
    owner_id: 'plain',
    at: 'moment',
    kind: 'plain',
    token_hash: 'plain',
    case_count: 'plain',
    former: 'json',
  }),
  'files.file': named<FileRow>({
    id: 'plain',
    sha256: 'plain',
    kind: 'plain',
    bytes: 'plain',
    width: 'plain',
    height: 'plain',
    uploader: 'plain',
    token_hash: 'plain',
    claimed: 'plain',
    released: 'plain',
    created_at: 'moment',
  }),
} as const;

export type DemoTable = keyof typeof columns;
export const demoTables = Object.keys(columns) as DemoTable[];

const special = /[\\\n\r\t]/;
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escapeText = (text: string): string =>
  special.test(text) ? text.replaceAll(/[\\\n\r\t]/g, (sign) => escapes[sign]!) : text;

// Rows of one case share their moments: the last one written is at hand.
const lastMoment = { at: Number.NaN, text: '' };

function writeMoment(at: number): string {
  if (at !== lastMoment.at) Object.assign(lastMoment, { at, text: new Date(at).toISOString() });
  return lastMoment.text;
}

function writeValue(value: unknown, manner: Manner): string {
  if (value === null || value === undefined) return '\\N';
  switch (manner) {
    case 'plain':
      return String(value);
    case 'text':
      return escapeText(String(value));
    case 'moment':
      return writeMoment(value as number);
    case 'json':
      return escapeText(JSON.stringify(value));
  }
}

const manners = Object.fromEntries(
  demoTables.map((table) => [table, Object.entries(columns[table])]),
) as Record<DemoTable, [string, Manner][]>;

/** One line of COPY in text format, without its end. */
export function writeLine(table: DemoTable, row: object): string {
  const values = row as Record<string, unknown>;
  return manners[table].map(([name, manner]) => writeValue(values[name], manner)).join('\t');
}

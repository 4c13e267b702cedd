-- What a member of staff is to be told of, before it is known who that is: written by the move, gathered a minute later.
CREATE TABLE cases.awaited (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases.case_file ON DELETE CASCADE,
  kind text NOT NULL,
  -- The case is still there when the letter is written, or nobody is told.
  status text NOT NULL,
  actor text NOT NULL,
  at timestamptz NOT NULL,
  not_before timestamptz NOT NULL
);
COMMENT ON TABLE cases.awaited IS 'A case waits for somebody of staff since this move; taken away when the notices of it are written, or when the move is taken back';
CREATE INDEX awaited_due ON cases.awaited (not_before);
CREATE INDEX awaited_case ON cases.awaited (case_id);

-- Of which kind a letter to staff is: by it their wishes are found, and the notices they read in the program.
ALTER TABLE outbox.letter ADD notice_kind text;
COMMENT ON COLUMN outbox.letter.notice_kind IS 'A notice to staff: its kind, by which its reader chose the pace; null = no notice';
CREATE INDEX letter_notice ON outbox.letter (recipient, created_at DESC) WHERE notice_kind IS NOT NULL;
COMMENT ON TABLE outbox.notice_wish IS 'How often a member of staff wants letters of a kind of notice; off = in the program alone; no row = the usual pace of the kind';

CREATE TABLE outbox.notice_seen (
  recipient text PRIMARY KEY,
  seen_at timestamptz NOT NULL
);
COMMENT ON TABLE outbox.notice_seen IS 'Until when a member of staff has read their notices';

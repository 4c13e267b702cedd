CREATE SCHEMA exchange;
COMMENT ON SCHEMA exchange IS 'What is exchanged with systems outside: who answers for each, which silence is a fault, which faults were told of';

CREATE TABLE exchange.system (
  code text PRIMARY KEY,
  person_id uuid REFERENCES identity.person,
  person_name text,
  note text NOT NULL DEFAULT '',
  silent_after_hours integer CHECK (silent_after_hours BETWEEN 1 AND 8760),
  changed_at timestamptz NOT NULL,
  changed_by_name text NOT NULL,
  CHECK ((person_id IS NULL) = (person_name IS NULL))
);
COMMENT ON TABLE exchange.system IS 'What people set of a connected system: who answers for the exchange, and how long it may be silent before that is a fault (null = silence is none)';
INSERT INTO exchange.system (code, person_id, person_name, note, changed_at, changed_by_name)
SELECT system, person_id, person_name, note, changed_at, changed_by_name FROM interaction.system_owner;
DROP TABLE interaction.system_owner;

CREATE TABLE exchange.fault (
  code text PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('errors', 'waiting', 'silent')),
  since timestamptz NOT NULL
);
COMMENT ON TABLE exchange.fault IS 'Faults that last and were told of: nobody is told of one twice';

CREATE TABLE lib.exchange_note (
  code text PRIMARY KEY,
  last_at timestamptz,
  failed_at timestamptz,
  failures integer NOT NULL DEFAULT 0,
  failure text NOT NULL DEFAULT ''
);
COMMENT ON TABLE lib.exchange_note IS 'How exchanges with a system went that leave no record of their own: the last success, failures since then';

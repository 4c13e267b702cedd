CREATE SCHEMA taxonomy;
COMMENT ON SCHEMA taxonomy IS 'Rubricator: blocks, categories and facts, by versions with days of validity';

CREATE TABLE taxonomy.version (
  id text PRIMARY KEY,
  title text NOT NULL,
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  hash text NOT NULL,
  source jsonb NOT NULL,
  executor_kinds jsonb NOT NULL,
  loaded_at timestamptz NOT NULL
);
COMMENT ON TABLE taxonomy.version IS 'One row per version of the taxonomy pack (packs/taxonomy). id = <pack>@<version>; hash is the SHA-256 of its content';
COMMENT ON COLUMN taxonomy.version.valid_to IS 'Last local day on which new messages are sorted by it; empty = until the next version. Of two that begin on one day the one loaded later is in force. Running cases keep their fact';
COMMENT ON COLUMN taxonomy.version.executor_kinds IS 'Kind of executor → its Russian title';

CREATE TABLE taxonomy.block (
  version_id text NOT NULL REFERENCES taxonomy.version ON DELETE CASCADE,
  code text NOT NULL,
  position smallint NOT NULL,
  digit smallint NOT NULL,
  title text NOT NULL,
  short_title text NOT NULL,
  is_decree boolean NOT NULL,
  PRIMARY KEY (version_id, code)
);
COMMENT ON TABLE taxonomy.block IS 'Sector blocks; digit is the key an operator presses (0 is shared); is_decree marks the eight of decree 398 of 2021';

CREATE TABLE taxonomy.category (
  version_id text NOT NULL,
  id text NOT NULL,
  position smallint NOT NULL,
  block text NOT NULL,
  title text NOT NULL,
  PRIMARY KEY (version_id, id),
  FOREIGN KEY (version_id, block) REFERENCES taxonomy.block ON DELETE CASCADE
);
COMMENT ON TABLE taxonomy.category IS 'Second level: <block>.<category>';

CREATE TABLE taxonomy.fact (
  version_id text NOT NULL,
  id text NOT NULL,
  position smallint NOT NULL,
  block text NOT NULL,
  category text NOT NULL,
  title text NOT NULL,
  short_title text NOT NULL,
  executor_kind text NOT NULL,
  deadline_rule text NOT NULL,
  importance text NOT NULL CHECK (importance IN ('normal', 'high')),
  official_code text,
  definition jsonb NOT NULL,
  PRIMARY KEY (version_id, id),
  FOREIGN KEY (version_id, block) REFERENCES taxonomy.block ON DELETE CASCADE,
  FOREIGN KEY (version_id, category) REFERENCES taxonomy.category ON DELETE CASCADE
);
COMMENT ON TABLE taxonomy.fact IS 'Third level, what a message is about: fixes executor kind and term. definition is the whole fact of the pack, read back into memory at start';
COMMENT ON COLUMN taxonomy.fact.official_code IS 'Code of the «Типовой общероссийский тематический классификатор обращений граждан» of 31.10.2025';

CREATE VIEW taxonomy.v_block AS
SELECT DISTINCT ON (block.code) block.code, block.position, block.digit, block.title, block.short_title, block.is_decree
FROM taxonomy.block JOIN taxonomy.version ON version.id = block.version_id
ORDER BY block.code, version.valid_from DESC, version.loaded_at DESC;
COMMENT ON VIEW taxonomy.v_block IS 'Every block ever used, by its latest version';

CREATE VIEW taxonomy.v_fact AS
SELECT DISTINCT ON (fact.id) fact.id, fact.block, fact.category, category.title AS category_title, fact.title,
  fact.short_title, fact.executor_kind, fact.deadline_rule, fact.importance, fact.official_code,
  first_value(version.valid_from) OVER known AS valid_from, version.valid_to
FROM taxonomy.fact
JOIN taxonomy.version ON version.id = fact.version_id
JOIN taxonomy.category ON category.version_id = fact.version_id AND category.id = fact.category
WINDOW known AS (PARTITION BY fact.id ORDER BY version.valid_from)
ORDER BY fact.id, version.valid_from DESC, version.loaded_at DESC;
COMMENT ON VIEW taxonomy.v_fact IS 'Every fact ever used, by its latest version: valid_from is the first day of its first version, valid_to the last of its latest';

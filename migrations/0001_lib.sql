-- Extensions and what every module shares.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

CREATE SCHEMA IF NOT EXISTS lib;
COMMENT ON SCHEMA lib IS 'Shared by all modules: landed migrations and settings of the installation';

CREATE TABLE lib.setting (
  name text PRIMARY KEY,
  value jsonb NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE lib.setting IS 'Settings an administrator changes while the system runs, and marks of the installation (seeded packs, demo data)';

-- The account that the server works under owns nothing: it may read and write what the product changes, add to what is only
-- ever added to, and read which migrations have landed.
CREATE VIEW lib.right_due AS
SELECT class.oid AS relation, namespace.nspname AS schema, class.relname AS name, class.relkind = 'S' AS is_sequence,
  CASE
    WHEN class.relkind = 'S' THEN ARRAY['SELECT', 'USAGE']
    WHEN class.relkind IN ('v', 'm') OR class.relname IN ('migration', 'migrations') THEN ARRAY['SELECT']
    WHEN EXISTS (
      SELECT FROM pg_trigger WHERE tgrelid = class.oid AND tgname LIKE '%\_append\_only'
    ) THEN ARRAY['SELECT', 'INSERT']
    ELSE ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MAINTAIN']
  END AS privileges
FROM pg_class class
JOIN pg_namespace namespace ON namespace.oid = class.relnamespace
WHERE class.relkind IN ('r', 'p', 'v', 'm', 'S')
  AND namespace.nspname NOT LIKE 'pg\_%' AND namespace.nspname NOT IN ('information_schema', 'public');
COMMENT ON VIEW lib.right_due IS 'What the server''s account may do with each table, view and sequence: append-only are those guarded by a trigger *_append_only; MAINTAIN is for ANALYZE';

CREATE FUNCTION lib.has_right(account name, relation oid, is_sequence boolean, privilege text) RETURNS boolean
LANGUAGE sql STABLE RETURN CASE
  WHEN NOT is_sequence THEN has_table_privilege(account, relation, privilege)
  WHEN privilege IN ('SELECT', 'UPDATE', 'USAGE') THEN has_sequence_privilege(account, relation, privilege)
  ELSE false
END;
COMMENT ON FUNCTION lib.has_right IS 'Whether an account has a right, by whatever way';

CREATE PROCEDURE lib.give_rights(account name) LANGUAGE plpgsql AS $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT DISTINCT schema FROM lib.right_due WHERE NOT has_schema_privilege(account, schema, 'USAGE') LOOP
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', one.schema, account);
  END LOOP;
  FOR one IN
    SELECT due.* FROM lib.right_due due
    CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN', 'USAGE'])
      AS privilege
    WHERE (privilege <> 'USAGE' OR is_sequence)
    GROUP BY due.relation, due.schema, due.name, due.is_sequence, due.privileges
    HAVING bool_or(lib.has_right(account, relation, is_sequence, privilege) <> (privilege = ANY (privileges)))
  LOOP
    EXECUTE format('REVOKE ALL ON %s %I.%I FROM %I', CASE WHEN one.is_sequence THEN 'SEQUENCE' ELSE 'TABLE' END,
      one.schema, one.name, account);
    EXECUTE format('GRANT %s ON %s %I.%I TO %I', array_to_string(one.privileges, ', '),
      CASE WHEN one.is_sequence THEN 'SEQUENCE' ELSE 'TABLE' END, one.schema, one.name, account);
  END LOOP;
  -- graphile-worker closes its tables to all but their owner row by row.
  FOR one IN
    SELECT due.schema, due.name FROM lib.right_due due JOIN pg_class class ON class.oid = due.relation
    WHERE class.relrowsecurity AND NOT EXISTS (
      SELECT FROM pg_policy WHERE polrelid = class.oid AND (SELECT oid FROM pg_roles WHERE rolname = account) = ANY (polroles)
    )
  LOOP
    EXECUTE format('CREATE POLICY %I ON %I.%I TO %I USING (true) WITH CHECK (true)', 'server of ' || account, one.schema,
      one.name, account);
  END LOOP;
END $$;
COMMENT ON PROCEDURE lib.give_rights IS 'Gives an account what lib.right_due names and takes away what it does not; called by the owner after each migration';

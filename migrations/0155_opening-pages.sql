ALTER TABLE register.page ADD COLUMN is_opening boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN register.page.is_opening IS 'It is being made: not shown to everybody until whatever is mandatory is proved';
ALTER TABLE register.exemption ADD COLUMN is_for_below boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN register.exemption.is_for_below IS 'It holds for whatever stands below the body too, now and later';

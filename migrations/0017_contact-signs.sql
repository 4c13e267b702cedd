ALTER TABLE cases.contact ADD COLUMN signs text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN cases.contact.signs IS 'What a clerk noticed in it, ids of packs/regimes: by them and the channel the regime was decided';

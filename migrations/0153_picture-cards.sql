ALTER TABLE publications.picture ADD COLUMN made_of jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(made_of) = 'array');
COMMENT ON COLUMN publications.picture.made_of IS 'Photos of a case a card was made of, with the print of what was shown of each: [{fileId, print}]';

-- Packs stand by systems now: what the columns and tables say of themselves names them there.
COMMENT ON TABLE taxonomy.version IS 'One row per version of the taxonomy pack (packs/base/taxonomy). id = <pack>@<version>; hash is the SHA-256 of its content';
COMMENT ON TABLE cases.outside_body IS 'Bodies outside the administration a case may be forwarded to; pack_id names a line of packs/messages/bodies';
COMMENT ON COLUMN cases.contact.signs IS 'What a clerk noticed in it, ids of packs/base/regimes: by them and the channel the regime was decided';
COMMENT ON TABLE deadlines.rule_entry IS 'New dated versions of rules of terms, never changed once saved: running clocks name them. entry is the whole rule as it would stand in packs/base/deadlines';
COMMENT ON COLUMN cases.case_file.anonymised_at IS 'Personal data were erased after their storage term (packs/messages/retention)';
COMMENT ON COLUMN cases.outside_body.receives IS 'Clocks of packs/base/deadlines (forward-migration) that stop only when the appeal has gone to this body';
COMMENT ON TABLE deadlines.ladder_entry IS 'New dated versions of the escalation ladder, never changed once saved: a running clock keeps the ladder of the day it began. entry is a version as it would stand in packs/base/escalation';
COMMENT ON TABLE roadmap.measure IS 'A measure with its owner, days, readiness and what proves it; code = the line of packs/group/roadmap it came from';
COMMENT ON COLUMN cases.rating.reasons IS 'Ids of packs/messages/rating the resident marked beside the mark';

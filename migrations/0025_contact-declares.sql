ALTER TABLE cases.contact ADD COLUMN declares text CHECK (declares IN ('appeal', 'message', 'none'));
COMMENT ON COLUMN cases.contact.declares IS 'What the sender called it, «обращение» or «сообщение»: one of the things by which the regime was decided';

-- Sheets of one poll are counted page by page, whatever other polls hold.
CREATE INDEX sheet_page ON polls.sheet (poll_id, id);

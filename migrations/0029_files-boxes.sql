ALTER TABLE files.file ADD COLUMN boxes jsonb NOT NULL DEFAULT '[]';
COMMENT ON COLUMN files.file.boxes IS 'Places a moderator covers before the public sees the picture: {x, y, width, height}, shares of the upright picture. The released copy has them burnt in; who may see the picture by own right sees it whole';

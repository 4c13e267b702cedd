CREATE SCHEMA files;
COMMENT ON SCHEMA files IS 'Uploaded pictures and documents: what is on disk, who may attach it, what the public may see';

CREATE TABLE files.file (
  id uuid PRIMARY KEY,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  kind text NOT NULL CHECK (kind IN ('jpeg', 'png', 'webp', 'heic', 'gif', 'pdf')),
  bytes integer NOT NULL CHECK (bytes > 0),
  width integer,
  height integer,
  uploader text NOT NULL,
  token_hash text NOT NULL,
  claimed boolean NOT NULL DEFAULT false,
  released boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  CHECK ((kind = 'pdf') = (width IS NULL) AND (width IS NULL) = (height IS NULL))
);
COMMENT ON TABLE files.file IS 'One upload. The bytes lie on disk under their SHA-256 and are shared by rows of equal content; they are erased when the last row goes';
COMMENT ON COLUMN files.file.uploader IS 'Who sent it: staff:<id>, resident:<id>, link:<id>, anonymous';
COMMENT ON COLUMN files.file.token_hash IS 'SHA-256 of the token that proves the right to attach the file and to see it';
COMMENT ON COLUMN files.file.claimed IS 'Attached to something; an upload nobody attached within a day is removed';
COMMENT ON COLUMN files.file.released IS 'A moderator let the public see it';
COMMENT ON COLUMN files.file.width IS 'Width in pixels as shown, after turning by EXIF';
CREATE INDEX file_sha256 ON files.file (sha256);
CREATE INDEX file_unclaimed ON files.file (created_at) WHERE NOT claimed;

CREATE VIEW files.v_file AS
SELECT id, kind, bytes, width, height, claimed, released, created_at FROM files.file;
COMMENT ON VIEW files.v_file IS 'Uploads without secrets and without the uploader, for read-only modules';

-- Scored alarms, one row a uid: the closing update of an alarm replaces what was first told of it.
-- Characters that PostgreSQL cannot store (NUL, halves of surrogate pairs) are kept as U+FFFD.
CREATE TABLE IF NOT EXISTS ${table} (
  uid              text PRIMARY KEY,
  organisation     text NOT NULL,
  host             text NOT NULL,
  process_id       text NOT NULL,
  process_name     text NOT NULL,
  detector         text NOT NULL,
  verdict          text NOT NULL,
  severity         text NOT NULL,
  score            double precision,
  outlier_factor   double precision,
  threshold        double precision,
  model_version    integer,
  event_time       timestamptz NOT NULL,
  first_seen       timestamptz NOT NULL,
  last_seen        timestamptz NOT NULL,
  connection_count bigint NOT NULL,
  features         text[] NOT NULL,
  techniques       text[] NOT NULL,
  explanation      text NOT NULL,
  record           jsonb NOT NULL
);

COMMENT ON TABLE ${table} IS 'Scored alarms of Holoward, one row a uid';
COMMENT ON COLUMN ${table}.uid IS '32 hexadecimal digits; a replay or a retry gives the same';
COMMENT ON COLUMN ${table}.organisation IS 'the tenant, its first 200 characters';
COMMENT ON COLUMN ${table}.process_id IS 'identity of the process, shared by machines';
COMMENT ON COLUMN ${table}.detector IS 'connection, external-alarm, flow';
COMMENT ON COLUMN ${table}.verdict IS 'NORMAL, ABNORMAL, UNMODELLED';
COMMENT ON COLUMN ${table}.severity IS 'INFORMATIONAL, LOW, MEDIUM, HIGH, CRITICAL';
COMMENT ON COLUMN ${table}.score IS '0 to 100 by default; null for UNMODELLED';
COMMENT ON COLUMN ${table}.threshold IS 'an outlier factor above it is an outlier';
COMMENT ON COLUMN ${table}.event_time IS 'when the alarm''s connection happened';
COMMENT ON COLUMN ${table}.connection_count IS 'so far; in the whole repeat interval once it has ended';
COMMENT ON COLUMN ${table}.features IS 'TRUE features, sorted';
COMMENT ON COLUMN ${table}.techniques IS 'MITRE ATT&CK techniques that surely apply';
COMMENT ON COLUMN ${table}.record IS 'the whole scored alarm, as on the topic';

CREATE INDEX IF NOT EXISTS ${name}_event_time ON ${table} (event_time DESC);
CREATE INDEX IF NOT EXISTS ${name}_organisation ON ${table} (organisation, event_time DESC);
CREATE INDEX IF NOT EXISTS ${name}_host ON ${table} (host, event_time DESC);
CREATE INDEX IF NOT EXISTS ${name}_severity ON ${table} (severity, event_time DESC);
-- By hash: a path may be longer than an ordered index takes.
CREATE INDEX IF NOT EXISTS ${name}_process ON ${table} USING hash (process_id);
CREATE INDEX IF NOT EXISTS ${name}_features ON ${table} USING gin (features);
CREATE INDEX IF NOT EXISTS ${name}_techniques ON ${table} USING gin (techniques);

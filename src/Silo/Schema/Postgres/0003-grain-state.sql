-- Orleans reads its SQL from this table; names of parameters and result columns are its contract.
CREATE TABLE OrleansQuery (
    QueryKey  varchar(64)   NOT NULL,
    QueryText varchar(8000) NOT NULL,
    CONSTRAINT orleans_query_pkey PRIMARY KEY (QueryKey)
);

CREATE TABLE grain_state (
    service     text        NOT NULL,
    grain_type  text        NOT NULL,
    key_n0      bigint      NOT NULL,
    key_n1      bigint      NOT NULL,
    key_text    text        NOT NULL,
    payload     bytea       NULL,
    version     integer     NOT NULL,
    modified_at timestamptz NOT NULL,
    CONSTRAINT grain_state_pkey PRIMARY KEY (service, grain_type, key_n0, key_n1, key_text)
);

-- No row returned means: another writer was faster (Orleans throws InconsistentStateException).
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('WriteToStorageKey', '
INSERT INTO grain_state AS held (service, grain_type, key_n0, key_n1, key_text, payload, version, modified_at)
SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''''), @PayloadBinary, 1, now()
WHERE @GrainStateVersion IS NULL
   OR EXISTS (SELECT 1 FROM grain_state s
              WHERE s.service = @ServiceId AND s.grain_type = @GrainTypeString AND s.key_n0 = @GrainIdN0 AND s.key_n1 = @GrainIdN1
                AND s.key_text = coalesce(@GrainIdExtensionString, ''''))
ON CONFLICT (service, grain_type, key_n0, key_n1, key_text) DO UPDATE
SET payload = excluded.payload, version = held.version + 1, modified_at = excluded.modified_at
WHERE held.version = @GrainStateVersion
RETURNING version AS NewGrainStateVersion'),
('ReadFromStorageKey', '
SELECT payload AS PayloadBinary, version AS Version FROM grain_state
WHERE service = @ServiceId AND grain_type = @GrainTypeString AND key_n0 = @GrainIdN0 AND key_n1 = @GrainIdN1
  AND key_text = coalesce(@GrainIdExtensionString, '''')'),
('ClearStorageKey', '
UPDATE grain_state SET payload = NULL, version = version + 1, modified_at = now()
WHERE service = @ServiceId AND grain_type = @GrainTypeString AND key_n0 = @GrainIdN0 AND key_n1 = @GrainIdN1
  AND key_text = coalesce(@GrainIdExtensionString, '''') AND version = @GrainStateVersion
RETURNING version AS NewGrainStateVersion'),
('DeleteStorageKey', '
DELETE FROM grain_state
WHERE service = @ServiceId AND grain_type = @GrainTypeString AND key_n0 = @GrainIdN0 AND key_n1 = @GrainIdN1
  AND key_text = coalesce(@GrainIdExtensionString, '''') AND version = @GrainStateVersion
RETURNING version + 1 AS NewGrainStateVersion');

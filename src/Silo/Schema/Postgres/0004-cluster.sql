-- Who is in the cluster; Orleans works on these by the queries below.
CREATE TABLE cluster_version (
    cluster text        NOT NULL,
    version integer     NOT NULL DEFAULT 0,
    at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT cluster_version_pkey PRIMARY KEY (cluster)
);

CREATE TABLE cluster_silo (
    cluster       text        NOT NULL,
    address       text        NOT NULL,
    port          integer     NOT NULL,
    generation    integer     NOT NULL,
    silo_name     text        NOT NULL,
    host_name     text        NOT NULL,
    status        integer     NOT NULL,
    gateway_port  integer     NULL,
    suspect_times text        NULL,
    started_at    timestamptz NOT NULL,
    alive_at      timestamptz NOT NULL,
    CONSTRAINT cluster_silo_pkey PRIMARY KEY (cluster, address, port, generation)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', '
WITH added AS (
    INSERT INTO cluster_version (cluster) VALUES (@DeploymentId) ON CONFLICT (cluster) DO NOTHING RETURNING 1)
SELECT count(*)::integer FROM added'),
('InsertMembershipKey', '
WITH stepped AS (
    UPDATE cluster_version SET version = version + 1, at = now()
    WHERE cluster = @DeploymentId AND version = @Version
      AND NOT EXISTS (SELECT 1 FROM cluster_silo s
                      WHERE s.cluster = @DeploymentId AND s.address = @Address AND s.port = @Port AND s.generation = @Generation)
    RETURNING 1),
added AS (
    INSERT INTO cluster_silo (cluster, address, port, generation, silo_name, host_name, status, gateway_port, started_at, alive_at)
    SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM stepped
    ON CONFLICT (cluster, address, port, generation) DO NOTHING RETURNING 1)
SELECT count(*)::integer FROM added'),
('UpdateMembershipKey', '
WITH stepped AS (
    UPDATE cluster_version SET version = version + 1, at = now()
    WHERE cluster = @DeploymentId AND version = @Version
      AND EXISTS (SELECT 1 FROM cluster_silo s
                  WHERE s.cluster = @DeploymentId AND s.address = @Address AND s.port = @Port AND s.generation = @Generation)
    RETURNING 1),
changed AS (
    UPDATE cluster_silo SET status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime
    WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation AND EXISTS (SELECT 1 FROM stepped)
    RETURNING 1)
SELECT count(*)::integer FROM changed'),
('UpdateIAmAlivetimeKey', '
UPDATE cluster_silo SET alive_at = @IAmAliveTime
WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation'),
('MembershipReadRowKey', '
SELECT v.cluster AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation, s.silo_name AS SiloName,
       s.host_name AS HostName, s.status AS Status, s.gateway_port AS ProxyPort, s.suspect_times AS SuspectTimes,
       s.started_at AS StartTime, s.alive_at AS IAmAliveTime, v.version AS Version
FROM cluster_version v
LEFT JOIN cluster_silo s ON s.cluster = v.cluster AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
WHERE v.cluster = @DeploymentId'),
('MembershipReadAllKey', '
SELECT v.cluster AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation, s.silo_name AS SiloName,
       s.host_name AS HostName, s.status AS Status, s.gateway_port AS ProxyPort, s.suspect_times AS SuspectTimes,
       s.started_at AS StartTime, s.alive_at AS IAmAliveTime, v.version AS Version
FROM cluster_version v
LEFT JOIN cluster_silo s ON s.cluster = v.cluster
WHERE v.cluster = @DeploymentId'),
('DeleteMembershipTableEntriesKey', '
WITH gone AS (DELETE FROM cluster_silo WHERE cluster = @DeploymentId)
DELETE FROM cluster_version WHERE cluster = @DeploymentId'),
('CleanupDefunctSiloEntriesKey', '
DELETE FROM cluster_silo WHERE cluster = @DeploymentId AND alive_at < @IAmAliveTime AND status <> 3'),
('GatewaysQueryKey', '
SELECT address AS Address, gateway_port AS ProxyPort, generation AS Generation FROM cluster_silo
WHERE cluster = @DeploymentId AND status = @Status AND gateway_port > 0');

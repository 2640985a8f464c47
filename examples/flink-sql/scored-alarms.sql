-- Findings of Holoward as a table of Flink SQL (Flink 2.3), over the Avro topic.
-- Needs flink-sql-connector-kafka and flink-sql-avro-confluent-registry in lib/.
-- Verdict, severity and the like are enumerations in Avro: they can be read as text only where the
-- table names the schema, and then each column has to have the type that Flink makes of its field.
-- Times are UTC.

CREATE TABLE scored_alarms (
  `uid` STRING NOT NULL,
  `organisation` STRING NOT NULL,
  `host` STRING NOT NULL,
  `processId` STRING NOT NULL,
  `processName` STRING NOT NULL,
  `processInstance` ROW<`key` STRING NOT NULL, `pid` BIGINT, `guid` STRING> NOT NULL,
  `image` STRING,
  `user` STRING,
  `container` STRING,
  `commandLine` STRING,
  `detector` STRING NOT NULL,
  `alarmId` STRING,
  `alarmType` STRING,
  `verdict` STRING NOT NULL,
  `score` DOUBLE,
  `populationScore` DOUBLE,
  `severity` STRING NOT NULL,
  `outlierFactor` DOUBLE,
  `outlierFactorRaw` DOUBLE,
  `zScore` DOUBLE,
  `threshold` DOUBLE,
  `outlierFactorMin` DOUBLE,
  `outlierFactorMax` DOUBLE,
  `rank` DOUBLE,
  `canDetect` BOOLEAN,
  `modelVersion` INT,
  `modelRecords` BIGINT,
  `modelAgeMillis` BIGINT,
  `state` INT,
  `states` INT,
  `features` ARRAY<STRING NOT NULL> NOT NULL,
  `contributions` ARRAY<ROW<`feature` STRING NOT NULL, `value` BOOLEAN NOT NULL, `contribution` DOUBLE NOT NULL, `entropyGain` DOUBLE NOT NULL, `removalGain` DOUBLE NOT NULL, `recordsWithFeature` BIGINT NOT NULL, `records` BIGINT NOT NULL> NOT NULL> NOT NULL,
  `alarmEntropyGain` DOUBLE,
  `maxFeatureRemovalGain` DOUBLE,
  `connections` ARRAY<ROW<`direction` STRING NOT NULL, `protocol` STRING NOT NULL, `local` ROW<`address` STRING, `port` INT> NOT NULL, `remote` ROW<`address` STRING, `port` INT> NOT NULL> NOT NULL> NOT NULL,
  `connectionCount` BIGINT NOT NULL,
  `windowCount` BIGINT NOT NULL,
  `blocked` BOOLEAN NOT NULL,
  `late` BOOLEAN NOT NULL,
  `update` BOOLEAN NOT NULL,
  `eventTime` TIMESTAMP(3) NOT NULL,
  `detectionTime` TIMESTAMP(3) NOT NULL,
  `firstSeen` TIMESTAMP(3) NOT NULL,
  `lastSeen` TIMESTAMP(3) NOT NULL,
  `techniques` ARRAY<STRING NOT NULL> NOT NULL,
  `recommendation` ROW<`action` STRING NOT NULL, `text` STRING NOT NULL>,
  `explanation` STRING NOT NULL,
  `source` ROW<`name` STRING NOT NULL, `position` BIGINT NOT NULL>,
  `flowAnomalies` ARRAY<STRING NOT NULL> NOT NULL
) WITH (
  'connector' = 'kafka',
  'topic' = 'scored-alarms',
  'properties.bootstrap.servers' = 'localhost:9092',
  'properties.group.id' = 'scored-alarms-sql',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'avro-confluent',
  'avro-confluent.url' = 'http://localhost:8081',
  'avro-confluent.schema' = '{"type":"record","name":"ScoredAlarm","namespace":"io.holoward.schema","fields":[{"name":"uid","type":{"type":"string"}},{"name":"organisation","type":{"type":"string"}},{"name":"host","type":{"type":"string"}},{"name":"processId","type":{"type":"string"}},{"name":"processName","type":{"type":"string"}},{"name":"processInstance","type":{"type":"record","name":"ProcessInstance","fields":[{"name":"key","type":{"type":"string"}},{"name":"pid","type":["null","long"],"default":null},{"name":"guid","type":["null",{"type":"string"}],"default":null}]}},{"name":"image","type":["null",{"type":"string"}],"default":null},{"name":"user","type":["null",{"type":"string"}],"default":null},{"name":"container","type":["null",{"type":"string"}],"default":null},{"name":"commandLine","type":["null",{"type":"string"}],"default":null},{"name":"detector","type":{"type":"string"}},{"name":"alarmId","type":["null",{"type":"string"}],"default":null},{"name":"alarmType","type":["null",{"type":"string"}],"default":null},{"name":"verdict","type":{"type":"enum","name":"Verdict","symbols":["UNKNOWN","NORMAL","ABNORMAL","UNMODELLED"],"default":"UNKNOWN"}},{"name":"score","type":["null","double"],"default":null},{"name":"populationScore","type":["null","double"],"default":null},{"name":"severity","type":{"type":"enum","name":"Severity","symbols":["UNKNOWN","INFORMATIONAL","LOW","MEDIUM","HIGH","CRITICAL"],"default":"UNKNOWN"}},{"name":"outlierFactor","type":["null","double"],"default":null},{"name":"outlierFactorRaw","type":["null","double"],"default":null},{"name":"zScore","type":["null","double"],"default":null},{"name":"threshold","type":["null","double"],"default":null},{"name":"outlierFactorMin","type":["null","double"],"default":null},{"name":"outlierFactorMax","type":["null","double"],"default":null},{"name":"rank","type":["null","double"],"default":null},{"name":"canDetect","type":["null","boolean"],"default":null},{"name":"modelVersion","type":["null","int"],"default":null},{"name":"modelRecords","type":["null","long"],"default":null},{"name":"modelAgeMillis","type":["null","long"],"default":null},{"name":"state","type":["null","int"],"default":null},{"name":"states","type":["null","int"],"default":null},{"name":"features","type":{"type":"array","items":{"type":"string"}},"default":[]},{"name":"contributions","type":{"type":"array","items":{"type":"record","name":"FeatureContribution","fields":[{"name":"feature","type":{"type":"string"}},{"name":"value","type":"boolean"},{"name":"contribution","type":"double"},{"name":"entropyGain","type":"double"},{"name":"removalGain","type":"double"},{"name":"recordsWithFeature","type":"long"},{"name":"records","type":"long"}]}},"default":[]},{"name":"alarmEntropyGain","type":["null","double"],"default":null},{"name":"maxFeatureRemovalGain","type":["null","double"],"default":null},{"name":"connections","type":{"type":"array","items":{"type":"record","name":"OrientedConnection","fields":[{"name":"direction","type":{"type":"enum","name":"Direction","symbols":["UNKNOWN","OUT","IN"],"default":"UNKNOWN"},"default":"UNKNOWN"},{"name":"protocol","type":{"type":"enum","name":"Protocol","symbols":["UNKNOWN","TCP","UDP","ICMP","OTHER"],"default":"UNKNOWN"},"default":"UNKNOWN"},{"name":"local","type":{"type":"record","name":"Endpoint","fields":[{"name":"address","type":["null",{"type":"string"}],"default":null},{"name":"port","type":["null","int"],"default":null}]}},{"name":"remote","type":"Endpoint"}]}},"default":[]},{"name":"connectionCount","type":"long","default":1},{"name":"windowCount","type":"long","default":1},{"name":"blocked","type":"boolean","default":false},{"name":"late","type":"boolean","default":false},{"name":"update","type":"boolean","default":false},{"name":"eventTime","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"detectionTime","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"firstSeen","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"lastSeen","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"techniques","type":{"type":"array","items":{"type":"string"}},"default":[]},{"name":"recommendation","type":["null",{"type":"record","name":"Recommendation","fields":[{"name":"action","type":{"type":"enum","name":"ResponseAction","symbols":["UNKNOWN","NONE","INVESTIGATE","COLLECT","ALLOW_LIST","BLOCK","NOTIFY","OPEN_CASE","QUARANTINE_HOST"],"default":"UNKNOWN"}},{"name":"text","type":{"type":"string"}}]}],"default":null},{"name":"explanation","type":{"type":"string"}},{"name":"source","type":["null",{"type":"record","name":"SourcePosition","fields":[{"name":"name","type":{"type":"string"}},{"name":"position","type":"long"}]}],"default":null},{"name":"flowAnomalies","type":{"type":"array","items":{"type":"enum","name":"FlowAnomalyType","symbols":["UNKNOWN","RTT_DEVIATION","RTT_LEVEL_SHIFT","RTT_DRIFT","PORT_NONSTANDARD","PORT_FOREIGN_PROTOCOL"],"default":"UNKNOWN"}},"default":[]}]}'
);

-- The closing update of a finding, and a repetition after a failure, carry its uid again: of each
-- uid the record that tells of most connections counts.
CREATE VIEW findings AS
SELECT *
FROM (
  SELECT
    *,
    ROW_NUMBER() OVER (
      PARTITION BY `uid` ORDER BY `connectionCount` DESC, `lastSeen` DESC
    ) AS `version`
  FROM scored_alarms
)
WHERE `version` = 1;

SELECT `organisation`, `host`, `severity`, COUNT(*) AS `findings`, MAX(`score`) AS `highest`
FROM findings
WHERE `verdict` = 'ABNORMAL'
GROUP BY `organisation`, `host`, `severity`;

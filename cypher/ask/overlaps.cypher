// Which meetings gather the same organisations, and how nearly?
// Parameters: $dataset; $date, a day as YYYY-MM-DD, or null for the dataset's own
// A row: a, b, a < b; shared (organisations that attend both), jaccard (of those that attend
// either), overlap (of those that attend the smaller), hours_a, hours_b (a year, null if unknown)
MATCH (d:Dataset {name: $dataset})
WITH d.version AS version
MATCH (v:Version {version: version})
WITH version, coalesce($date, v.day) AS day
MATCH (m:Meeting {_version: version})<-[r:ATTENDS]-(o:Organisation)
WHERE m.id IS NOT NULL AND r._counts AND (day IS NULL OR r._from <= day < r._until)
  AND NOT coalesce(o.collective, false) AND (day IS NULL OR o._from <= day < o._until)
WITH m, collect(DISTINCT o) AS attending
WITH collect({meeting: m, size: size(attending), attending: attending}) AS meetings
UNWIND meetings AS m
UNWIND m.attending AS o
WITH o, collect({meeting: m.meeting, size: m.size}) AS met
UNWIND met AS a
UNWIND met AS b
WITH a, b
WHERE a.meeting.id < b.meeting.id
WITH a.meeting AS a, b.meeting AS b, a.size AS size_a, b.size AS size_b, count(*) AS shared
RETURN a.id AS a, b.id AS b, shared,
  toFloat(shared) / (size_a + size_b - shared) AS jaccard,
  toFloat(shared) / CASE WHEN size_a < size_b THEN size_a ELSE size_b END AS overlap,
  a.per_year * a.hours AS hours_a, b.per_year * b.hours AS hours_b
ORDER BY a, b;

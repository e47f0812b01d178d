// A version of which nothing is left.
// Parameter: $version
MATCH (v:Version {version: $version})
DELETE v;

// Give the user another password, on the database `system`.
// Parameters: $old, $new
ALTER CURRENT USER SET PASSWORD FROM $old TO $new;

-- The audit log is only ever appended to (SECURITY AUD-04).
CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE (ABORT, 'the audit log cannot be changed');
END;
CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit
BEGIN
  SELECT RAISE (ABORT, 'the audit log cannot be changed');
END;

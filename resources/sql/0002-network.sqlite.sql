-- What lists have shown is part of the audit log (SECURITY AUD-04).
CREATE TRIGGER audit_patient_unchanged BEFORE UPDATE ON audit_patient
BEGIN
  SELECT RAISE (ABORT, 'the audit log cannot be changed');
END;
CREATE TRIGGER audit_patient_undeleted BEFORE DELETE ON audit_patient
BEGIN
  SELECT RAISE (ABORT, 'the audit log cannot be changed');
END;

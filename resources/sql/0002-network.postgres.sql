-- What lists have shown is part of the audit log (SECURITY AUD-04).
CREATE TRIGGER audit_patient_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_patient
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse ();

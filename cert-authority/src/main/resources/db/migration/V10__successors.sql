-- which certificates a device has fetched with one that is revoked
create index certificate_fetched_with on certificate (issued_by) where issued_by like 'certificate:%';

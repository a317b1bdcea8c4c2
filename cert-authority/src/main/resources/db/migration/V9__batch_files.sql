-- a batch's files are made once, with their certificates; what used to be the encrypted key is the encrypted password of the file
alter table batch_item rename column encrypted_key to encrypted_password;
alter table batch_item add column file bytea;
comment on column batch_item.file is 'what the archive holds for the VEN: a PKCS#12, or its certificate and chain in PEM';
comment on column batch_item.encrypted_password is 'of the PKCS#12, in CMS for the batch''s archive key';
create index batch_newest on batch (created_at desc, id desc);

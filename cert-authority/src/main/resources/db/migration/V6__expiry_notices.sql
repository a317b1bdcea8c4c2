alter table certificate add column expiry_notice int;

-- The files of what was read, each of a part of the customers.
create table log_parts (
    part integer primary key,
    log_file varchar(100) not null
);
insert into log_parts (part, log_file)
select 0, r.log_file from runs r where r.id = (select max(l.id) from runs l);
alter table runs drop column log_file;

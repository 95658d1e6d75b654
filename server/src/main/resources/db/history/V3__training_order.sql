-- Trials of a finished search that a person wants trained to the end; a row is gone when its model is there.
create table training_order (
    search_id varchar(64) not null references search (id) on delete cascade,
    number integer not null,
    epochs integer not null,
    inherits boolean not null,
    primary key (search_id, number)
);
alter table model add column inherited boolean not null default false;

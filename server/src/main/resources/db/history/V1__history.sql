-- One row a search. The counters and the best trial are changed in the transaction that appends the trials.
create table search (
    seq bigint generated always as identity primary key,
    id varchar(64) not null unique,
    name varchar(200) not null,
    state varchar(16) not null,
    wish varchar(16),
    specification varchar not null,
    idempotency_key varchar(200) unique,
    phase varchar(20) not null,
    seconds_running double precision not null,
    seconds_left double precision,
    message varchar,
    trials integer not null,
    failed integer not null,
    best_number integer,
    best_architecture varchar(64),
    best_score double precision,
    failure varchar,
    created_at timestamp with time zone not null,
    started_at timestamp with time zone,
    finished_at timestamp with time zone
);
create index search_by_state on search (state, seq);

create table belief (
    search_id varchar(64) primary key references search (id) on delete cascade,
    items varchar not null
);

create table architecture (
    seq bigint generated always as identity primary key,
    id varchar(64) not null unique,
    document varchar not null,
    hand_made boolean not null,
    created_at timestamp with time zone not null
);

-- The key_ columns are what tables are sorted by: never null, so that a page can start behind any row.
create table trial (
    search_id varchar(64) not null references search (id) on delete cascade,
    number integer not null,
    decisions varchar not null,
    parent integer,
    notes varchar not null,
    architecture_id varchar(64) references architecture (id),
    failed boolean not null,
    score double precision,
    metrics varchar not null,
    failure varchar,
    seconds double precision not null,
    weights varchar(128),
    same_as integer,
    key_score double precision not null,
    key_parameters bigint not null,
    key_macs bigint not null,
    finished_at timestamp with time zone not null,
    primary key (search_id, number)
);
create index trial_by_score on trial (search_id, key_score desc, number);
create index trial_by_parameters on trial (search_id, key_parameters, number);
create index trial_by_macs on trial (search_id, key_macs, number);
create index trial_by_seconds on trial (search_id, seconds, number);
create index trial_by_failed on trial (search_id, failed, number);
create index trial_by_architecture on trial (architecture_id, search_id, number);

create table model (
    id varchar(80) primary key,
    search_id varchar(64) not null references search (id) on delete cascade,
    number integer not null,
    architecture_id varchar(64) not null references architecture (id),
    metrics varchar not null,
    confusion varchar,
    residuals varchar,
    seconds double precision not null,
    epochs integer not null,
    created_at timestamp with time zone not null
);
create index model_by_search on model (search_id, number);
create index model_by_architecture on model (architecture_id, created_at);

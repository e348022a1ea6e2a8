create table models (
    version varchar(16) primary key,
    fitted_at timestamp with time zone not null,
    model_text text not null
);

create table runs (
    id bigint primary key,
    as_of timestamp with time zone not null,
    model_version varchar(16) not null references models (version),
    finished_at timestamp with time zone not null,
    log_file varchar(100) not null,
    -- Stands for the queries and mappings by which the CRM was read.
    read_by varchar(64) not null,
    customers integer not null,
    interactions integer not null,
    rows_read bigint not null,
    rows_written integer not null
);

-- How far each table of the CRM has been read.
create table positions (
    feed varchar(40) primary key,
    updated_at timestamp with time zone not null
);

-- Rows of the overlap behind a position that were read already.
create table seen_rows (
    feed varchar(40) not null,
    row_id varchar(200) not null,
    updated_at timestamp with time zone not null,
    primary key (feed, row_id)
);

-- Which contact counts as which customer, where that is not the contact's own id; null: as none.
create table identities (
    contact_id varchar(200) primary key,
    customer_id varchar(200)
);

-- How many rows each contact has in each table: fewer, and some were deleted.
create table row_counts (
    feed varchar(40) not null,
    contact_id varchar(200) not null,
    row_count bigint not null,
    primary key (feed, contact_id)
);

create table scores (
    customer_id varchar(200) not null,
    score_name varchar(40) not null,
    score double precision,
    reason varchar(1000) not null,
    -- The run that wrote it, the last one in which it changed.
    run_id bigint not null,
    primary key (customer_id, score_name)
);

-- One row, which whoever writes locks.
create table writer (
    id integer primary key
);
insert into writer (id) values (1);

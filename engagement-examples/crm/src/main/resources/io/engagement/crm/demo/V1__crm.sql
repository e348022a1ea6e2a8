-- A small CRM, as many companies have one. It is the example's, not the library's.
create table accounts (
    id varchar(36) primary key,
    name varchar(200) not null,
    country varchar(2),
    updated_at timestamp with time zone not null
);

create table contacts (
    id varchar(36) primary key,
    account_id varchar(36) references accounts (id),
    email varchar(200),
    merged_into varchar(36),
    is_staff boolean default false not null,
    is_test boolean default false not null,
    created_at timestamp with time zone not null,
    updated_at timestamp with time zone not null
);
create index contacts_updated on contacts (updated_at, id);

create table activities (
    id bigint primary key,
    contact_id varchar(36) not null,
    type varchar(20) not null,
    direction varchar(10),
    thread_id varchar(36),
    status varchar(20) not null,
    happened_at timestamp with time zone,
    minutes numeric(8, 2),
    updated_at timestamp with time zone not null
);
create index activities_updated on activities (updated_at, id);
create index activities_contact on activities (contact_id);

create table orders (
    id bigint primary key,
    contact_id varchar(36) not null,
    status varchar(20) not null,
    channel varchar(20) not null,
    ordered_at timestamp with time zone not null,
    updated_at timestamp with time zone not null
);
create index orders_updated on orders (updated_at, id);
create index orders_contact on orders (contact_id);

-- Whoever changes a line touches its order: updated_at is the order's.
create table order_lines (
    id bigint primary key,
    order_id bigint not null references orders (id),
    product varchar(100) not null,
    quantity integer not null,
    unit_price numeric(12, 2) not null
);
create index order_lines_order on order_lines (order_id);

create table tickets (
    id bigint primary key,
    contact_id varchar(36) not null,
    kind varchar(20) not null,
    channel varchar(20) not null,
    opened_at timestamp with time zone not null,
    satisfaction numeric(3, 2),
    updated_at timestamp with time zone not null
);
create index tickets_updated on tickets (updated_at, id);
create index tickets_contact on tickets (contact_id);

create table newsletter_sends (
    id bigint primary key,
    contact_id varchar(36) not null,
    campaign varchar(60) not null,
    sent_at timestamp with time zone not null,
    bounced boolean default false not null,
    updated_at timestamp with time zone not null
);
create index newsletter_sends_updated on newsletter_sends (updated_at, id);
create index newsletter_sends_contact on newsletter_sends (contact_id);

-- The last word of a contact on a channel counts.
create table consents (
    contact_id varchar(36) not null,
    channel varchar(20) not null,
    granted boolean not null,
    updated_at timestamp with time zone not null,
    primary key (contact_id, channel)
);
create index consents_updated on consents (updated_at, contact_id);

-- What was deleted for good, which no other table tells.
create table deletions (
    table_name varchar(40) not null,
    row_id varchar(36) not null,
    updated_at timestamp with time zone not null,
    primary key (table_name, row_id)
);
create index deletions_updated on deletions (updated_at, row_id);

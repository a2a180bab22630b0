/**
 * `events` in the order of `position`, which is the rowid: events of one commit lie side by side. `batch_size` is the
 * number of events in an append on its first event, 0 on the others: a retry must have the same length to be the same.
 * A released migration is never edited; add one.
 */
export const MIGRATIONS = [
  `create table streams (
     id integer primary key,
     name text not null unique
   ) strict;

   create table events (
     position integer primary key,
     stream_id integer not null references streams (id),
     revision integer not null,
     batch_size integer not null,
     id text not null unique,
     type text not null,
     version integer not null,
     data text not null,
     metadata text not null,
     unique (stream_id, revision)
   ) strict;`,
];

-- Writing in bulk: what is done for each row is done for all rows of a statement at once.

-- Every version of a need is kept, those of a statement together.
create or replace function keep_need_revision() returns trigger language plpgsql security definer set search_path = public, pg_temp set jit = off as $$
begin
  insert into need_revision (need_id, version, quantity, yardstick, why, retired_at, revised_at)
  select r.id, r.version, r.quantity, r.yardstick, r.why, r.retired_at, r.updated_at from new_rows r;
  return null;
end $$;
drop trigger need_revised on need;
create trigger need_declared after insert on need referencing new table as new_rows for each statement execute function keep_need_revision();
create trigger need_revised after update on need referencing new table as new_rows for each statement execute function keep_need_revision();

-- The list of needs begins with those that were declared first: they are found, and not sorted out of all.
create index need_declared_at on need (created_at, id) where retired_at is null;

-- As in 0004, but for its end: whether the record has become longer is looked up by its index. It was counted from the beginning, where the planner did not know yet how long the record is.
create or replace function write_public_record() returns trigger language plpgsql security definer set search_path = public, pg_temp set jit = off set work_mem = '64MB' as $$
declare
  me xid8 := pg_current_xact_id();
  who text := nullif(current_setting('confed.acting', true), '');
  mandate uuid := nullif(current_setting('confed.mandate', true), '')::uuid;
  resolution uuid := nullif(current_setting('confed.resolution', true), '')::uuid;
  last public_record_head;
  moment timestamptz;
  -- What is the same in every row of the transaction, as JSON.
  acting_json text := '{"acting":' || to_json(who) || ',"after":';
  at_json text;
  mandate_json text := '","mandate":' || coalesce('"' || mandate || '"', 'null') || ',"number":';
  resolution_json text := '","resolution":' || coalesce('"' || resolution || '"', 'null') || '}';
  given text := nullif(current_setting('confed.deed', true), '');
  standing record;
  t audited_table;
begin
  -- The transaction may have been closed by `set constraints all immediate` already.
  if not exists (select from change_open where xid = me) then return null; end if;
  if who is null then
    raise exception 'a record was changed, and nobody says who is acting' using
      hint = 'In the same transaction: select set_config(''confed.acting'', ''who it is'', true)';
  end if;
  -- Of records that are not new, the rows that did not change are a part of what they were and are.
  for standing in
    select kind, array_agg(record_id) as ids from (
      select n.kind, n.record_id from change_note n where n.xid = me group by n.kind, n.record_id
      having coalesce(sum(n.sign) filter (where n.source = n.kind), 0) <> 1) as old group by kind
  loop
    for t in select * from audited_table a where a.kind = standing.kind loop
      execute format('insert into change_note (source, kind, record_id, sign, content, assembly, confederation) select %L, %L, %s, 0, %s, %s, %s from %I r where %s = any($1)',
        t.name, t.kind, t.record, t.content, t.assembly, t.confederation, t.name, t.record) using standing.ids;
    end loop;
  end loop;

  select * into strict last from public_record_head for update;
  moment := greatest(clock_timestamp(), last.at);
  at_json := ',"at":' || to_char(moment at time zone 'UTC', '"\""YYYY-MM-DD"T"HH24:MI:SS.US"Z\""') || ',"before":';

  insert into public_record (number, at, acting, mandate_id, resolution_id, deed, kind, record_id, assembly_id, confederation_id, before, after, previous, hash)
  with by_row as (
    select kind, record_id, source, content, min(seq) as seq, sum(sign) as net, count(*) filter (where sign = 0) as now, max(assembly) as assembly, max(confederation) as confederation
    from change_note where xid = me group by kind, record_id, source, content),
  counted as (
    select *, coalesce(sum(net) filter (where source = kind) over (partition by kind, record_id), 0) = 1 as is_new from by_row),
  by_source as (
    select kind, record_id, source, min(seq) filter (where net <> 0) as seq, max(assembly) as assembly, max(confederation) as confederation,
      string_agg(content, ',' order by content) filter (where case when is_new then net else now end > 0) as after_rows,
      string_agg(content, ',' order by content) filter (where not is_new and now - net > 0) as before_rows
    from counted group by kind, record_id, source),
  by_record as (
    select kind, record_id, min(seq) as seq, max(assembly)::uuid as assembly, max(confederation)::uuid as confederation,
      '{' || string_agg(to_json(source) || ':' || case when source = kind then after_rows else '[' || after_rows || ']' end, ',' order by source collate "C") || '}' as after,
      '{' || string_agg(to_json(source) || ':' || case when source = kind then before_rows else '[' || before_rows || ']' end, ',' order by source collate "C") || '}' as before
    from by_source group by kind, record_id),
  numbered as (
    select *, last.count + row_number() over (order by seq) as number,
      case when before is null and (given is not null or kind <> 'plan') then coalesce(given, 'create') else deed_of(kind, before, after) end as deed
    from by_record where before is distinct from after),
  written as (
    select *,
      acting_json || coalesce(after, 'null') || ',"assembly":' || coalesce('"' || assembly || '"', 'null') || at_json || coalesce(before, 'null')
        || ',"confederation":' || coalesce('"' || confederation || '"', 'null') || ',"deed":"' || deed || '","kind":"' || kind
        || mandate_json || number || ',"previous":"' as head,
      '","record":"' || record_id || resolution_json as tail
    from numbered),
  hashed as (select *, chain_hash(last.hash, head, tail) over (order by number rows unbounded preceding) as hash from written)
  select number, moment, who, mandate, resolution, deed, kind, record_id, assembly, confederation, before, after,
    lag(hash, 1, last.hash) over (order by number), hash
  from hashed order by number;

  update public_record_head set count = newest.number, hash = newest.hash, at = moment
  from (select r.number, r.hash from public_record r order by r.number desc limit 1) as newest where newest.number > last.count;
  delete from change_note where xid = me;
  delete from change_open where xid = me;
  return null;
end $$;

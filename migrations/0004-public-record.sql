-- The public record: every change of a record is one row, written by the database itself at the end of the transaction that changes it,
-- numbered without a gap in the order of the commits, each row with the hash of the one before it. docs/public-record.md says how a row is hashed.
--
-- Triggers on the tables of records note which rows came and went. At commit a deferred trigger makes rows of the public record out of the
-- notes. Who is acting it takes from the transaction's settings confed.acting, confed.mandate, confed.resolution, confed.deed; where nobody
-- is, the commit fails. So nothing that changes a record can forget to say so.

-- A number as ECMAScript writes it, which RFC 8785 asks for.
create function canonical_number(x double precision) returns text language plpgsql immutable strict set extra_float_digits = 1 as $$
declare
  t text := x::text;
  m text[];
  digits text;
  point integer;
begin
  if x = 0 then return '0'; end if;
  if x in ('NaN', 'Infinity', '-Infinity') then raise exception 'JSON has no number %', x; end if;
  -- Of two shortest texts PostgreSQL leaves out one that lies on the edge; below 2^53 none does that is short.
  if abs(x) >= 9007199254740992 then
    for places in 1..17 loop
      digits := to_char(t::numeric, '9.' || repeat('9', places - 1) || 'EEEE');
      continue when abs(digits::numeric) > 17976931348623157e292; -- rounded beyond the largest
      if digits::double precision = x then t := replace(trim(digits), '.e', 'e'); exit; end if;
    end loop;
  elsif t !~ 'e' then return t;
  end if;
  m := regexp_match(t, '^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$');
  digits := rtrim(ltrim(m[2] || coalesce(m[3], ''), '0'), '0');
  point := length(m[2]) + coalesce(m[4], '0')::integer;
  return m[1] || case
    when length(digits) <= point and point <= 21 then rpad(digits, point, '0')
    when 0 < point and point <= 21 then left(digits, point) || '.' || substr(digits, point + 1)
    when -6 < point and point <= 0 then '0.' || repeat('0', -point) || digits
    else left(digits, 1) || case when length(digits) > 1 then '.' || substr(digits, 2) else '' end || 'e' || case when point > 0 then '+' else '' end || (point - 1)
  end;
end $$;

-- RFC 8785 but for one thing: names of members with characters beyond U+FFFF would have to be sorted otherwise. No record has such names.
create function canonical_json(x jsonb) returns text language plpgsql immutable strict as $$
begin
  return case jsonb_typeof(x)
    when 'object' then '{' || coalesce((select string_agg(to_json(key)::text || ':' || canonical_json(value), ',' order by key collate "C") from jsonb_each(x)), '') || '}'
    when 'array' then '[' || coalesce((select string_agg(canonical_json(value), ',' order by place) from jsonb_array_elements(x) with ordinality as e(value, place)), '') || ']'
    when 'number' then canonical_number((x #>> '{}')::double precision)
    else x::text
  end;
end $$;

-- before, after: {"need": {…}}, {"process": {…}, "process_input": [{…}, …], …}: the rows of the record as their tables hold them, in canonical
-- JSON. Null: there was none, or is none any more. previous, hash: SHA-256 in hex. No checks: one function writes it, and the chain shows the rest.
create table public_record (
  number bigint primary key,
  -- For cursors: of every row one, and nothing that the number does not say.
  id uuid not null generated always as (('00000000-0000-0000-0000-' || lpad(to_hex(number), 12, '0'))::uuid) stored,
  at timestamptz not null,
  acting text not null,
  mandate_id uuid,
  resolution_id uuid,
  deed text collate "C" not null,
  kind text collate "C" not null,
  record_id uuid not null,
  assembly_id uuid,
  confederation_id uuid,
  before text collate "C",
  after text collate "C",
  previous text collate "C" not null,
  hash text collate "C" not null
);
create index public_record_record on public_record (record_id, number);
create index public_record_kind on public_record (kind, number);
create index public_record_assembly on public_record (assembly_id, number) where assembly_id is not null;
create index public_record_at on public_record using brin (at);

-- How many rows there are and the hash of the last. Whoever writes holds it until the commit: numbers have no gap and the order of the commits.
create table public_record_head (
  one boolean primary key default true check (one),
  count bigint not null,
  hash text not null,
  at timestamptz not null
);
insert into public_record_head (count, hash, at) values (0, repeat('0', 64), '-infinity');

create function refuse_by_hand() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then raise exception '% is written by the database alone, when records change', tg_table_name; end if;
  return null;
end $$;
create trigger public_record_by_itself before insert on public_record for each statement execute function refuse_by_hand();
create trigger public_record_head_by_itself before insert or update or delete on public_record_head for each statement execute function refuse_by_hand();
create trigger public_record_stays before update or delete on public_record for each row execute function refuse_change();
create trigger public_record_is_kept before truncate on public_record for each statement execute function refuse_change();
create trigger public_record_head_is_kept before truncate on public_record_head for each statement execute function refuse_change();

-- The tables whose rows are records, or parts of one. kind: the record's own table. All others are SQL on a row `r`: the id of the record, the
-- assembly and the confederation that it concerns (of the record's own table), and the row in canonical JSON.
create table audited_table (
  name text primary key,
  kind text not null,
  record text not null,
  assembly text not null,
  confederation text not null,
  content text not null
);

-- What changed in transactions that are under way: rows that came (1), that went (-1), and for composing those that stand (0). Gone at commit.
create unlogged table change_note (
  xid xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  source text collate "C" not null,
  kind text collate "C" not null,
  record_id uuid not null,
  sign integer not null,
  content text collate "C" not null,
  assembly text,
  confederation text
);
create index change_note_xid on change_note (xid);
create unlogged table change_open (xid xid8 primary key default pg_current_xact_id());

create function note_change() returns trigger language plpgsql set jit = off as $$
declare
  t audited_table;
  came text;
  went text;
  all_came text;
  noted bigint;
begin
  select * into strict t from audited_table where name = tg_table_name;
  came := format('select %s as record_id, %s as content, %s as assembly, %s as confederation from new_rows r', t.record, t.content, t.assembly, t.confederation);
  went := format('select %s as record_id, %s as content, %s as assembly, %s as confederation from old_rows r', t.record, t.content, t.assembly, t.confederation);
  if tg_op = 'UPDATE' then -- what is as it was is no change
    all_came := came;
    came := format('%s except all %s', came, went);
    went := format('%s except all %s', went, all_came);
  end if;
  execute format('insert into change_note (source, kind, record_id, sign, content, assembly, confederation)
    select %L, %L, record_id, sign, content, assembly, confederation from (%s) as noted', t.name, t.kind, case tg_op
    when 'INSERT' then format('select 1 as sign, * from (%s) as came', came)
    when 'DELETE' then format('select -1 as sign, * from (%s) as went', went)
    else format('select -1 as sign, * from (%s) as went union all select 1, * from (%s) as came', went, came) end);
  get diagnostics noted = row_count;
  if noted > 0 then insert into change_open default values on conflict do nothing; end if;
  return null;
end $$;

-- How a value is written as JSON: quantities as decimal strings, so that no digit is lost; times in UTC to the microsecond.
create function json_expression(value text, of_type oid) returns text language plpgsql stable as $$
declare
  base text;
begin
  select case when t.typtype = 'd' then b.typname else t.typname end into base from pg_type t left join pg_type b on b.oid = t.typbasetype where t.oid = of_type;
  return format('coalesce(%s, ''null'')', format(case
    when base in ('text', '_text', 'date') then 'to_json(%s)::text'
    when base = '_uuid' then 'to_json(%s)::text'
    when base in ('uuid', 'numeric') then '''"'' || %s || ''"'''
    when base in ('int2', 'int4') then '%s::text'
    when base = 'bool' then 'case when %s then ''true'' else ''false'' end'
    when base = 'float8' then 'canonical_number(%s)'
    when base = 'jsonb' then 'canonical_json(%s)'
    when base = 'timestamptz' then 'to_char(%s at time zone ''UTC'', ''"\""YYYY-MM-DD"T"HH24:MI:SS.US"Z\""'')'
  end, value));
end $$;

-- Puts a table under the public record, or takes it up anew after its columns changed. without: columns that are no part of the record;
-- instead: SQL by name of member.
create function audit_table(of_table text, of_kind text, of_record text, of_assembly text default 'null', of_confederation text default 'null',
  without text[] default '{}', instead jsonb default '{}') returns void language plpgsql as $$
declare
  members text;
begin
  select string_agg(format('%L || %s', case when place = 1 then '{' else ',' end || to_json(name) || ':', expression), ' || ' order by place) into strict members
  from (
    select name, expression, row_number() over (order by name collate "C") as place from (
      select attname::text as name, json_expression('r.' || quote_ident(attname), atttypid) as expression
      from pg_attribute where attrelid = of_table::regclass and attnum > 0 and not attisdropped and attname <> all(without)
      union all select key, format('coalesce(to_json(%s)::text, ''null'')', value) from jsonb_each_text(instead)) as member) as sorted;
  if members is null then raise exception 'a column of % has a type that json_expression does not know', of_table; end if;
  insert into audited_table values (of_table, of_kind, of_record, of_assembly, of_confederation, members || ' || ''}''')
  on conflict (name) do update set kind = excluded.kind, record = excluded.record, assembly = excluded.assembly, confederation = excluded.confederation, content = excluded.content;
  execute format('create or replace trigger %I after insert on %I referencing new table as new_rows for each statement execute function note_change()', of_table || '_comes', of_table);
  execute format('create or replace trigger %I after update on %I referencing old table as old_rows new table as new_rows for each statement execute function note_change()', of_table || '_changes', of_table);
  execute format('create or replace trigger %I after delete on %I referencing old table as old_rows for each statement execute function note_change()', of_table || '_goes', of_table);
  execute format('create or replace trigger %I before truncate on %I for each statement execute function refuse_change()', of_table || '_is_kept', of_table);
end $$;

-- For migrations that change the shape of a table: note all its rows as going (-1) before, and as coming (1) after audit_table was called anew.
create function note_all(of_table text, of_sign integer) returns void language plpgsql as $$
declare
  t audited_table;
begin
  select * into strict t from audited_table where name = of_table;
  execute format('insert into change_note (source, kind, record_id, sign, content, assembly, confederation) select %L, %L, %s, $1, %s, %s, %s from %I r',
    t.name, t.kind, t.record, t.content, t.assembly, t.confederation, t.name) using of_sign;
  insert into change_open default values on conflict do nothing;
end $$;

-- The whole state of records: their rows in all tables. of_ids: of these alone; null: of all of the kind.
create function present_records(of_kind text, of_ids uuid[]) returns table (record_id uuid, content text) language plpgsql stable as $$
declare
  rows text;
begin
  select string_agg(format('select %s as record_id, %L::text as source, %s as content from %I r where $1 is null or %s = any($1)', a.record, a.name, a.content, a.name, a.record), ' union all ')
  into strict rows from audited_table a where a.kind = of_kind;
  return query execute format($q$
    select source.record_id, '{' || string_agg(to_json(source.source) || ':' || case when source.source = %L then source.rows else '[' || source.rows || ']' end, ',' order by source.source collate "C") || '}'
    from (select part.record_id, part.source, string_agg(part.content, ',' order by part.content collate "C") as rows from (%s) as part group by 1, 2) as source
    group by source.record_id$q$, of_kind, rows) using of_ids;
end $$;

-- What was done to a record that was there, or to a plan.
create function deed_of(of_kind text, before text, after text) returns text language plpgsql stable as $$
declare
  was jsonb;
  now_is jsonb;
begin
  if after is null then return 'delete'; end if;
  was := before::jsonb -> of_kind;
  now_is := after::jsonb -> of_kind;
  if of_kind = 'plan' and was ->> 'status' is distinct from now_is ->> 'status' then
    return case now_is ->> 'status' when 'running' then 'begin' when 'done' then 'finish' when 'failed' then 'fail' when 'cancelled' then 'cancel'
      else case when before is null then 'request' else 'requeue' end end;
  end if;
  return case when was ->> 'retired_at' is null and now_is ->> 'retired_at' is not null then 'retire' else 'revise' end;
end $$;

-- The hash of each row, from that of the row before it: sha256(head || previous || tail).
create function next_hash(state text, start text, head text, tail text) returns text language plpgsql immutable as $$
begin
  return encode(sha256(convert_to(head || coalesce(state, start) || tail, 'UTF8')), 'hex');
end $$;
create aggregate chain_hash(start text, head text, tail text) (sfunc = next_hash, stype = text);

create function write_public_record() returns trigger language plpgsql set jit = off set work_mem = '64MB' as $$
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

  update public_record_head set (count, hash, at) = (select number, hash, moment from public_record order by number desc limit 1)
  where exists (select from public_record where number > last.count);
  delete from change_note where xid = me;
  delete from change_open where xid = me;
  return null;
end $$;
create constraint trigger change_is_recorded after insert on change_open deferrable initially deferred for each row execute function write_public_record();

select audit_table('confederation', 'confederation', 'r.id', 'null', 'r.id');
select audit_table('assembly', 'assembly', 'r.id', 'r.id');
select audit_table('membership', 'membership', 'r.id', 'r.assembly_id', 'r.confederation_id');
select audit_table('good', 'good', 'r.id', 'null', 'r.confederation_id');
select audit_table('tier', 'tier', 'r.id', 'null', 'r.confederation_id');
select audit_table('impact', 'impact', 'r.id', 'null', 'r.confederation_id');
select audit_table('ecological_limit', 'ecological_limit', 'r.id', 'null', 'r.confederation_id');
select audit_table('ecological_limit_assembly', 'ecological_limit', 'r.limit_id');
select audit_table('route', 'route', 'r.id', 'null', 'r.confederation_id');
select audit_table('route_good', 'route', 'r.route_id');
select audit_table('route_impact', 'route', 'r.route_id');
select audit_table('land_parcel', 'land_parcel', 'r.id', 'r.assembly_id');
select audit_table('enterprise', 'enterprise', 'r.id', 'r.assembly_id');
select audit_table('pool', 'pool', 'r.id', 'r.assembly_id');
select audit_table('process', 'process', 'r.id', '(select e.assembly_id from enterprise e where e.id = r.enterprise_id)');
select audit_table('process_input', 'process', 'r.process_id');
select audit_table('process_output', 'process', 'r.process_id');
select audit_table('process_use', 'process', 'r.process_id');
select audit_table('process_addition', 'process', 'r.process_id');
select audit_table('process_impact', 'process', 'r.process_id');
select audit_table('stock', 'stock', 'r.id', 'r.assembly_id', '(select g.confederation_id from good g where g.id = r.good_id)');
select audit_table('export_limit', 'export_limit', 'r.id', 'r.assembly_id', '(select g.confederation_id from good g where g.id = r.good_id)');
select audit_table('planning_cycle', 'planning_cycle', 'r.id', 'null', 'r.confederation_id');
select audit_table('cycle_period', 'planning_cycle', 'r.cycle_id');
select audit_table('need', 'need', 'r.id', 'r.assembly_id', '(select c.confederation_id from planning_cycle c where c.id = r.cycle_id)');
-- Of a plan: that it was asked for, what became of it, and the hashes of its documents. How far its making is, is no change of a record.
select audit_table('plan', 'plan', 'r.id', 'null', '(select c.confederation_id from planning_cycle c where c.id = r.cycle_id)',
  '{need_ids, tier_id, level, settled, run_id, runs_begun, document}',
  '{"need_ids_sha256": "encode(sha256(convert_to(r.need_ids::text, ''UTF8'')), ''hex'')", "scenario_sha256": "(select s.sha256 from scenario s where s.id = r.scenario_id)"}');

-- What was there before there was a public record begins it.
select set_config('confed.acting', 'migration 0004-public-record', true), set_config('confed.deed', 'found', true);
select note_all(name, 1) from unnest('{confederation, assembly, membership, good, tier, impact, ecological_limit, ecological_limit_assembly, route, route_good, route_impact,
  land_parcel, enterprise, pool, process, process_input, process_output, process_use, process_addition, process_impact, stock, export_limit, planning_cycle, cycle_period,
  need, plan}'::text[]) as name;

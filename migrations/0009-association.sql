-- Confederations of confederations, and assemblies that merge and split.

-- A member is an assembly or a smaller confederation.
select note_all('membership', -1);
alter table membership alter column assembly_id drop not null;
alter table membership add column member_confederation_id uuid references confederation;
alter table membership add check (num_nonnulls(assembly_id, member_confederation_id) = 1);
create unique index membership_of_confederation_once on membership (confederation_id, member_confederation_id) where retired_at is null;
create index membership_member_confederation on membership (member_confederation_id);
select audit_table('membership', 'membership', 'r.id', 'r.assembly_id', 'r.confederation_id');
select note_all('membership', 1);

-- Whether it says of itself that it exists for some goods alone.
select note_all('confederation', -1);
alter table confederation add column functional boolean not null default false;
select audit_table('confederation', 'confederation', 'r.id', 'null', 'r.id');
select note_all('confederation', 1);

-- A confederation and those beneath it at present, at any depth, each once.
create or replace function confederations_of(confederation uuid) returns table (confederation_id uuid) language sql stable as $$
  with recursive tree (id) as (
    select $1
    union select m.member_confederation_id from tree join membership m on m.confederation_id = tree.id
    where m.member_confederation_id is not null and m.retired_at is null)
  select id from tree
$$;

-- The assemblies that are members at present, of the confederation itself or of one beneath it, each once.
create or replace function members_of(confederation uuid) returns table (assembly_id uuid) language sql stable as $$
  select distinct m.assembly_id
  from confederations_of($1) c join membership m on m.confederation_id = c.confederation_id join assembly a on a.id = m.assembly_id
  where m.retired_at is null and a.retired_at is null
$$;

-- The confederations that an assembly is a member of at present, directly or through others, each once.
create or replace function confederations_with(assembly uuid) returns table (confederation_id uuid) language sql stable as $$
  with recursive above (id) as (
    select m.confederation_id from membership m where m.assembly_id = $1 and m.retired_at is null
    union select m.confederation_id from above join membership m on m.member_confederation_id = above.id where m.retired_at is null)
  select id from above
$$;

-- No confederation is beneath itself. Whoever makes one a member of another takes turns, so that no two close a circle together.
create function refuse_circle() returns trigger language plpgsql as $$
begin
  perform lock_nesting();
  if exists (select from confederations_of(new.member_confederation_id) c where c.confederation_id = new.confederation_id) then
    raise exception 'a confederation would be beneath itself' using errcode = 'check_violation', constraint = 'membership_no_circle';
  end if;
  return new;
end $$;
create function lock_nesting() returns void language sql as 'select pg_advisory_xact_lock(9001)';
create trigger membership_no_circle before insert or update on membership for each row
  when (new.member_confederation_id is not null and new.retired_at is null) execute function refuse_circle();

-- A confederation with a charter admits smaller confederations as it admits assemblies.
select note_all('admission', -1);
alter table admission alter column assembly_id drop not null;
alter table admission add column member_confederation_id uuid references confederation;
alter table admission add check (num_nonnulls(assembly_id, member_confederation_id) = 1);
select audit_table('admission', 'admission', 'r.id', 'r.assembly_id', 'r.confederation_id');
select note_all('admission', 1);

-- Whether one may join: the confederation has no charter yet, or has admitted it, and it has not left since.
create function is_admitted(to_confederation uuid, assembly uuid, member_confederation uuid) returns boolean language sql stable as $$
  select not has_charter($1) or ($3 is null or has_charter($3)) and exists (
    select from admission a
    where a.confederation_id = $1 and a.assembly_id is not distinct from $2 and a.member_confederation_id is not distinct from $3 and not exists (
      select from membership m where m.confederation_id = a.confederation_id and m.assembly_id is not distinct from a.assembly_id
        and m.member_confederation_id is not distinct from a.member_confederation_id and m.retired_at >= a.admitted_at))
$$;
-- (A confederation that anybody may join unasked would bring them in: one that joins another with a charter has a charter itself.)
-- Whoever is not the owner of the database joins by an admission, and comes back by another.
create function refuse_unadmitted() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.retired_at is not null then
    raise exception 'what was left stays left' using errcode = 'insufficient_privilege';
  end if;
  if tg_op = 'INSERT' and not is_admitted(new.confederation_id, new.assembly_id, new.member_confederation_id) then
    raise exception 'the confederation has not admitted the new member' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger membership_by_admission before insert or update on membership for each row
  when (current_user in ('confed_app', 'confed_delegate', 'confed_coordinator', 'confed_proposal', 'confed_worker')) execute function refuse_unadmitted();

-- An assembly's proposal to merge into another, until the other accepts it (accepted_at) or it is withdrawn (retired_at).
-- recoded: [{"kind": "pool", "id": …, "was": "labour", "is": "labour-2"}]: what had to change its code. left_ids: the confederations that the one was in and the other is not.
create table merger (
  id uuid primary key default gen_random_uuid(),
  assembly_id uuid not null references assembly,
  into_id uuid not null references assembly,
  proposed_resolution_id uuid default acting_resolution() references resolution,
  accepted_resolution_id uuid references resolution,
  accepted_at timestamptz,
  recoded jsonb not null default '[]' check (jsonb_typeof(recoded) = 'array'),
  left_ids uuid[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  check (assembly_id <> into_id),
  check (accepted_at is null or retired_at is null)
);
create unique index merger_open on merger (assembly_id) where accepted_at is null and retired_at is null;
create index merger_into on merger (into_id);
select audit_table('merger', 'merger', 'r.id', 'r.assembly_id');

-- Which assembly came out of which.
create table succession (
  id uuid primary key default gen_random_uuid(),
  predecessor_id uuid not null references assembly,
  successor_id uuid not null references assembly,
  manner text not null check (manner in ('merge', 'split')),
  merger_id uuid references merger,
  resolution_id uuid default acting_resolution() references resolution,
  created_at timestamptz not null default clock_timestamp(),
  unique (predecessor_id, successor_id),
  check (predecessor_id <> successor_id),
  check ((manner = 'merge') = (merger_id is not null))
);
create index succession_successor on succession (successor_id);
create trigger succession_stays before update or delete on succession for each row execute function refuse_change();
select audit_table('succession', 'succession', 'r.id', 'r.successor_id');

-- A snapshot names what is held by the codes of those who hold it. So no plan of one is queued while holdings change hands, and those that
-- are under way then are cancelled. Snapshots ask for it shared.
create function lock_succession() returns void language sql as 'select pg_advisory_xact_lock(9002)';
create function lock_succession_shared() returns void language sql as 'select pg_advisory_xact_lock_shared(9002)';
create function cancel_plans_with(assembly uuid) returns void language sql as $$
  update plan set status = 'cancelled', run_id = null, ended_at = now()
  where status in ('queued', 'running')
    and cycle_id in (select k.id from planning_cycle k join confederations_with($1) c on c.confederation_id = k.confederation_id)
$$;

-- The first of labour-2, labour-3 … that none of the owners has.
create function free_code(of_table text, owners uuid[], wanted text) returns text language plpgsql stable as $$
declare
  room text := rtrim(left(wanted, 41), '-');
  taken boolean;
begin
  for number in 2..1000000 loop
    execute format('select exists (select from %I where assembly_id = any($1) and code = $2)', of_table) into taken using owners, room || '-' || number;
    if not taken then return room || '-' || number; end if;
  end loop;
end $$;

-- What is live of what an assembly holds becomes another's: all of it, or what is listed ({"pool": [ids], …}). Processes go with their
-- enterprises. Gives what had to change its code, as in merger.recoded.
create function hand_over(from_id uuid, to_id uuid, listed jsonb default null) returns jsonb language plpgsql as $$
declare
  of_table text;
  given constant text := 'r.assembly_id = $1 and r.retired_at is null and ($3 is null or $3 -> %2$L ? r.id::text)';
  one record;
  recoded jsonb := '[]';
  new_code text;
begin
  foreach of_table in array '{land_parcel, enterprise, pool, stock, export_limit}'::text[] loop
    if of_table not in ('stock', 'export_limit') then
      for one in execute format('select r.id, r.code from %1$I r where ' || given || ' and r.code in (select o.code from %1$I o where o.assembly_id = $2) order by r.code', of_table, of_table)
        using from_id, to_id, listed
      loop
        new_code := free_code(of_table, array[from_id, to_id], one.code);
        execute format('update %I set code = $1 where id = $2', of_table) using new_code, one.id;
        recoded := recoded || jsonb_build_object('kind', of_table, 'id', one.id, 'was', one.code, 'is', new_code);
      end loop;
    end if;
    execute format('update %1$I r set assembly_id = $2, version = version + 1, updated_at = now() where ' || given, of_table, of_table) using from_id, to_id, listed;
  end loop;
  return recoded;
end $$;

-- The needs of one assembly become another's, in cycles that are in declaring and that the other takes part in; where it has one for the same already, they are one.
create function hand_over_needs(from_id uuid, to_id uuid) returns void language sql as $$
  with moving as materialized (
    select n.* from need n join planning_cycle k on k.id = n.cycle_id
    where n.assembly_id = $1 and n.retired_at is null and k.retired_at is null and coalesce(to_jsonb(k) ->> 'state', 'declaring') = 'declaring'
      and k.confederation_id in (select c.confederation_id from confederations_with($2) c)),
  added as (
    update need t set quantity = t.quantity + s.quantity,
      yardstick = case when num_nonnulls(t.yardstick, s.yardstick) > 0 then coalesce(t.yardstick, t.quantity) + coalesce(s.yardstick, s.quantity) end,
      why = case when s.why in ('', t.why) then t.why when t.why = '' then s.why else left(t.why || '; ' || s.why, 10000) end,
      version = t.version + 1, updated_at = now()
    from moving s
    where t.assembly_id = $2 and t.retired_at is null and (t.cycle_id, t.good_id, t.period_id, t.tier_id) = (s.cycle_id, s.good_id, s.period_id, s.tier_id)
    returning s.id)
  update need n set version = n.version + 1, updated_at = now(),
    assembly_id = case when n.id in (select id from added) then n.assembly_id else $2 end,
    retired_at = case when n.id in (select id from added) then now() end
  from moving s where n.id = s.id
$$;

-- Both that follow write what their caller's role may not (migrations/0010-wall.sql). So they look for themselves whether it is that assembly's own
-- delegate who asks, under its resolution; the owner of the database, by whose rights they run, needs neither.
create function refuse_other_assemblys(assembly uuid) returns void language plpgsql stable as $$
begin
  if session_user = current_user and current_setting('role') = 'none' then return; end if;
  if delegate_of() is distinct from $1 or resolved_by() is distinct from $1 then
    raise exception 'that is for the delegate of the assembly to do, by its resolution' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Carries out a merger that both assemblies have resolved: everything or nothing.
create function carry_out_merger(of_merger uuid) returns void language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
declare
  m merger;
  moved jsonb;
begin
  select * into strict m from merger where id = of_merger and accepted_at is null and retired_at is null for no key update;
  perform refuse_other_assemblys(m.into_id);
  perform lock_succession();
  perform from assembly where id in (m.assembly_id, m.into_id) order by id for no key update;
  m.left_ids := array(
    select s.confederation_id from membership s where s.assembly_id = m.assembly_id and s.retired_at is null
    and s.confederation_id not in (select c.confederation_id from confederations_with(m.into_id) c));
  perform cancel_plans_with(m.assembly_id);
  moved := hand_over(m.assembly_id, m.into_id);
  -- Planning does not start while its needs move.
  perform from planning_cycle k where k.id in (select n.cycle_id from need n where n.assembly_id in (m.assembly_id, m.into_id)) order by k.id for share;
  perform hand_over_needs(m.assembly_id, m.into_id);
  update membership set retired_at = now(), version = version + 1, updated_at = now() where assembly_id = m.assembly_id and retired_at is null;
  -- What it entrusted to persons ends, by its own resolution; what it founded, the other has founded.
  update mandate set retired_at = now(), recalled_by_id = coalesce(m.proposed_resolution_id, acting_resolution()), version = version + 1, updated_at = now()
  where assembly_id = m.assembly_id and retired_at is null;
  update confederation set founded_by_id = m.into_id, version = version + 1, updated_at = now() where founded_by_id = m.assembly_id;
  update assembly t set population = coalesce(t.population + s.population, t.population, s.population), version = t.version + 1, updated_at = now()
  from assembly s where t.id = m.into_id and s.id = m.assembly_id;
  update assembly set retired_at = now(), version = version + 1, updated_at = now() where id = m.assembly_id;
  update merger set accepted_at = now(), accepted_resolution_id = acting_resolution(),
    recoded = moved, left_ids = m.left_ids, version = version + 1, updated_at = now() where id = m.id;
  insert into succession (predecessor_id, successor_id, manner, merger_id) values (m.assembly_id, m.into_id, 'merge', m.id);
end $$;

-- What is listed becomes the new assembly's, which is a member wherever the one it comes out of is and there is no charter yet: where there is one, nobody gets
-- more voices by splitting, and the new one is admitted like any other.
create function split_off(from_id uuid, to_id uuid, listed jsonb) returns void language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
begin
  perform refuse_other_assemblys(from_id);
  if exists (select from succession where successor_id = to_id) or exists (select from membership where assembly_id = to_id) then
    raise exception 'only an assembly that has just been made comes out of another' using errcode = 'insufficient_privilege';
  end if;
  perform lock_succession();
  perform cancel_plans_with(from_id);
  perform hand_over(from_id, to_id, listed);
  insert into membership (confederation_id, assembly_id, since)
  select confederation_id, to_id, current_date from membership where assembly_id = from_id and retired_at is null and not has_charter(confederation_id);
  insert into succession (predecessor_id, successor_id, manner) values (from_id, to_id, 'split');
end $$;

-- Whether a confederation can invite an assembly: one that is in it, or came out of one that is; or one that is a member nowhere.
create function may_invite(confederation uuid, assembly uuid) returns boolean language sql stable as $$
  with places as (
    select c.confederation_id from confederations_with($2) c
    union select c.confederation_id from succession s cross join lateral confederations_with(s.predecessor_id) c where s.successor_id = $2)
  select not exists (select from places) or $1 in (select p.confederation_id from places p)
$$;

-- As in 0006; and an assembly that is a member somewhere by now is not spoken for by an invitation from elsewhere.
create or replace function take_invitation(of_person uuid, of_invitation uuid) returns uuid language sql security definer set search_path = public, pg_catalog, pg_temp as $$
  select i.assembly_id from invitation i join assembly a on a.id = i.assembly_id
  where i.id = of_invitation and i.person_id = of_person and i.mandate_id is null and i.retired_at is null and i.expires_at > now()
    and a.retired_at is null and not has_delegate(i.assembly_id) and may_invite(i.confederation_id, i.assembly_id)
  for update of i, a
$$;

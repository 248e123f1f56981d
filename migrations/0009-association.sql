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

-- Resolutions of assemblies, and the mandates that they give. All power to act for an assembly, or on the council of a confederation, comes from a mandate.

-- The assembly that founded it: until the confederation has a charter, that assembly's resolutions say what it shares.
select note_all('confederation', -1);
alter table confederation add column founded_by_id uuid references assembly;
select audit_table('confederation', 'confederation', 'r.id', 'null', 'r.id');
select note_all('confederation', 1);

-- What an assembly decided. Written once.
create table resolution (
  id uuid primary key default gen_random_uuid(),
  assembly_id uuid not null references assembly,
  title text not null check (title <> ''),
  text text not null default '',
  decided_on date not null,
  manner text not null check (manner in ('consensus', 'votes')),
  votes_for integer check (votes_for >= 0),
  votes_against integer check (votes_against >= 0),
  abstaining integer check (abstaining >= 0),
  present integer check (present >= 0),
  quorum integer check (quorum >= 0),
  minutes text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  check (manner = 'votes' or num_nonnulls(votes_for, votes_against, abstaining) = 0),
  check (manner = 'consensus' or num_nonnulls(votes_for, votes_against, abstaining) = 3)
);
create index resolution_assembly on resolution (assembly_id);
create trigger resolution_stays before update or delete on resolution for each row execute function refuse_change();

-- What an assembly entrusts to a person: as its delegate, or as a coordinator on the council of a confederation that it is a member of.
-- retired_at: when it was recalled. A day is a day of UTC.
create table mandate (
  id uuid primary key default gen_random_uuid(),
  role text not null check (role in ('delegate', 'coordinator')),
  person_id uuid not null references person,
  assembly_id uuid not null references assembly,
  confederation_id uuid references confederation,
  from_day date not null,
  until_day date check (until_day >= from_day),
  instructions text not null default '',
  resolution_id uuid not null references resolution,
  recalled_by_id uuid references resolution,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  check ((role = 'coordinator') = (confederation_id is not null)),
  check ((retired_at is null) = (recalled_by_id is null))
);
create index mandate_person on mandate (person_id, role);
create index mandate_assembly on mandate (assembly_id);
create index mandate_confederation on mandate (confederation_id);

-- An assembly that has no delegate is invited by the council of a confederation: whoever comes with the secret and its resolution holds its first mandate.
create table invitation (
  id uuid primary key default gen_random_uuid(),
  confederation_id uuid not null references confederation,
  assembly_id uuid not null references assembly,
  invited_by_id uuid not null references person,
  secret_sha256 bytea not null unique,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  mandate_id uuid references mandate,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  check ((accepted_at is null) = (mandate_id is null))
);
create index invitation_assembly on invitation (assembly_id);
create index invitation_confederation on invitation (confederation_id);

-- The present members of a confederation.
create function members_of(confederation uuid) returns table (assembly_id uuid) language sql stable as $$
  select m.assembly_id from membership m where m.confederation_id = $1 and m.retired_at is null
$$;

-- Whether a mandate holds today: not recalled, begun, not over; that of a coordinator only while the assembly that gave it is a member.
create function holds(m mandate) returns boolean language sql stable as $$
  select m.retired_at is null and m.from_day <= (now() at time zone 'UTC')::date and coalesce(m.until_day >= (now() at time zone 'UTC')::date, true)
    and (m.role = 'delegate' or m.assembly_id in (select assembly_id from members_of(m.confederation_id)))
$$;

-- The mandates that a person acts by, locked until the transaction ends: a recall waits for what is being written by it, and what begins after the
-- recall finds nothing. of_assembly, of_confederation: for whom; null: for anybody.
create function take_mandate(of_person uuid, of_role text, of_assembly uuid, of_confederation uuid) returns table (id uuid, assembly_id uuid)
language sql security definer set search_path = public, pg_catalog, pg_temp as $$
  select m.id, m.assembly_id from mandate m
  where m.person_id = of_person and m.role = of_role and (of_assembly is null or m.assembly_id = of_assembly)
    and (of_confederation is null or m.confederation_id = of_confederation) and holds(m)
  order by m.created_at, m.id for share of m
$$;

select audit_table('resolution', 'resolution', 'r.id', 'r.assembly_id');
select audit_table('mandate', 'mandate', 'r.id', 'r.assembly_id', 'r.confederation_id');
select audit_table('invitation', 'invitation', 'r.id', 'r.assembly_id', 'r.confederation_id', '{secret_sha256}');

-- Whether the confederation has a charter in force, or is being founded. What it looks at comes with charters.
create function has_charter(confederation uuid) returns boolean language sql stable as $$ select false $$;

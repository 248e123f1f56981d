-- What confederations and their assemblies hold and need.
-- Codes are short names that appear in scenarios and plans: lower-case slugs, unique in their owner, never changed.
-- Quantities are numeric: 12 digits before the point and 6 behind it, never NaN. Every record that can change has a version;
-- what is retired stays, with the moment it was retired.

create domain code as text check (value ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(value) <= 48);
create domain quantity as numeric check (value <> 'NaN' and value >= 0 and value <= 1000000000000 and scale(value) <= 6);
create domain share as numeric check (value <> 'NaN' and value >= 0 and value <= 1 and scale(value) <= 9);
-- {"q1": "120.5"}: by period code, quantities as decimal strings; 0 in a period not named
create domain quantity_by_period as jsonb check (jsonb_typeof(value) = 'object');

create table confederation (
  id uuid primary key default gen_random_uuid(),
  code code not null unique,
  name text not null check (name <> ''),
  description text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz
);

create table assembly (
  id uuid primary key default gen_random_uuid(),
  code code not null unique,
  name text not null check (name <> ''),
  population integer check (population >= 0),
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  check ((latitude is null) = (longitude is null))
);

-- An assembly's place in a confederation, from a day on, until it leaves (retired_at).
create table membership (
  id uuid primary key default gen_random_uuid(),
  confederation_id uuid not null references confederation,
  assembly_id uuid not null references assembly,
  since date not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz
);
create unique index membership_once on membership (confederation_id, assembly_id) where retired_at is null;
create index membership_assembly on membership (assembly_id);

create table good (
  id uuid primary key default gen_random_uuid(),
  confederation_id uuid not null references confederation,
  code code not null,
  name text not null check (name <> ''),
  unit text not null check (unit <> ''),
  tonnes_per_unit quantity not null default 0,
  storable boolean not null default false,
  loss_per_period share not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  unique (confederation_id, code)
);

-- position: the most urgent tier has the smallest.
create table tier (
  id uuid primary key default gen_random_uuid(),
  confederation_id uuid not null references confederation,
  code code not null,
  name text not null check (name <> ''),
  description text not null default '',
  position integer not null check (position >= 1),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  unique (confederation_id, code)
);
create unique index tier_position on tier (confederation_id, position) where retired_at is null;

create table impact (
  id uuid primary key default gen_random_uuid(),
  confederation_id uuid not null references confederation,
  code code not null,
  name text not null check (name <> ''),
  unit text not null check (unit <> ''),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  unique (confederation_id, code)
);

-- The most of an impact that may be caused. No assemblies: all of them. No periods: all of them.
create table ecological_limit (
  id uuid primary key default gen_random_uuid(),
  confederation_id uuid not null references confederation,
  code code not null,
  name text not null check (name <> ''),
  impact_id uuid not null references impact,
  quantity quantity not null,
  periods text[] check (cardinality(periods) > 0),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  unique (confederation_id, code)
);
create table ecological_limit_assembly (
  limit_id uuid not null references ecological_limit on delete cascade,
  assembly_id uuid not null references assembly,
  primary key (limit_id, assembly_id)
);

create table route (
  id uuid primary key default gen_random_uuid(),
  confederation_id uuid not null references confederation,
  code code not null,
  from_assembly_id uuid not null references assembly,
  to_assembly_id uuid not null references assembly,
  km quantity not null,
  both_ways boolean not null default false,
  takes integer not null default 0 check (takes >= 0),
  loss share not null default 0 check (loss < 1),
  tonnes_per_period quantity,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  unique (confederation_id, code),
  check (from_assembly_id <> to_assembly_id)
);
create index route_from on route (from_assembly_id);
create index route_to on route (to_assembly_id);
-- No rows: the route carries every good.
create table route_good (
  route_id uuid not null references route on delete cascade,
  good_id uuid not null references good,
  primary key (route_id, good_id)
);
-- Caused per tonne and kilometre.
create table route_impact (
  route_id uuid not null references route on delete cascade,
  impact_id uuid not null references impact,
  quantity quantity not null check (quantity > 0),
  primary key (route_id, impact_id)
);

-- fit_for: the kinds of land that it may serve as.
create table land_parcel (
  id uuid primary key default gen_random_uuid(),
  assembly_id uuid not null references assembly,
  code code not null,
  name text not null check (name <> ''),
  hectares quantity not null check (hectares > 0),
  use text not null default '',
  fit_for text[] not null check (cardinality(fit_for) > 0),
  outline jsonb,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  unique (assembly_id, code)
);

create table enterprise (
  id uuid primary key default gen_random_uuid(),
  assembly_id uuid not null references assembly,
  code code not null,
  name text not null check (name <> ''),
  description text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  unique (assembly_id, code)
);

-- Capacity that is used and comes back. Land is not among the kinds: it is recorded as parcels.
create table pool (
  id uuid primary key default gen_random_uuid(),
  assembly_id uuid not null references assembly,
  enterprise_id uuid references enterprise,
  code code not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('labour', 'equipment', 'other')),
  unit text not null check (unit <> ''),
  quantity quantity,
  quantity_by_period quantity_by_period,
  loss_per_period share not null default 0,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  unique (assembly_id, code),
  check (num_nonnulls(quantity, quantity_by_period) = 1)
);

create index pool_enterprise on pool (enterprise_id);

-- One run takes the inputs, gives the outputs, holds pools and land, builds capacity and has impacts. No maximum: unbounded.
create table process (
  id uuid primary key default gen_random_uuid(),
  enterprise_id uuid not null references enterprise,
  code code not null,
  name text not null check (name <> ''),
  land_fit_for text,
  land_hectares quantity check (land_hectares > 0),
  land_periods integer check (land_periods >= 1),
  max_runs quantity,
  max_runs_by_period quantity_by_period,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  unique (enterprise_id, code),
  check (num_nonnulls(land_fit_for, land_hectares, land_periods) in (0, 3)),
  check (num_nonnulls(max_runs, max_runs_by_period) <= 1)
);
create table process_input (
  process_id uuid not null references process on delete cascade,
  good_id uuid not null references good,
  quantity quantity not null check (quantity > 0),
  primary key (process_id, good_id)
);
create table process_output (
  process_id uuid not null references process on delete cascade,
  good_id uuid not null references good,
  quantity quantity not null check (quantity > 0),
  after integer not null default 0 check (after >= 0),
  primary key (process_id, good_id, after)
);
create table process_use (
  process_id uuid not null references process on delete cascade,
  pool_id uuid not null references pool,
  quantity quantity not null check (quantity > 0),
  periods integer not null default 1 check (periods >= 1),
  primary key (process_id, pool_id)
);
create index process_use_pool on process_use (pool_id);
create table process_addition (
  process_id uuid not null references process on delete cascade,
  pool_id uuid not null references pool,
  quantity quantity not null check (quantity > 0),
  after integer not null default 1 check (after >= 1),
  primary key (process_id, pool_id)
);
create index process_addition_pool on process_addition (pool_id);
create index process_input_good on process_input (good_id);
create index process_output_good on process_output (good_id);
create table process_impact (
  process_id uuid not null references process on delete cascade,
  impact_id uuid not null references impact,
  quantity quantity not null check (quantity > 0),
  primary key (process_id, impact_id)
);

-- period: a period code; none: there from the first period on.
create table stock (
  id uuid primary key default gen_random_uuid(),
  assembly_id uuid not null references assembly,
  good_id uuid not null references good,
  period code,
  quantity quantity not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz
);
create index stock_assembly on stock (assembly_id);
create index stock_good on stock (good_id);

-- The assembly's own word on how much of a good may leave it, net, in a period; none: in each period alike.
create table export_limit (
  id uuid primary key default gen_random_uuid(),
  assembly_id uuid not null references assembly,
  good_id uuid not null references good,
  period code,
  quantity quantity not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz
);
create index export_limit_assembly on export_limit (assembly_id);
create index export_limit_good on export_limit (good_id);

-- objectives: what a plan minimises once every need has its level, in order, as in the scenario's `then`.
create table planning_cycle (
  id uuid primary key default gen_random_uuid(),
  confederation_id uuid not null references confederation,
  code code not null,
  name text not null check (name <> ''),
  objectives jsonb not null default '[{"minimise": "tonne-km"}]' check (jsonb_typeof(objectives) = 'array'),
  sources text[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  unique (confederation_id, code)
);
create table cycle_period (
  id uuid primary key default gen_random_uuid(),
  cycle_id uuid not null references planning_cycle on delete cascade,
  code code not null,
  name text not null check (name <> ''),
  position integer not null check (position >= 1),
  starts date not null,
  ends date not null check (ends >= starts),
  unique (cycle_id, code),
  unique (cycle_id, position)
);

-- One live need per cycle, assembly, good, period and tier: declaring the same twice is a mistake, not twice the need.
create table need (
  id uuid primary key default gen_random_uuid(),
  cycle_id uuid not null references planning_cycle,
  assembly_id uuid not null references assembly,
  good_id uuid not null references good,
  period_id uuid not null references cycle_period,
  tier_id uuid not null references tier,
  quantity quantity not null check (quantity > 0),
  yardstick quantity check (yardstick > 0),
  why text not null default '',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz
);
create unique index need_once on need (cycle_id, assembly_id, good_id, period_id, tier_id) where retired_at is null;
create index need_assembly on need (assembly_id, cycle_id);
create index need_good on need (good_id, cycle_id);

-- A need is revised, never overwritten: the database itself keeps every version.
create table need_revision (
  need_id uuid not null references need,
  version integer not null,
  quantity quantity not null,
  yardstick quantity,
  why text not null,
  retired_at timestamptz,
  revised_at timestamptz not null,
  primary key (need_id, version)
);
create function keep_need_revision() returns trigger language plpgsql as $$
begin
  insert into need_revision (need_id, version, quantity, yardstick, why, retired_at, revised_at)
  values (new.id, new.version, new.quantity, new.yardstick, new.why, new.retired_at, new.updated_at);
  return null;
end $$;
create trigger need_revised after insert or update on need for each row execute function keep_need_revision();
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is written once and never changed', tg_table_name;
end $$;
create trigger need_revision_stays before update or delete on need_revision for each row execute function refuse_change();

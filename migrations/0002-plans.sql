-- What plans are computed from, and what they say.
-- Documents are kept as the bytes that were computed, each with its hash, which the database itself checks. Figures of plans are results and
-- not declarations: double precision. Rows of results are written in the one transaction that marks their plan as done, and never changed.

-- An immutable snapshot of everything that a plan of a cycle is computed from, in canonical JSON (RFC 8785).
create table scenario (
  id uuid primary key default gen_random_uuid(),
  cycle_id uuid not null references planning_cycle,
  sha256 text not null,
  document text not null,
  taken_at timestamptz not null default now(),
  unique (cycle_id, sha256),
  check (sha256 = encode(sha256(convert_to(document, 'UTF8')), 'hex'))
);
create index scenario_sha256 on scenario (sha256);
create trigger scenario_stays before update or delete on scenario for each row execute function refuse_change();

-- need_ids: the needs that the snapshot took. tier_id, level, settled, needs: how far it is.
-- run_id: whoever holds it may say how the run ends, and nobody else: one result for a plan, whatever happens.
-- objectives: [{"minimise": "tonne-km", "value": 12.5}, …], in the order in which they were made small.
create table plan (
  id uuid primary key default gen_random_uuid(),
  cycle_id uuid not null references planning_cycle,
  scenario_id uuid not null references scenario,
  status text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
  need_ids uuid[] not null,
  tier_id uuid references tier,
  level double precision,
  settled integer not null default 0 check (settled <= needs),
  needs integer not null check (needs >= 0),
  run_id uuid,
  runs_begun integer not null default 0,
  failure text,
  engine_name text,
  engine_version text,
  objectives jsonb,
  document text,
  sha256 text,
  asked_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  check ((status = 'running') = (run_id is not null)),
  check ((status = 'failed') = (failure is not null)),
  check ((status in ('done', 'failed', 'cancelled')) = (ended_at is not null)),
  check (num_nonnulls(document, sha256, engine_name, engine_version, objectives) = case status when 'done' then 5 else 0 end),
  check (sha256 = encode(sha256(convert_to(document, 'UTF8')), 'hex'))
);
create unique index plan_underway on plan (cycle_id) where status in ('queued', 'running');
create index plan_cycle on plan (cycle_id, asked_at);
create index plan_scenario on plan (scenario_id);
create trigger plan_stays before update or delete on plan for each row when (old.ended_at is not null) execute function refuse_change();

-- Levels in the order in which they were settled.
create table plan_level (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references plan,
  position integer not null,
  tier_id uuid not null references tier,
  level double precision not null,
  needs integer not null,
  unique (plan_id, position)
);

-- Needs of one level that the same bottlenecks hold down.
create table plan_shortfall (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references plan,
  position integer not null,
  tier_id uuid not null references tier,
  level double precision not null,
  needs integer not null,
  unique (plan_id, position)
);

-- What holds the needs of a shortfall down: of constraints of the same kind with the same name, over assemblies and periods, one row.
-- key: the scenario's id, where there is but one. per_unit: the most that one more unit of one of them would raise the level.
-- weight: how much the level would rise, were there as much again of all of them (as far as that goes on alike).
create table plan_bottleneck (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references plan,
  shortfall integer not null,
  position integer not null,
  kind text not null check (kind in ('stock', 'nothing', 'labour', 'land', 'equipment', 'other_pool', 'runs', 'route', 'export_limit', 'ecological_limit')),
  name text not null,
  unit text not null,
  key text,
  assembly_ids uuid[] not null,
  periods text[] not null,
  constraints integer not null,
  per_unit double precision not null,
  weight double precision not null,
  unique (plan_id, shortfall, position),
  foreign key (plan_id, shortfall) references plan_shortfall (plan_id, position)
);

create table plan_need (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references plan,
  need_id uuid not null references need,
  assembly_id uuid not null references assembly,
  good_id uuid not null references good,
  tier_id uuid not null references tier,
  period code not null,
  quantity double precision not null,
  received double precision not null,
  level double precision not null,
  shortfall integer,
  unique (plan_id, need_id),
  foreign key (plan_id, shortfall) references plan_shortfall (plan_id, position)
);
create index plan_need_assembly on plan_need (plan_id, assembly_id);
create index plan_need_shortfall on plan_need (plan_id, shortfall);
create index plan_need_need on plan_need (need_id);

-- From which assemblies the goods come that a need receives.
create table plan_need_origin (
  plan_id uuid not null,
  need_id uuid not null,
  assembly_id uuid not null references assembly,
  quantity double precision not null,
  primary key (plan_id, need_id, assembly_id),
  foreign key (plan_id, need_id) references plan_need (plan_id, need_id)
);

-- period: of sending. quantity: sent, before what is lost on the way.
create table plan_flow (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references plan,
  route_id uuid not null references route,
  from_assembly_id uuid not null references assembly,
  to_assembly_id uuid not null references assembly,
  good_id uuid not null references good,
  period code not null,
  quantity double precision not null,
  tonne_km double precision not null,
  unique (plan_id, route_id, from_assembly_id, good_id, period)
);
create index plan_flow_from on plan_flow (plan_id, from_assembly_id);
create index plan_flow_to on plan_flow (plan_id, to_assembly_id);

-- land: the kinds of the land that the runs are on, as in the scenario (cropland+pasture), where the plan had a choice.
create table plan_run (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references plan,
  process_id uuid not null references process,
  assembly_id uuid not null references assembly,
  land text not null default '',
  period code not null,
  runs double precision not null,
  unique (plan_id, process_id, land, period)
);
create index plan_run_assembly on plan_run (plan_id, assembly_id);

-- Carried from this period into the next.
create table plan_kept (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references plan,
  assembly_id uuid not null references assembly,
  good_id uuid not null references good,
  period code not null,
  quantity double precision not null,
  unique (plan_id, assembly_id, good_id, period)
);

-- key: the scenario's id. Land has no record as a pool, nor has what holds the variants of one process to its most runs: no pool_id.
create table plan_pool_use (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references plan,
  assembly_id uuid not null references assembly,
  pool_id uuid references pool,
  key text not null,
  name text not null,
  kind text not null check (kind in ('labour', 'land', 'equipment', 'other')),
  unit text not null,
  period code not null,
  used double precision not null,
  capacity double precision not null,
  unique (plan_id, key, period)
);
create index plan_pool_use_assembly on plan_pool_use (plan_id, assembly_id);

-- In tonnes; routes with a capacity alone.
create table plan_route_use (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references plan,
  route_id uuid not null references route,
  from_assembly_id uuid not null references assembly,
  to_assembly_id uuid not null references assembly,
  period code not null,
  used double precision not null,
  capacity double precision not null,
  unique (plan_id, route_id, from_assembly_id, period)
);

create table plan_export_use (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references plan,
  assembly_id uuid not null references assembly,
  good_id uuid not null references good,
  period code not null,
  used double precision not null,
  capacity double precision not null,
  unique (plan_id, assembly_id, good_id, period)
);

create table plan_limit_use (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references plan,
  limit_id uuid not null references ecological_limit,
  used double precision not null,
  capacity double precision not null,
  unique (plan_id, limit_id)
);

create trigger plan_level_stays before update or delete on plan_level for each row execute function refuse_change();
create trigger plan_shortfall_stays before update or delete on plan_shortfall for each row execute function refuse_change();
create trigger plan_bottleneck_stays before update or delete on plan_bottleneck for each row execute function refuse_change();
create trigger plan_need_stays before update or delete on plan_need for each row execute function refuse_change();
create trigger plan_need_origin_stays before update or delete on plan_need_origin for each row execute function refuse_change();
create trigger plan_flow_stays before update or delete on plan_flow for each row execute function refuse_change();
create trigger plan_run_stays before update or delete on plan_run for each row execute function refuse_change();
create trigger plan_kept_stays before update or delete on plan_kept for each row execute function refuse_change();
create trigger plan_pool_use_stays before update or delete on plan_pool_use for each row execute function refuse_change();
create trigger plan_route_use_stays before update or delete on plan_route_use for each row execute function refuse_change();
create trigger plan_export_use_stays before update or delete on plan_export_use for each row execute function refuse_change();
create trigger plan_limit_use_stays before update or delete on plan_limit_use for each row execute function refuse_change();

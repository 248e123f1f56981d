-- How much there is of what holds needs down, and how much of it a plan uses, in the unit of the bottleneck. Null in plans from before.
alter table plan_bottleneck
  add column amount double precision,
  add column used double precision,
  add check ((amount is null) = (used is null));

-- What holds needs down in a whole plan, over all shortfalls: what of it is in several of them counts once. Position 0 holds down the most
-- needs of the most urgent tier; where these are equal, of the next, and so on.
create table plan_scarcity (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references plan,
  position integer not null,
  kind text not null check (kind in ('stock', 'nothing', 'labour', 'land', 'equipment', 'other_pool', 'runs', 'route', 'export_limit', 'ecological_limit')),
  name text not null,
  unit text not null,
  assembly_ids uuid[] not null,
  periods text[] not null,
  amount double precision,
  used double precision,
  check ((amount is null) = (used is null)),
  unique (plan_id, position)
);

-- How many needs of a tier it holds down, and the lowest of their levels.
create table plan_scarcity_tier (
  plan_id uuid not null,
  scarcity integer not null,
  tier_id uuid not null references tier,
  needs integer not null check (needs > 0),
  least_level double precision not null,
  primary key (plan_id, scarcity, tier_id),
  foreign key (plan_id, scarcity) references plan_scarcity (plan_id, position)
);

-- Plans from before have them too, without amounts.
with part as (
  select b.plan_id, b.kind, b.name, b.unit, b.assembly_ids, b.periods, s.tier_id, s.needs
  from plan_bottleneck b join plan_shortfall s on (s.plan_id, s.position) = (b.plan_id, b.shortfall)),
in_tier as (select plan_id, kind, name, unit, tier_id, sum(needs)::integer as needs from part group by plan_id, kind, name, unit, tier_id),
thing as (select distinct plan_id, kind, name, unit from part),
counted as (
  select thing.plan_id, thing.kind, thing.name, thing.unit, array_agg(coalesce(in_tier.needs, 0) order by tier.position, tier.id) as needs
  from thing
  join plan on plan.id = thing.plan_id
  join planning_cycle on planning_cycle.id = plan.cycle_id
  join tier on tier.confederation_id = planning_cycle.confederation_id
  left join in_tier on (in_tier.plan_id, in_tier.kind, in_tier.name, in_tier.unit, in_tier.tier_id) = (thing.plan_id, thing.kind, thing.name, thing.unit, tier.id)
  group by thing.plan_id, thing.kind, thing.name, thing.unit)
insert into plan_scarcity (plan_id, position, kind, name, unit, assembly_ids, periods)
select plan_id, row_number() over (partition by plan_id order by needs desc, name, kind, unit) - 1, kind, name, unit,
  array(select distinct unnest(part.assembly_ids) from part where (part.plan_id, part.kind, part.name, part.unit) = (counted.plan_id, counted.kind, counted.name, counted.unit)),
  array(select distinct unnest(part.periods) from part where (part.plan_id, part.kind, part.name, part.unit) = (counted.plan_id, counted.kind, counted.name, counted.unit))
from counted;

insert into plan_scarcity_tier (plan_id, scarcity, tier_id, needs, least_level)
select thing.plan_id, thing.position, s.tier_id, sum(s.needs), min(s.level)
from plan_scarcity thing
join plan_bottleneck b on (b.plan_id, b.kind, b.name, b.unit) = (thing.plan_id, thing.kind, thing.name, thing.unit)
join plan_shortfall s on (s.plan_id, s.position) = (b.plan_id, b.shortfall)
group by thing.plan_id, thing.position, s.tier_id;

create trigger plan_scarcity_stays before update or delete on plan_scarcity for each row execute function refuse_change();
create trigger plan_scarcity_tier_stays before update or delete on plan_scarcity_tier for each row execute function refuse_change();

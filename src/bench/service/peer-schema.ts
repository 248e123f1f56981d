/**
 * What PostGraphile is given beside the tables, so that it can show what the pages show: figures that our service computes, by the same SQL, as functions. PostGraphile puts them into
 * its own statements. Words (the sentences of reasons) it cannot show: it is asked for the columns that they are made of.
 */
export const PEER_SCHEMA = `
create schema bench;
grant usage on schema bench to public;
create function bench.has_declared(c planning_cycle, a uuid) returns boolean language sql stable as $$
  select exists (select from declaration d where d.cycle_id = c.id and d.round = c.round and d.assembly_id = a and d.retired_at is null)
    or exists (select from need n where n.cycle_id = c.id and n.assembly_id = a and n.retired_at is null and n.updated_at
      >= coalesce((select max(t.at) from cycle_transition t where t.cycle_id = c.id and t.to_state = 'declaring'), '-infinity')) $$;
comment on function bench.has_declared is '@behavior -*';
create function bench.planning_cycle_declared(c planning_cycle) returns setof assembly language sql stable as $$
  select r.* from members_of(c.confederation_id) m join assembly r on r.id = m.assembly_id where bench.has_declared(c, r.id) order by lower(r.name), r.id $$;
create function bench.planning_cycle_not_declared(c planning_cycle) returns setof assembly language sql stable as $$
  select r.* from members_of(c.confederation_id) m join assembly r on r.id = m.assembly_id where not bench.has_declared(c, r.id) order by lower(r.name), r.id $$;
create function bench.planning_cycle_reminders(c planning_cycle) returns setof assembly language sql stable as $$
  select r.* from members_of(c.confederation_id) m join assembly r on r.id = m.assembly_id where case c.state when 'declaring' then not bench.has_declared(c, r.id)
    when 'deciding' then not exists (select from plan_decision d where d.cycle_id = c.id and d.round = c.round and d.assembly_id = r.id and d.retired_at is null) else false end
  order by lower(r.name), r.id $$;

create type bench.plan_totals as (assembly_count integer, need_count integer, met_in_full integer, tonne_km double precision);
create function bench.plan_totals(p plan) returns bench.plan_totals language sql stable as $$
  select count(distinct n.assembly_id)::integer, count(*)::integer, (count(*) filter (where n.received >= n.quantity * (1 - 1e-6)))::integer,
    coalesce((select sum(tonne_km) from plan_flow f where f.plan_id = p.id), 0) from plan_need n where n.plan_id = p.id $$;
create type bench.good_total as (good_id uuid, needed double precision, received double precision, share double precision);
comment on type bench.good_total is '@foreignKey (good_id) references public.good (id)';
create function bench.plan_goods(p plan) returns setof bench.good_total language sql stable as $$
  select n.good_id, sum(n.quantity), sum(n.received), sum(n.received) / sum(n.quantity) from plan_need n join good on good.id = n.good_id where n.plan_id = p.id
  group by n.good_id, good.name order by lower(good.name), n.good_id $$;
create type bench.tier_levels as (tier_id uuid, need_count integer, met_in_full integer, least_level double precision, levels json);
comment on type bench.tier_levels is '@foreignKey (tier_id) references public.tier (id)';
create function bench.plan_levels(p plan) returns setof bench.tier_levels language sql stable as $$
  select n.tier_id, count(*)::integer, (count(*) filter (where n.received >= n.quantity * (1 - 1e-6)))::integer, min(n.level),
    (select json_agg(json_build_object('level', l.level, 'needCount', l.needs) order by l.position) from plan_level l where l.plan_id = p.id and l.tier_id = n.tier_id)
  from plan_need n join tier on tier.id = n.tier_id where n.plan_id = p.id group by n.tier_id, tier.position order by tier.position $$;
create type bench.flows_of_good as (good_id uuid, "from" text[], "to" text[], quantities double precision[]);
comment on type bench.flows_of_good is '@foreignKey (good_id) references public.good (id)';
create function bench.plan_flows_by_good(p plan, period text) returns setof bench.flows_of_good language sql stable as $$
  select sent.good_id, array_agg(origin.code::text order by origin.code, target.code), array_agg(target.code::text order by origin.code, target.code),
    array_agg(sent.quantity order by origin.code, target.code)
  from (select good_id, from_assembly_id, to_assembly_id, sum(quantity) as quantity from plan_flow f where f.plan_id = p.id and f.period = plan_flows_by_good.period
    group by good_id, from_assembly_id, to_assembly_id) as sent
  join assembly origin on origin.id = sent.from_assembly_id join assembly target on target.id = sent.to_assembly_id join good on good.id = sent.good_id
  group by sent.good_id, good.name order by lower(good.name), sent.good_id $$;
create function bench.plan_bottleneck_assemblies(b plan_bottleneck) returns integer language sql immutable as $$ select cardinality(b.assembly_ids) $$;
grant execute on all functions in schema bench to public;
`;

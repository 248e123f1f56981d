import { quantityByNorm } from '../charter/norms/by-norm.js';

/**
 * The statements that gather a cycle's records, each a constant. $1 is the confederation's id and $2, where there is one, the cycle's.
 * Quantities come as decimal strings, also inside JSON; days as ISO text. Only what is live and present is read: records that are not
 * retired, of assemblies that are members now, directly or through smaller confederations.
 *
 * Goods, tiers and impacts are those of the confederation itself. What assemblies and smaller confederations have recorded about goods and
 * impacts of another confederation counts where this one has the same: the same code and the same unit.
 */

const member = `member as materialized (
  select a.id, a.code, a.name, a.population, a.latitude, a.longitude from members_of($1) x join assembly a on a.id = x.assembly_id)`;
const liveGood = 'live_good as materialized (select * from good where confederation_id = $1 and retired_at is null)';
const liveImpact = 'live_impact as materialized (select * from impact where confederation_id = $1 and retired_at is null)';
/** Every live good that is one of this confederation, whoever's it is, under the code that it has here. */
const sameGood = `same_good as materialized (
  select g.id, l.code from live_good l join good g on g.code = l.code and g.unit = l.unit where g.retired_at is null)`;
const sameImpact = `same_impact as materialized (
  select i.id, l.code from live_impact l join impact i on i.code = l.code and i.unit = l.unit where i.retired_at is null)`;
const goods = `${liveGood}, ${sameGood}`;
const impacts = `${liveImpact}, ${sameImpact}`;
/** An enterprise's pools go with it. */
const livePool = `live_pool as materialized (
  select p.*, m.code as assembly, e.code as enterprise
  from pool p join member m on m.id = p.assembly_id left join enterprise e on e.id = p.enterprise_id
  where p.retired_at is null and e.retired_at is null)`;
/** This confederation and those beneath it, and for each the assemblies that are its members; `place`: what its codes begin with here. */
const beneath = `tree as materialized (
    select c.id, case when c.id = $1 then '' else c.code || '/' end as place
    from confederations_of($1) t join confederation c on c.id = t.confederation_id),
  beneath as materialized (
    select tree.id as confederation_id, m.id, m.code from tree cross join lateral members_of(tree.id) x join member m on m.id = x.assembly_id)`;

export const cycleQuery = `
  select k.code, k.name, k.objectives, k.sources, c.id as confederation_id, c.code as confederation_code, c.name as confederation_name, c.description
  from planning_cycle k join confederation c on c.id = k.confederation_id where k.id = $1`;

export const periodsQuery = 'select code, name, starts::text, ends::text from cycle_period where cycle_id = $1 order by position';

export const assembliesQuery = `with ${member} select code, name, population, latitude, longitude from member order by code`;

export const goodsQuery = `with ${liveGood} select code, name, unit, tonnes_per_unit, storable, loss_per_period from live_good order by code`;

export const tiersQuery = 'select code, name, description from tier where confederation_id = $1 and retired_at is null order by position';

export const impactsQuery = `with ${liveImpact} select code, name, unit from live_impact order by code`;

export const parcelsQuery = `with ${member}
  select m.code as assembly, p.code, p.name, p.hectares, p.use, p.fit_for, p.outline
  from land_parcel p join member m on m.id = p.assembly_id where p.retired_at is null order by m.code, p.code`;

export const enterprisesQuery = `with ${member}
  select m.code as assembly, e.code, e.name, e.description
  from enterprise e join member m on m.id = e.assembly_id where e.retired_at is null order by m.code, e.code`;

export const poolsQuery = `with ${member}, ${livePool}
  select assembly, enterprise, code, name, kind, unit, quantity, quantity_by_period, loss_per_period from live_pool order by assembly, code`;

/** A process takes part when every good, pool and impact it names does. */
export const processesQuery = `with ${member}, ${goods}, ${impacts}, ${livePool}
  select m.code as assembly, e.code as enterprise, p.code, p.name, p.land_fit_for, p.land_hectares, p.land_periods, p.max_runs, p.max_runs_by_period,
    array(select json_build_object('good', g.code, 'quantity', i.quantity::text)
      from process_input i join same_good g on g.id = i.good_id where i.process_id = p.id order by g.code) as inputs,
    array(select json_build_object('good', g.code, 'quantity', o.quantity::text, 'after', o.after)
      from process_output o join same_good g on g.id = o.good_id where o.process_id = p.id order by g.code, o.after) as outputs,
    array(select json_build_object('pool', q.code, 'quantity', u.quantity::text, 'periods', u.periods)
      from process_use u join pool q on q.id = u.pool_id where u.process_id = p.id order by q.code) as uses,
    array(select json_build_object('pool', q.code, 'quantity', d.quantity::text, 'after', d.after)
      from process_addition d join pool q on q.id = d.pool_id where d.process_id = p.id order by q.code) as adds,
    array(select json_build_object('impact', i.code, 'quantity', c.quantity::text)
      from process_impact c join same_impact i on i.id = c.impact_id where c.process_id = p.id order by i.code) as impacts
  from process p join enterprise e on e.id = p.enterprise_id join member m on m.id = e.assembly_id
  where p.retired_at is null and e.retired_at is null
    and not exists (select from process_input i where i.process_id = p.id and i.good_id not in (select id from same_good))
    and not exists (select from process_output o where o.process_id = p.id and o.good_id not in (select id from same_good))
    and not exists (select from process_use u where u.process_id = p.id and u.pool_id not in (select id from live_pool where assembly_id = e.assembly_id))
    and not exists (select from process_addition d where d.process_id = p.id and d.pool_id not in (select id from live_pool where assembly_id = e.assembly_id))
    and not exists (select from process_impact c where c.process_id = p.id and c.impact_id not in (select id from same_impact))
  order by m.code, e.code, p.code`;

/** Of stocks and export limits: those of any period, and those of a period of this cycle. */
const ofThisCycle = '(r.period is null or r.period in (select code from cycle_period where cycle_id = $2))';

export const stocksQuery = `with ${member}, ${goods}
  select m.code as assembly, g.code as good, r.period, r.quantity
  from stock r join member m on m.id = r.assembly_id join same_good g on g.id = r.good_id
  where r.retired_at is null and ${ofThisCycle} order by m.code, g.code, r.period nulls first, r.quantity`;

export const exportLimitsQuery = `with ${member}, ${goods}
  select m.code as assembly, g.code as good, r.period, r.quantity
  from export_limit r join member m on m.id = r.assembly_id join same_good g on g.id = r.good_id
  where r.retired_at is null and ${ofThisCycle} order by m.code, g.code, r.period nulls first, r.quantity`;

/**
 * Routes of this confederation and of those beneath it, between members of each. A route that names goods carries those of them that are
 * here; one that has none of its goods here carries nothing, and is not there. Nor is one of a smaller confederation that has an impact
 * which is not counted here: its own limits would not see it.
 */
export const routesQuery = `with ${member}, ${goods}, ${impacts}, ${beneath}, of_route as (
    select r.*, tree.place || r.code as known_as, f.code as "from", t.code as "to", exists (select from route_good c where c.route_id = r.id) as names_goods,
      array(select g.code::text from route_good c join same_good g on g.id = c.good_id where c.route_id = r.id order by g.code) as goods
    from tree join route r on r.confederation_id = tree.id
    join beneath f on f.confederation_id = tree.id and f.id = r.from_assembly_id join beneath t on t.confederation_id = tree.id and t.id = r.to_assembly_id
    where r.retired_at is null)
  select known_as as code, "from", "to", km, both_ways, takes, loss, tonnes_per_period, case when names_goods then goods end as goods,
    array(select json_build_object('impact', i.code, 'quantity', c.quantity::text)
      from route_impact c join same_impact i on i.id = c.impact_id where c.route_id = of_route.id order by i.code) as impacts
  from of_route
  where (not names_goods or cardinality(goods) > 0) and (confederation_id = $1 or not exists (
    select from route_impact c join impact i on i.id = c.impact_id and i.retired_at is null
    where c.route_id = of_route.id and i.id not in (select id from same_impact)))
  order by known_as`;

/**
 * Limits of this confederation and of those beneath it; those of a smaller one are about the assemblies beneath it. A limit that names
 * assemblies or periods is about those of them that are in this cycle; where none is, it is not about this cycle.
 */
export const limitsQuery = `with ${member}, ${impacts}, ${beneath}, of_limit as (
    select tree.place || l.code as code, l.name, i.code as impact, l.quantity, l.periods is not null as names_periods,
      tree.id <> $1 or names.assemblies as names_assemblies,
      array(select m.code::text from beneath m where m.confederation_id = tree.id and (tree.id <> $1 or names.assemblies)
        and (not names.assemblies or m.id in (select x.assembly_id from ecological_limit_assembly x where x.limit_id = l.id)) order by m.code) as assemblies,
      array(select p.code::text from cycle_period p where p.cycle_id = $2 and p.code = any(l.periods) order by p.position) as periods
    from tree join ecological_limit l on l.confederation_id = tree.id join same_impact i on i.id = l.impact_id
    cross join lateral (select exists (select from ecological_limit_assembly x where x.limit_id = l.id) as assemblies) as names
    where l.retired_at is null)
  select code, name, impact, quantity, case when names_assemblies then assemblies end as assemblies, case when names_periods then periods end as periods
  from of_limit
  where (not names_assemblies or cardinality(assemblies) > 0) and (not names_periods or cardinality(periods) > 0)
  order by code`;

/** The yardstick that the confederation agreed on goes before a need's own. */
export const needsQuery = `with ${member}, ${liveGood}
  select m.code as assembly, g.code as good, p.code as period, t.code as tier, n.quantity, coalesce(${quantityByNorm}, n.yardstick) as yardstick, n.why
  from need n join member m on m.id = n.assembly_id join live_good g on g.id = n.good_id
  join cycle_period p on p.id = n.period_id and p.cycle_id = n.cycle_id
  join tier t on t.id = n.tier_id and t.confederation_id = $1 and t.retired_at is null
  left join norm o on o.good_id = n.good_id and o.tier_id = n.tier_id and o.retired_at is null
  where n.cycle_id = $2 and n.retired_at is null order by m.code, g.code, p.position, t.position`;

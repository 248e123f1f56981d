-- The wall: what the database itself lets each part of the service do, whatever the program above it asks for. docs/wall.md says who is who.
--
-- Whatever is not granted here is refused. Every table has row level security; whose rows a role may write, it takes from the mandate, the resolution or the
-- adopted proposal that the transaction names (confed.person, confed.mandate, confed.resolution, confed.proposal), and looks each up.

-- The roles belong to the whole cluster, and several databases of it may be migrated at the same moment.
do $$
declare
  role text;
  names text[] := '{confed_app, confed_delegate, confed_coordinator, confed_proposal, confed_worker}';
  may_become text := case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end;
begin
  foreach role in array names loop
    begin
      if not exists (select from pg_roles where rolname = role) then execute format('create role %I nologin', role); end if;
    exception when duplicate_object or unique_violation then null; -- another database was faster
    end;
    begin
      if not pg_has_role(role, may_become) then execute format('grant %I to %I', role, current_user); end if;
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;
exception when insufficient_privilege then
  raise insufficient_privilege using message = format('%I may not make the roles of the service; run once as one who may:%s grant %s to %I', current_user,
    (select coalesce(string_agg(format(' create role %I nologin;', name), '' order by place), '') from unnest(names) with ordinality as n(name, place)
      where not exists (select from pg_roles where rolname = name)),
    array_to_string(names, ', '), current_user);
end $$;

-- The login of the service where it has one of its own, as in an embedded PostgreSQL.
do $$
begin
  if exists (select from pg_roles where rolname = 'confed_service') then
    grant confed_app, confed_delegate, confed_coordinator, confed_proposal, confed_worker to confed_service;
  end if;
exception when insufficient_privilege or duplicate_object or unique_violation then null; -- whoever made it has granted them, or the start says what is missing
end $$;

revoke create on schema public from public;
grant usage on schema public to confed_app, confed_delegate, confed_coordinator, confed_proposal, confed_worker;
revoke execute on all functions in schema public from public;
alter default privileges revoke execute on functions from public;

-- What triggers write, they write by the owner's rights, so that nobody else needs any on the public record and the revisions.
alter function note_change() security definer;
alter function note_change() set search_path = public, pg_temp;
alter function write_public_record() security definer;
alter function write_public_record() set search_path = public, pg_temp;
alter function keep_need_revision() security definer;
alter function keep_need_revision() set search_path = public, pg_temp;
alter function keep_proposal_version() security definer;
alter function keep_proposal_version() set search_path = public, pg_temp;

-- The assembly that the transaction's delegate acts for: null where the mandate that it names is not that person's, or does not hold today.
create function delegate_of() returns uuid language sql stable security definer set search_path = public, pg_temp as $$
  select m.assembly_id from mandate m
  where m.id = nullif(current_setting('confed.mandate', true), '')::uuid and m.person_id = nullif(current_setting('confed.person', true), '')::uuid
    and m.role = 'delegate' and holds(m)
$$;

-- The confederation that the transaction's coordinator serves.
create function coordinator_of() returns uuid language sql stable security definer set search_path = public, pg_temp as $$
  select m.confederation_id from mandate m
  where m.id = nullif(current_setting('confed.mandate', true), '')::uuid and m.person_id = nullif(current_setting('confed.person', true), '')::uuid
    and m.role = 'coordinator' and holds(m)
$$;

-- The assembly whose resolution the transaction carries out.
create function resolved_by() returns uuid language sql stable security definer set search_path = public, pg_temp as $$
  select r.assembly_id from resolution r where r.id = nullif(current_setting('confed.resolution', true), '')::uuid
$$;

-- The assembly that the transaction's person was invited for: null where the invitation that it names is used, withdrawn or over, or the assembly has a delegate.
create function invited_for() returns uuid language sql stable security definer set search_path = public, pg_temp as $$
  select i.assembly_id from invitation i
  where i.id = nullif(current_setting('confed.invitation', true), '')::uuid and i.person_id = nullif(current_setting('confed.person', true), '')::uuid
    and i.mandate_id is null and i.retired_at is null and i.expires_at > now() and not has_delegate(i.assembly_id) and may_invite(i.confederation_id, i.assembly_id)
$$;

-- The confederations without a charter yet that the transaction's assembly founded: it says what they share, by its resolution.
create function founding() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select c.id from confederation c where c.founded_by_id = delegate_of() and c.founded_by_id = resolved_by() and not has_charter(c.id)
$$;

-- What the count of the assemblies' last answers to a version of a proposal comes to.
create function proposal_outcome(of_proposal uuid, of_version integer) returns text language sql stable security definer set search_path = public, pg_temp as $$
  with answered as (
    select distinct on (d.assembly_id) d.assembly_id, d.answer from proposal_decision d
    where d.proposal_id = of_proposal and d.version = of_version order by d.assembly_id, d.number desc)
  select t.outcome from proposal p, tally(p.confederation_id,
    array(select assembly_id from answered where answer = 'agree'), array(select assembly_id from answered where answer = 'object'),
    array(select assembly_id from answered where answer = 'abstain'), coalesce(p.deadline <= clock_timestamp(), false)) t
  where p.id = of_proposal
$$;

-- What the count of the assemblies' answers to the plans of a cycle comes to for one of them: who ratified another or none objects to it.
create function plan_outcome(of_cycle uuid, of_plan uuid) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select t.outcome from planning_cycle c cross join lateral (
      select coalesce(array_agg(d.assembly_id) filter (where of_plan = any(d.ratified)), '{}') as agree,
        coalesce(array_agg(d.assembly_id) filter (where d.answer <> 'abstain' and of_plan <> all(d.ratified)), '{}') as object,
        coalesce(array_agg(d.assembly_id) filter (where d.answer = 'abstain'), '{}') as abstain
      from plan_decision d where d.cycle_id = c.id and d.round = c.round and d.retired_at is null) a
    cross join lateral tally(c.confederation_id, a.agree, a.object, a.abstain, coalesce(c.deciding_until <= clock_timestamp(), false)) t
  where c.id = of_cycle and c.state = 'deciding'
    and exists (select from proposed_plan p where p.cycle_id = c.id and p.round = c.round and p.plan_id = of_plan and p.withdrawn_at is null)
$$;

-- The confederation whose proposal the transaction carries out, or tries out: what was not adopted in the transaction cannot be committed (adopted_first).
create function carried_out() returns uuid language sql stable security definer set search_path = public, pg_temp as $$
  select p.confederation_id from proposal p where p.id = nullif(current_setting('confed.proposal', true), '')::uuid
    and (p.status in ('draft', 'open') or p.status = 'adopted' and p.ended_at >= now())
$$;

-- Whether a person has a way to sign in.
create function signs_in(of_person uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from password w where w.person_id = of_person) or exists (select from open_id o where o.person_id = of_person)
$$;

-- Puts a table behind the wall: everybody of the service reads it (secrets: columns that confed_app alone reads), and may lock its rows; nobody writes it. `for share` asks for the right to update some
-- column: of a record that is updated_at, and the policy refuses every row that would be changed by it.
create function wall(of_table text, secrets text[] default '{}') returns void language plpgsql as $$
declare
  roles text := 'confed_app, confed_delegate, confed_coordinator, confed_proposal, confed_worker';
begin
  execute format('alter table %I enable row level security', of_table);
  if secrets = '{}' then
    execute format('grant select on %I to %s', of_table, roles);
  else
    execute format('grant select on %I to confed_app', of_table);
    execute format('grant select (%s) on %I to %s', (select string_agg(quote_ident(attname), ', ') from pg_attribute
      where attrelid = of_table::regclass and attnum > 0 and not attisdropped and attname <> all(secrets)), of_table, roles);
  end if;
  execute format('create policy is_read on %I for select to %s using (true)', of_table, roles);
  if exists (select from pg_attribute where attrelid = of_table::regclass and attname = 'updated_at') then
    execute format('grant update (updated_at) on %I to %s', of_table, roles);
    execute format('create policy is_locked on %I for update to %s using (true) with check (false)', of_table, roles);
  end if;
end $$;

-- Another rule by which a role may update a table, beside the one that it has.
create function may_too(of_role text, on_table text, why text, of_rows text, updates text[]) returns void language plpgsql as $$
begin
  execute format('grant update (%s) on %I to %I', array_to_string(updates || '{updated_at}', ', '), on_table, of_role);
  execute format('create policy %I on %I for update to %I using (true) with check (%s)', of_role || '_' || why, on_table, of_role, of_rows);
end $$;

-- Opens a door for a role, for rows that meet a condition, which must not rest on a column that the role may update: with every row to be seen,
-- one that is none of its rows is an error and not silence. inserts: columns, or '*' for all that the database does not fill in.
-- updates: columns; those that tell of a revision come with them.
create function may(of_role text, on_table text, of_rows text, inserts text[] default null, updates text[] default null, deletes boolean default false) returns void
language plpgsql as $$
declare
  columns text[] := array(select attname from pg_attribute where attrelid = on_table::regclass and attnum > 0 and not attisdropped and attgenerated = '');
  kept text[] := '{version, created_at, updated_at, retired_at}';
begin
  if inserts is not null then
    execute format('grant insert (%s) on %I to %I', (select string_agg(quote_ident(name), ', ') from unnest(case when inserts = '{*}' then columns else inserts end) as name
      where inserts <> '{*}' or name <> all(kept)), on_table, of_role);
    execute format('create policy %I on %I for insert to %I with check (%s)', of_role || '_inserts', on_table, of_role, of_rows);
  end if;
  if updates is not null then
    execute format('grant update (%s) on %I to %I', (select string_agg(quote_ident(name), ', ') from unnest(updates || array(select unnest(kept) intersect select unnest(columns) except select 'created_at')) as name),
      on_table, of_role);
    execute format('create policy %I on %I for update to %I using (true) with check (%s)', of_role || '_updates', on_table, of_role, of_rows);
  end if;
  if deletes then
    execute format('grant delete on %I to %I', on_table, of_role);
    execute format('create policy %I on %I for delete to %I using (%s)', of_role || '_deletes', on_table, of_role, of_rows);
  end if;
end $$;
revoke execute on function wall, may, may_too from public;
grant execute on function delegate_of, coordinator_of, resolved_by, invited_for, founding, carried_out, proposal_outcome, plan_outcome, signs_in to confed_app, confed_delegate, confed_coordinator, confed_proposal, confed_worker;
grant execute on function take_mandate, take_invitation, holds, has_delegate, can_send, members_of, has_charter, tally, acting_mandate, acting_resolution,
  confederations_of, confederations_with, may_invite, is_admitted, lock_nesting, lock_succession_shared to confed_app, confed_delegate, confed_coordinator, confed_proposal, confed_worker;

select wall(name) from unnest('{confederation, assembly, membership, good, tier, impact, ecological_limit, ecological_limit_assembly, route, route_good, route_impact,
  land_parcel, enterprise, pool, process, process_input, process_output, process_use, process_addition, process_impact, stock, export_limit, planning_cycle, cycle_period,
  need, need_revision, scenario, plan, plan_level, plan_shortfall, plan_bottleneck, plan_need, plan_need_origin, plan_flow, plan_run, plan_kept, plan_pool_use, plan_route_use,
  plan_export_use, plan_limit_use, plan_scarcity, plan_scarcity_tier, public_record, public_record_head, resolution, mandate, invitation, person,
  charter, norm, admission, proposal, proposal_version, proposal_decision,
  cycle_transition, declaration, proposed_plan, plan_decision, objection_need, objection_limit, adoption, merger, succession}'::text[]) as name;

-- What an assembly holds, needs and decides: its own delegate, under a resolution of its own.
do $$
declare
  own text := '(select delegate_of()) and %1$s = (select resolved_by())';
  of_assembly text := format('assembly_id = ' || own, 'assembly_id');
  of_enterprise text := 'enterprise_id in (select e.id from enterprise e where ' || format('e.assembly_id = ' || own, 'e.assembly_id') || ')';
  of_process text := 'process_id in (select p.id from process p join enterprise e on e.id = p.enterprise_id where ' || format('e.assembly_id = ' || own, 'e.assembly_id') || ')';
begin
  perform may('confed_delegate', 'land_parcel', of_assembly, '{*}', '{name, hectares, use, fit_for, outline}');
  perform may('confed_delegate', 'enterprise', of_assembly, '{*}', '{name, description}');
  perform may('confed_delegate', 'pool', of_assembly, '{*}', '{enterprise_id, name, kind, unit, quantity, quantity_by_period, loss_per_period}');
  perform may('confed_delegate', 'process', of_enterprise, '{*}', '{name, land_fit_for, land_hectares, land_periods, max_runs, max_runs_by_period}');
  perform may('confed_delegate', part, of_process, '{*}', null, true)
    from unnest('{process_input, process_output, process_use, process_addition, process_impact}'::text[]) as part;
  perform may('confed_delegate', 'stock', of_assembly, '{*}', '{period, quantity}');
  perform may('confed_delegate', 'export_limit', of_assembly, '{*}', '{period, quantity}');
  perform may('confed_delegate', 'need', of_assembly || $q$ and cycle_id in (select c.id from planning_cycle c where c.state = 'declaring')$q$, '{*}', '{quantity, yardstick, why}');
  perform may('confed_delegate', 'declaration', of_assembly, '{*}', '{}');
  -- Its place in a confederation; that of a confederation which it founded, in a larger one, as long as that has no charter.
  perform may('confed_delegate', 'membership', of_assembly || ' or member_confederation_id = any (array(select founding()))', '{*}', '{since}');
  perform may('confed_delegate', 'merger', of_assembly, '{assembly_id, into_id}', '{}');
  perform may('confed_delegate', 'assembly', format('id = ' || own, 'id'), null, '{name, population, latitude, longitude}');
  -- A resolution is written down before it can be carried out.
  perform may('confed_delegate', 'resolution', 'assembly_id in ((select delegate_of()), (select invited_for()))', '{*}');
  -- The first mandate of an assembly is held by the person who was invited for it, and who comes with its resolution.
  perform may('confed_delegate', 'mandate', of_assembly || $q$ or role = 'delegate' and person_id = nullif(current_setting('confed.person', true), '')::uuid
    and assembly_id = (select invited_for()) and assembly_id = (select resolved_by())$q$, '{*}');
  perform may('confed_delegate', 'mandate', of_assembly, null, '{recalled_by_id}');
  perform may('confed_delegate', 'invitation', $q$id = nullif(current_setting('confed.invitation', true), '')::uuid and person_id = nullif(current_setting('confed.person', true), '')::uuid
    and exists (select from mandate m where m.id = mandate_id and (m.person_id, m.assembly_id) = (invitation.person_id, invitation.assembly_id))$q$, null, '{mandate_id}');
  -- Decisions are the assemblies' alone, and stay.
  perform may('confed_delegate', 'proposal_decision', of_assembly, '{proposal_id, version, assembly_id, answer, reasons, mandate_id, resolution_id}');
  perform may('confed_delegate', 'plan_decision', of_assembly, '{cycle_id, round, assembly_id, answer, ratified, reasons, mandate_id, resolution_id}', '{}');
  perform may('confed_delegate', 'objection_need', 'decision_id in (select d.id from plan_decision d where ' || format('d.assembly_id = ' || own, 'd.assembly_id') || ')', '{decision_id, position, need_id, need_version, quantity}');
  perform may('confed_delegate', 'objection_limit', 'decision_id in (select d.id from plan_decision d where ' || format('d.assembly_id = ' || own, 'd.assembly_id') || ')', '{*}');
end $$;
grant execute on function carry_out_merger, split_off to confed_delegate;

-- Somebody new may be given a mandate, or invited, with a link by which they begin; who signs in already gets none.
do $$
declare
  role text;
  mandated text;
begin
  for role, mandated in values ('confed_delegate', '(select delegate_of()) is not null'), ('confed_coordinator', '(select coordinator_of()) is not null') loop
    perform may(role, 'person', mandated, '{name}');
    perform may(role, 'one_time_link', $q$purpose = 'BEGIN' and not signs_in(person_id) and $q$ || mandated, '{purpose, secret_sha256, person_id, expires_at}');
  end loop;
end $$;

-- A bare record of an assembly, with a name and nothing else, is written down by anybody with a mandate.
select may('confed_delegate', 'assembly', '(select delegate_of()) is not null', '{*}');
select may('confed_coordinator', 'assembly', '(select coordinator_of()) is not null', '{*}');

-- What a confederation shares: by an adopted proposal; while it is being founded, by the assembly that founded it.
do $$
declare
  role text;
  own text;
  of_confederation text;
begin
  for role, own in values ('confed_delegate', 'any (array(select founding()))'), ('confed_proposal', '(select carried_out())') loop
    of_confederation := 'confederation_id = ' || own;
    perform may(role, 'confederation', 'id = ' || own, null, '{name, description, functional}');
    perform may(role, 'good', of_confederation, '{*}', '{name, unit, tonnes_per_unit, storable, loss_per_period}');
    perform may(role, 'tier', of_confederation, '{*}', '{name, description, position}');
    perform may(role, 'norm', of_confederation, '{*}', '{per_person_year}');
    perform may(role, 'impact', of_confederation, '{*}', '{name, unit}');
    perform may(role, 'ecological_limit', of_confederation, '{*}', '{name, quantity, periods}');
    perform may(role, 'ecological_limit_assembly', 'limit_id in (select l.id from ecological_limit l where l.' || of_confederation || ')', '{*}', null, true);
    perform may(role, 'route', of_confederation, '{*}', '{km, both_ways, takes, loss, tonnes_per_period}');
    perform may(role, part, 'route_id in (select r.id from route r where r.' || of_confederation || ')', '{*}', null, true) from unnest('{route_good, route_impact}'::text[]) as part;
  end loop;
end $$;
select may('confed_delegate', 'confederation', 'founded_by_id = (select delegate_of()) and founded_by_id = (select resolved_by())', '{*}');

select may('confed_proposal', 'charter', 'confederation_id = (select carried_out())', '{*}');
select may('confed_proposal', 'admission', 'confederation_id = (select carried_out())', '{*}');
select may('confed_proposal', 'membership', 'member_confederation_id = (select carried_out())', '{confederation_id, member_confederation_id, since}', '{}');

-- What is proposed is drafted by coordinators, or by the delegates of a member under its resolution; how it ends, the count says (proposal_ends).
do $$
declare
  role text;
  drafts text;
begin
  for role, drafts in values
    ('confed_coordinator', 'confederation_id = (select coordinator_of())'),
    ('confed_delegate', '(select delegate_of()) in (select m.assembly_id from members_of(confederation_id) m) and (select delegate_of()) = (select resolved_by())')
  loop
    perform may(role, 'proposal', drafts || $q$ and status = 'draft'$q$, '{confederation_id, title, text, changes, mandate_id}');
    perform may(role, 'proposal', drafts || $q$ and status in ('draft', 'open', 'withdrawn')$q$, null, '{title, text, changes, status, mandate_id, opened_at, deadline, ended_at}');
  end loop;
  -- The delegate whose decision is the last that it takes has it counted, and carried out.
  foreach role in array '{confed_delegate, confed_proposal, confed_worker}'::text[] loop
    perform may_too(role, 'proposal', 'ends', $q$status in ('adopted', 'refused', 'not_possible')$q$, '{status, ended_at, tally, failures, record_ids}');
  end loop;
end $$;

-- The least time to decide that the charter in force gives.
create function least_time(of_confederation uuid) returns interval language sql stable as $$
  select make_interval(days => coalesce((select c.decision_days from charter c where c.confederation_id = of_confederation order by c.number desc limit 1), 0))
$$;
grant execute on function least_time to confed_delegate, confed_coordinator, confed_proposal, confed_worker;

create function proposal_ends() returns trigger language plpgsql as $$
declare
  outcome text;
begin
  if old.status in ('adopted', 'refused', 'not_possible', 'withdrawn') then raise insufficient_privilege using message = 'a proposal that has ended stays as it is'; end if;
  if old.status = 'open' and new.status = 'open' and new.deadline is distinct from old.deadline and new.deadline < old.deadline and new.version = old.version then
    raise insufficient_privilege using message = 'a deadline for deciding does not come nearer';
  end if;
  if old.status = 'draft' and new.status = 'open' and new.deadline < now() + least_time(new.confederation_id) then
    raise insufficient_privilege using message = 'the charter gives the assemblies more time to decide';
  end if;
  if new.status in ('adopted', 'refused', 'not_possible') then
    outcome := proposal_outcome(new.id, new.version);
    if old.status <> 'open' or new.version <> old.version or new.deadline is distinct from old.deadline or outcome is distinct from (case new.status when 'refused' then 'refused' else 'agreed' end) then
      raise insufficient_privilege using message = format('a proposal is %s by the count of decisions alone, which says %s', replace(new.status, '_', ' '), coalesce(outcome, 'nothing'));
    end if;
    new.ended_at := greatest(new.ended_at, now());
  end if;
  return new;
end $$;
create trigger proposal_ends_by_the_count before update on proposal for each row
  when (current_user in ('confed_app', 'confed_delegate', 'confed_coordinator', 'confed_proposal', 'confed_worker')) execute function proposal_ends();

-- Trying a proposal out writes what it would change, and takes it back. Where it is not taken back, nothing of the transaction stays.
create function adopted_first() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r jsonb := to_jsonb(coalesce(new, old));
  confederation uuid := coalesce(case when tg_table_name = 'membership' then r ->> 'member_confederation_id' end, r ->> 'confederation_id', (select l.confederation_id from ecological_limit l where l.id = (r ->> 'limit_id')::uuid)::text,
    (select o.confederation_id from route o where o.id = (r ->> 'route_id')::uuid)::text, r ->> 'id')::uuid;
begin
  if not exists (select from proposal p where p.confederation_id = confederation and p.status = 'adopted' and p.ended_at >= now()) then
    raise insufficient_privilege using message = format('a change of %s was not adopted', tg_table_name);
  end if;
  return null;
end $$;
do $$
declare
  name text;
begin
  foreach name in array '{confederation, good, tier, norm, impact, ecological_limit, ecological_limit_assembly, route, route_good, route_impact, charter, admission, membership}'::text[] loop
    execute format('create constraint trigger is_adopted after insert or update or delete on %I deferrable initially deferred for each row when (current_user = ''confed_proposal'') execute function adopted_first()', name);
  end loop;
end $$;

-- Administration: the coordinators of the confederation.
-- An assembly that is a member somewhere is invited by that council alone, and none that has a delegate.
select may('confed_coordinator', 'invitation', $q$confederation_id = (select coordinator_of()) and mandate_id is null and not has_delegate(assembly_id) and may_invite(confederation_id, assembly_id)$q$,
  '{confederation_id, assembly_id, person_id, expires_at}');
select may('confed_coordinator', 'invitation', 'confederation_id = (select coordinator_of()) and mandate_id is null', null, '{}');
do $$
declare
  of_cycle text := 'cycle_id in (select c.id from planning_cycle c where c.confederation_id = (select coordinator_of()))';
begin
  perform may('confed_coordinator', 'planning_cycle', 'confederation_id = (select coordinator_of())', '{confederation_id, code, name, objectives, sources, declaring_until}',
    '{name, objectives, sources, state, round, declaring_until, deciding_until}');
  perform may('confed_coordinator', 'cycle_transition', of_cycle, '{cycle_id, from_state, to_state, round, reason}');
  perform may('confed_coordinator', 'proposed_plan', of_cycle, '{cycle_id, round, plan_id, position}', '{withdrawn_at}');
  perform may('confed_coordinator', 'cycle_period', of_cycle, '{*}', '{name, position, starts, ends}', true);
  perform may('confed_coordinator', 'scenario', of_cycle, '{cycle_id, sha256, document}');
  perform may('confed_coordinator', 'plan', of_cycle, '{cycle_id, scenario_id, need_ids, needs}');
  -- A plan that is not wanted any more; what a plan says is the planner's to write.
  perform may('confed_coordinator', 'plan', of_cycle || $q$ and status = 'cancelled'$q$, null, '{status, run_id, ended_at}');
end $$;

-- The planner writes plans, and the results of a plan that is being made.
select may('confed_worker', 'plan', 'true', null,
  '{status, run_id, runs_begun, tier_id, level, settled, started_at, ended_at, failure, engine_name, engine_version, objectives, document, sha256}');
select may('confed_worker', name, $q$plan_id = any (array(select p.id from plan p where p.status = 'running'))$q$, '{*}')
from unnest('{plan_level, plan_shortfall, plan_bottleneck, plan_need, plan_need_origin, plan_flow, plan_run, plan_kept, plan_pool_use, plan_route_use, plan_export_use, plan_limit_use,
  plan_scarcity, plan_scarcity_tier}'::text[]) as name;

-- The planner's clerk does what follows from the count: a plan is adopted, or all are refused and declaring begins anew.
select may('confed_worker', 'planning_cycle', $q$state in ('adopted', 'declaring')$q$, null, '{state, round, declaring_until, deciding_until}');
select may('confed_worker', 'cycle_transition', 'true', '{cycle_id, from_state, to_state, round, reason}');
select may('confed_worker', 'adoption', $q$plan_outcome(cycle_id, plan_id) = 'agreed'$q$, '{cycle_id, round, plan_id, assembly_ids, document, sha256}');
-- A need changes by the clerk's hand only into what the assembly's own objection, of a round that is over, says that it shall be.
select may('confed_worker', 'objection_need', $q$outcome <> 'waiting'$q$, null, '{outcome, told}');
select may('confed_worker', 'need', $q$exists (select from objection_need o join plan_decision d on d.id = o.decision_id join planning_cycle c on c.id = d.cycle_id
  where o.need_id = need.id and o.outcome = 'waiting' and o.need_version = need.version - 1 and d.assembly_id = need.assembly_id and d.cycle_id = need.cycle_id and d.retired_at is null
    and d.round < c.round and c.state = 'declaring' and case when o.quantity is null then need.retired_at is not null else need.retired_at is null and need.quantity = o.quantity end)$q$, null, '{quantity}');

-- Coordinators move a cycle up to where the assemblies decide, and on from there; out of deciding the count alone leads, and nobody cuts it short.
create function cycle_moves() returns trigger language plpgsql as $$
begin
  if new.state = old.state then
    if new.round <> old.round or old.state = 'deciding' and new.deciding_until < old.deciding_until then
      raise insufficient_privilege using message = 'a round is not skipped, and a deadline for deciding does not come nearer';
    end if;
    return new;
  end if;
  if new.round <> old.round + (new.state = 'declaring')::integer or not (case current_user
    when 'confed_coordinator' then (old.state, new.state) in (('declaring', 'planning'), ('planning', 'proposed'), ('proposed', 'deciding'), ('planning', 'declaring'), ('proposed', 'declaring'),
      ('adopted', 'carried_out'), ('carried_out', 'closed'))
    when 'confed_worker' then (old.state, new.state) in (('deciding', 'adopted'), ('deciding', 'declaring'))
    else false end)
  then
    raise insufficient_privilege using message = format('a cycle does not move from %s to %s by %s', old.state, new.state, current_user);
  end if;
  if new.state = 'deciding' and new.deciding_until < now() + least_time(new.confederation_id) then
    raise insufficient_privilege using message = 'the charter gives the assemblies more time to decide';
  end if;
  if new.state = 'adopted' and not exists (select from adoption a where a.cycle_id = new.id and a.round = new.round and plan_outcome(new.id, a.plan_id) = 'agreed')
    or old.state = 'deciding' and new.state = 'declaring'
      and exists (select from proposed_plan p where p.cycle_id = new.id and p.round = old.round and p.withdrawn_at is null and plan_outcome(new.id, p.plan_id) is distinct from 'refused')
  then
    raise insufficient_privilege using message = 'what follows from the decisions, the count of them says alone';
  end if;
  return new;
end $$;
create trigger cycle_moves_by_rule before update on planning_cycle for each row
  when (current_user in ('confed_app', 'confed_delegate', 'confed_coordinator', 'confed_proposal', 'confed_worker')) execute function cycle_moves();

-- Signing in is the service's own affair, whatever capacity somebody has: nobody else reads what it takes.
create function of_account(of_table text, updates text[]) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', of_table);
  execute format('grant select, insert on %I to confed_app', of_table);
  execute format('grant update (%s) on %I to confed_app', array_to_string(updates, ', '), of_table);
  execute format('create policy is_account on %I to confed_app using (true) with check (true)', of_table);
end $$;
revoke execute on function of_account from public;
select of_account('password', '{hash, changed_at}'), of_account('open_id', '{linked_at}'), of_account('session', '{ended_at}'), of_account('api_token', '{revoked_at}'),
  of_account('one_time_link', '{used_at, expires_at}'), of_account('open_id_way', '{used_at}');
-- Whoever begins by a link chooses the name to show; newcomers by OpenID Connect are persons from then on.
select may('confed_app', 'person', 'exists (select from one_time_link l where l.person_id = person.id and l.used_at = now())', null, '{name}');

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
    and i.mandate_id is null and i.retired_at is null and i.expires_at > now() and not has_delegate(i.assembly_id)
$$;

-- The confederations without a charter yet that the transaction's assembly founded: it says what they share, by its resolution.
create function founding() returns setof uuid language sql stable security definer set search_path = public, pg_temp as $$
  select c.id from confederation c where c.founded_by_id = delegate_of() and c.founded_by_id = resolved_by() and not has_charter(c.id)
$$;

-- The confederation whose adopted proposal the transaction carries out.
create function carried_out() returns uuid language sql stable security definer set search_path = public, pg_temp as $$ select null::uuid $$;

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
revoke execute on function wall, may from public;
grant execute on function delegate_of, coordinator_of, resolved_by, invited_for, founding, carried_out to confed_app, confed_delegate, confed_coordinator, confed_proposal, confed_worker;
grant execute on function take_mandate, take_invitation, holds, has_delegate, can_send, members_of, has_charter to confed_app, confed_delegate, confed_coordinator, confed_proposal, confed_worker;

select wall(name) from unnest('{confederation, assembly, membership, good, tier, impact, ecological_limit, ecological_limit_assembly, route, route_good, route_impact,
  land_parcel, enterprise, pool, process, process_input, process_output, process_use, process_addition, process_impact, stock, export_limit, planning_cycle, cycle_period,
  need, need_revision, scenario, plan, plan_level, plan_shortfall, plan_bottleneck, plan_need, plan_need_origin, plan_flow, plan_run, plan_kept, plan_pool_use, plan_route_use,
  plan_export_use, plan_limit_use, plan_scarcity, plan_scarcity_tier, public_record, public_record_head, resolution, mandate, invitation, person}'::text[]) as name;

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
  perform may('confed_delegate', 'need', of_assembly, '{*}', '{quantity, yardstick, why}');
  perform may('confed_delegate', 'membership', of_assembly, '{*}', '{since}');
  perform may('confed_delegate', 'assembly', format('id = ' || own, 'id'), null, '{name, population, latitude, longitude}');
  -- A resolution is written down before it can be carried out.
  perform may('confed_delegate', 'resolution', 'assembly_id in ((select delegate_of()), (select invited_for()))', '{*}');
  -- The first mandate of an assembly is held by the person who was invited for it, and who comes with its resolution.
  perform may('confed_delegate', 'mandate', of_assembly || $q$ or role = 'delegate' and person_id = nullif(current_setting('confed.person', true), '')::uuid
    and assembly_id = (select invited_for()) and assembly_id = (select resolved_by())$q$, '{*}');
  perform may('confed_delegate', 'mandate', of_assembly, null, '{recalled_by_id}');
  perform may('confed_delegate', 'invitation', $q$id = nullif(current_setting('confed.invitation', true), '')::uuid and person_id = nullif(current_setting('confed.person', true), '')::uuid
    and exists (select from mandate m where m.id = mandate_id and (m.person_id, m.assembly_id) = (invitation.person_id, invitation.assembly_id))$q$, null, '{mandate_id}');
  -- Somebody new may be given a mandate, or invited.
  perform may('confed_delegate', 'person', '(select delegate_of()) is not null', '{name}');
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
    perform may(role, 'confederation', 'id = ' || own, null, '{name, description}');
    perform may(role, 'good', of_confederation, '{*}', '{name, unit, tonnes_per_unit, storable, loss_per_period}');
    perform may(role, 'tier', of_confederation, '{*}', '{name, description, position}');
    perform may(role, 'impact', of_confederation, '{*}', '{name, unit}');
    perform may(role, 'ecological_limit', of_confederation, '{*}', '{name, quantity, periods}');
    perform may(role, 'ecological_limit_assembly', 'limit_id in (select l.id from ecological_limit l where l.' || of_confederation || ')', '{*}', null, true);
    perform may(role, 'route', of_confederation, '{*}', '{km, both_ways, takes, loss, tonnes_per_period}');
    perform may(role, part, 'route_id in (select r.id from route r where r.' || of_confederation || ')', '{*}', null, true) from unnest('{route_good, route_impact}'::text[]) as part;
  end loop;
end $$;
select may('confed_delegate', 'confederation', 'founded_by_id = (select delegate_of()) and founded_by_id = (select resolved_by())', '{*}');

-- Administration: the coordinators of the confederation.
select may('confed_coordinator', 'person', '(select coordinator_of()) is not null', '{name}');
select may('confed_coordinator', 'invitation', 'confederation_id = (select coordinator_of()) and mandate_id is null', '{confederation_id, assembly_id, person_id, expires_at}', '{}');
do $$
declare
  of_cycle text := 'cycle_id in (select c.id from planning_cycle c where c.confederation_id = (select coordinator_of()))';
begin
  perform may('confed_coordinator', 'planning_cycle', 'confederation_id = (select coordinator_of())', '{*}', '{name, objectives, sources}');
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

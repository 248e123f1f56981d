-- Declarations are questioned in public, and put side by side; nothing here changes a need.

-- What an assembly is asked about its declaration: by the council, or by another member. asked_by_id: that member; null: the council.
-- good_id: what it is about; with need_id the good of that need; null: the declaration as a whole.
create table question (
  id uuid primary key default gen_random_uuid(),
  cycle_id uuid not null references planning_cycle,
  round integer not null,
  assembly_id uuid not null references assembly,
  asked_by_id uuid references assembly,
  need_id uuid references need,
  good_id uuid references good,
  text text not null check (text <> ''),
  mandate_id uuid references mandate default acting_mandate(),
  resolution_id uuid references resolution default acting_resolution(),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  check (need_id is null or good_id is not null)
);
create index question_cycle on question (cycle_id);
create index question_assembly on question (assembly_id);
create index question_need on question (need_id);
select audit_table('question', 'question', 'r.id', 'r.assembly_id', '(select c.confederation_id from planning_cycle c where c.id = r.cycle_id)');

-- What the assembly answers. A later answer retires the one before it.
create table question_answer (
  id uuid primary key default gen_random_uuid(),
  question_id uuid not null references question,
  assembly_id uuid not null references assembly,
  text text not null check (text <> ''),
  mandate_id uuid references mandate default acting_mandate(),
  resolution_id uuid references resolution default acting_resolution(),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz
);
create unique index question_answer_once on question_answer (question_id) where retired_at is null;
create index question_answer_assembly on question_answer (assembly_id);
select audit_table('question_answer', 'question_answer', 'r.id', 'r.assembly_id', '(select c.confederation_id from question q join planning_cycle c on c.id = q.cycle_id where q.id = r.question_id)');

-- Coordinators ask by their mandate alone, a member under its resolution; the assembly that is asked answers under its own. What was said stays as it was. When: src/cycles/cycle-acts.ts.
select wall('question'), wall('question_answer');
do $$
declare
  councils text := 'asked_by_id is null and exists (select from planning_cycle c where c.id = question.cycle_id and c.confederation_id = (select coordinator_of())%s)';
  members text := 'asked_by_id = (select delegate_of()) and asked_by_id = (select resolved_by()) and exists (
    select from planning_cycle c cross join lateral members_of(c.confederation_id) m where c.id = question.cycle_id and m.assembly_id = question.asked_by_id%s)';
  while_asked text := $q$ and c.state in ('declaring', 'planning', 'proposed')$q$;
begin
  perform may('confed_coordinator', 'question', format(councils, while_asked), '{cycle_id, round, assembly_id, need_id, good_id, text}');
  perform may('confed_coordinator', 'question', format(councils, ''), null, '{}');
  perform may('confed_delegate', 'question', format(members, while_asked), '{cycle_id, round, assembly_id, asked_by_id, need_id, good_id, text}');
  perform may('confed_delegate', 'question', format(members, ''), null, '{}');
  perform may('confed_delegate', 'question_answer', $q$assembly_id = (select delegate_of()) and assembly_id = (select resolved_by()) and exists (
    select from question q join planning_cycle c on c.id = q.cycle_id
    where q.id = question_answer.question_id and q.assembly_id = question_answer.assembly_id and c.state in ('declaring', 'planning', 'proposed', 'deciding'))$q$, '{question_id, assembly_id, text}', '{}');
end $$;

-- What members declared for a cycle, summed over its periods, for each person in a year of 365.25 days, so that it stands beside the norm. The median is that of the
-- members that declared the same good in the same tier and whose population is known (compared: how many). deviation: how far from the median by ratio, either way: 1 is
-- the median itself, 0 where nothing can be said. (Every window has the cycle among its partitions, so that one cycle is read for one cycle.)
create view declared_per_person with (security_invoker = true) as
  select md5(concat(cycle_id, assembly_id, good_id, tier_id))::uuid as id, cycle_id, assembly_id, good_id, tier_id, quantity, population,
    round(per_person, 6) as per_person_year, norm as norm_per_person_year, round(median, 6) as median_per_person_year, compared::integer as compared, case when per_person > 0 and median > 0 then round(least(per_person / median, 1e12), 6) end as times_median,
    case when per_person > 0 and median > 0 then round(least(greatest(per_person / median, median / per_person), 1e12), 9) else 0 end as deviation
  from (
    select *, avg(per_person) filter (where place in ((compared + 1) / 2, (compared + 2) / 2)) over (partition by cycle_id, good_id, tier_id) as median
    from (
      select *, count(per_person) over (partition by cycle_id, good_id, tier_id) as compared, row_number() over (partition by cycle_id, good_id, tier_id order by per_person) as place
      from (
        select d.*, d.quantity * 365.25 / nullif(d.population::numeric * d.days, 0) as per_person,
          (select o.per_person_year from norm o where o.good_id = d.good_id and o.tier_id = d.tier_id and o.retired_at is null) as norm
        from (
          select n.cycle_id, n.assembly_id, n.good_id, n.tier_id, a.population, sum(n.quantity) as quantity,
            (select sum(p.ends - p.starts + 1) from cycle_period p where p.cycle_id = n.cycle_id) as days
          from planning_cycle c cross join lateral members_of(c.confederation_id) m
          join need n on n.cycle_id = c.id and n.assembly_id = m.assembly_id and n.retired_at is null join assembly a on a.id = n.assembly_id
          group by n.cycle_id, n.assembly_id, n.good_id, n.tier_id, a.population) as d) as each_person) as placed) as with_median;

-- What is plainly missing in the declarations of a cycle's members. Of an assembly that declared nothing at all, no more than that is told.
create view declaration_fault with (security_invoker = true) as
  select md5(concat_ws(' ', c.id, a.id, f.fault, f.good_id, f.tier_id))::uuid as id, c.id as cycle_id, a.id as assembly_id, f.fault, f.good_id, f.tier_id
  from planning_cycle c cross join lateral members_of(c.confederation_id) m join assembly a on a.id = m.assembly_id
  cross join lateral (select exists (select from need n where n.cycle_id = c.id and n.assembly_id = a.id and n.retired_at is null) as declares) as d
  cross join lateral (
    select 'no_needs' as fault, null::uuid as good_id, null::uuid as tier_id where not d.declares
    union all select 'no_population', null, null where coalesce(a.population, 0) = 0
    union all select 'norm_not_declared', o.good_id, o.tier_id from norm o
      where d.declares and o.confederation_id = c.confederation_id and o.retired_at is null and not exists (
        select from need n where n.cycle_id = c.id and n.assembly_id = a.id and n.good_id = o.good_id and n.tier_id = o.tier_id and n.retired_at is null)) as f;

grant select on declared_per_person, declaration_fault to confed_app, confed_delegate, confed_coordinator, confed_proposal, confed_worker;

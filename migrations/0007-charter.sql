-- Charters, norms and confederal proposals: what a confederation shares changes only by what its assemblies adopt.

-- The mandate and the resolution by which the transaction acts; null where it is the program itself, or its operator.
create function acting_mandate() returns uuid language sql stable as $$ select nullif(current_setting('confed.mandate', true), '')::uuid $$;
create function acting_resolution() returns uuid language sql stable as $$ select nullif(current_setting('confed.resolution', true), '')::uuid $$;

-- A confederation's rules. Rows are appended, the latest is in force; where there is none, the confederation is being founded.
-- assemblies_share: of the assemblies that agree or object, the share that must agree; people_share: the same of their people; quorum: the share of
-- all members that must have decided; decision_days: the least between opening and deadline; objectives: what plans minimise.
create table charter (
  id uuid primary key default gen_random_uuid(),
  confederation_id uuid not null references confederation,
  number integer not null check (number >= 1),
  assemblies_share share not null check (assemblies_share > 0),
  people_share share check (people_share > 0),
  quorum share not null,
  decision_days integer not null check (decision_days between 0 and 3660),
  objectives jsonb not null default '[{"minimise": "tonne-km"}]' check (jsonb_typeof(objectives) = 'array'),
  text text not null default '',
  in_force_at timestamptz not null default now(),
  proposal_id uuid,
  unique (confederation_id, number)
);
create trigger charter_stays before update or delete on charter for each row execute function refuse_change();

create or replace function has_charter(confederation uuid) returns boolean language sql stable as $$
  select exists (select from charter c where c.confederation_id = $1)
$$;

-- A yardstick that the confederation agrees on: how much of a good a person needs in a year, in a tier.
create table norm (
  id uuid primary key default gen_random_uuid(),
  confederation_id uuid not null references confederation,
  good_id uuid not null references good,
  tier_id uuid not null references tier,
  per_person_year quantity not null check (per_person_year > 0),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz
);
create unique index norm_once on norm (good_id, tier_id) where retired_at is null;
create index norm_confederation on norm (confederation_id);
create index norm_tier on norm (tier_id);

-- version: of what is proposed; its state does not change it. mandate_id: by which it was drafted or last amended.
-- tally: what was counted when it ended; failures: why its changes could not be made; record_ids: what each of its changes made or changed, null for a charter.
create table proposal (
  id uuid primary key default gen_random_uuid(),
  confederation_id uuid not null references confederation,
  title text not null check (title <> ''),
  text text not null default '',
  changes jsonb not null check (jsonb_typeof(changes) = 'array' and jsonb_array_length(changes) >= 1),
  status text not null default 'draft' check (status in ('draft', 'open', 'adopted', 'refused', 'withdrawn', 'not_possible')),
  mandate_id uuid references mandate default acting_mandate(),
  opened_at timestamptz,
  deadline timestamptz check (deadline >= opened_at),
  ended_at timestamptz,
  tally jsonb,
  failures jsonb,
  record_ids uuid[],
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  check (status <> 'draft' or num_nonnulls(opened_at, deadline) = 0),
  check (status in ('draft', 'withdrawn') or num_nonnulls(opened_at, deadline) = 2),
  check ((ended_at is null) = (status in ('draft', 'open'))),
  check ((tally is not null) = (status in ('adopted', 'refused', 'not_possible'))),
  check ((failures is not null) = (status = 'not_possible')),
  check ((record_ids is not null) = (status = 'adopted'))
);
create index proposal_confederation on proposal (confederation_id);
create index proposal_open on proposal (deadline) where status = 'open';
alter table charter add foreign key (proposal_id) references proposal;

-- A proposal is amended, never overwritten: the database itself keeps every version.
create table proposal_version (
  proposal_id uuid not null references proposal,
  version integer not null,
  title text not null,
  text text not null,
  changes jsonb not null,
  mandate_id uuid,
  proposed_at timestamptz not null,
  primary key (proposal_id, version)
);
create function keep_proposal_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' or new.version <> old.version then
    insert into proposal_version (proposal_id, version, title, text, changes, mandate_id, proposed_at)
    values (new.id, new.version, new.title, new.text, new.changes, new.mandate_id, new.updated_at);
  elsif (new.title, new.text, new.changes, new.mandate_id) is distinct from (old.title, old.text, old.changes, old.mandate_id) then
    raise exception 'what a proposal says changes only with its version';
  end if;
  return null;
end $$;
create trigger proposal_amended after insert or update on proposal for each row execute function keep_proposal_version();
create trigger proposal_version_stays before update or delete on proposal_version for each row execute function refuse_change();

-- What an assembly answered to a version; of several of one assembly the last counts. Rows are appended.
create table proposal_decision (
  id uuid primary key default gen_random_uuid(),
  proposal_id uuid not null,
  version integer not null,
  assembly_id uuid not null references assembly,
  number integer generated always as identity,
  answer text not null check (answer in ('agree', 'object', 'abstain')),
  reasons text not null default '',
  mandate_id uuid references mandate default acting_mandate(),
  resolution_id uuid references resolution default acting_resolution(),
  decided_at timestamptz not null default now(),
  foreign key (proposal_id, version) references proposal_version
);
create index proposal_decision_proposal on proposal_decision (proposal_id, version, assembly_id, number desc);
create index proposal_decision_assembly on proposal_decision (assembly_id);
create trigger proposal_decision_stays before update or delete on proposal_decision for each row execute function refuse_change();

-- That an assembly may become a member, once: when it leaves it has to be admitted anew.
create table admission (
  id uuid primary key default gen_random_uuid(),
  confederation_id uuid not null references confederation,
  assembly_id uuid not null references assembly,
  proposal_id uuid references proposal,
  admitted_at timestamptz not null default now()
);
create index admission_assembly on admission (assembly_id, confederation_id);
create index admission_confederation on admission (confederation_id);
create trigger admission_stays before update or delete on admission for each row execute function refuse_change();

-- The one count of decisions: what the answers of assemblies come to, under the charter that is in force. Who is no member at present does not
-- count; who is in several lists counts as objecting, else as abstaining. Whose population is not known counts no people.
-- over: nobody can decide any more. Until then the outcome is open, unless it is the same whatever the silent ones may answer or not answer.
-- All is compared by multiplying, in exact numbers: agreeing >= share * (agreeing + objecting); where nobody agrees nothing is agreed, of people too.
-- Without a charter every member must agree.
create function tally(of_confederation uuid, agree uuid[], object uuid[], abstain uuid[], over boolean)
returns table (members integer, agreeing integer, objecting integer, abstaining integer, silent integer,
  people bigint, people_agreeing bigint, people_objecting bigint, quorum_met boolean, outcome text)
language sql stable as $$
  with member as (
    select coalesce(a.population, 0)::bigint as people,
      case when a.id = any(tally.object) then 'object' when a.id = any(tally.abstain) then 'abstain' when a.id = any(tally.agree) then 'agree' else 'silent' end as answer
    from members_of(of_confederation) m join assembly a on a.id = m.assembly_id),
  counted as (
    select count(*)::integer as members,
      count(*) filter (where m.answer = 'agree')::integer as agreeing, count(*) filter (where m.answer = 'object')::integer as objecting,
      count(*) filter (where m.answer = 'abstain')::integer as abstaining, count(*) filter (where m.answer = 'silent')::integer as silent,
      coalesce(sum(m.people), 0)::bigint as people,
      coalesce(sum(m.people) filter (where m.answer = 'agree'), 0)::bigint as people_agreeing,
      coalesce(sum(m.people) filter (where m.answer = 'object'), 0)::bigint as people_objecting,
      coalesce(sum(m.people) filter (where m.answer = 'silent'), 0)::bigint as people_silent
    from member m),
  rules as (
    select coalesce(c.assemblies_share, 1) as assemblies_share, c.people_share, coalesce(c.quorum, 1) as quorum, c.id is null as founding
    from (values (1)) as one left join (select * from charter where confederation_id = of_confederation order by number desc limit 1) as c on true),
  judged as (
    select t.*, t.members - t.silent >= r.quorum * t.members and (not r.founding or t.members > 0) as quorum_met,
      -- What comes of it where the silent ones stay silent, where they all object, and where they all agree.
      t.agreeing > 0 and t.agreeing >= r.assemblies_share * (t.agreeing + t.objecting) and (not r.founding or t.agreeing = t.members)
        and (r.people_share is null or t.people_agreeing > 0 and t.people_agreeing >= r.people_share * (t.people_agreeing + t.people_objecting)) as agreed_as_it_is,
      t.agreeing > 0 and t.agreeing >= r.assemblies_share * (t.agreeing + t.objecting + t.silent) and (not r.founding or t.agreeing = t.members)
        and (r.people_share is null or t.people_agreeing > 0
          and t.people_agreeing >= r.people_share * (t.people_agreeing + t.people_objecting + t.people_silent)) as agreed_at_worst,
      t.agreeing + t.silent > 0 and t.agreeing + t.silent >= r.assemblies_share * (t.agreeing + t.silent + t.objecting)
        and (not r.founding or t.agreeing + t.silent = t.members)
        and (r.people_share is null or t.people_agreeing + t.people_silent > 0
          and t.people_agreeing + t.people_silent >= r.people_share * (t.people_agreeing + t.people_silent + t.people_objecting)) as agreed_at_best
    from counted t, rules r)
  select j.members, j.agreeing, j.objecting, j.abstaining, j.silent, j.people, j.people_agreeing, j.people_objecting, j.quorum_met,
    case when tally.over then case when j.quorum_met and j.agreed_as_it_is then 'agreed' else 'refused' end
      when j.quorum_met and j.agreed_at_worst then 'agreed' when not j.agreed_at_best then 'refused' else 'open' end
  from judged j
$$;

select audit_table('charter', 'charter', 'r.id', 'null', 'r.confederation_id');
select audit_table('norm', 'norm', 'r.id', 'null', 'r.confederation_id');
select audit_table('proposal', 'proposal', 'r.id', 'null', 'r.confederation_id');
select audit_table('proposal_decision', 'proposal_decision', 'r.id', 'r.assembly_id', '(select p.confederation_id from proposal p where p.id = r.proposal_id)');
select audit_table('admission', 'admission', 'r.id', 'r.assembly_id', 'r.confederation_id');

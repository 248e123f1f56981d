-- States of planning cycles, decisions on plans, adoption.

-- declaring → planning → proposed → deciding → adopted → carried_out → closed; from planning, proposed and deciding back to declaring.
-- Who moves a cycle, and when, is in src/cycles/cycle-acts.ts. deciding_until: there is one while decisions are taken, and stays when they are.
select set_config('confed.acting', 'migration 0008-cycle', true);
select note_all('planning_cycle', -1);
alter table planning_cycle
  add column state text not null default 'declaring' check (state in ('declaring', 'planning', 'proposed', 'deciding', 'adopted', 'carried_out', 'closed')),
  add column round integer not null default 1 check (round >= 1),
  add column declaring_until timestamptz,
  add column deciding_until timestamptz,
  add constraint deciding_has_an_end check (state <> 'deciding' or deciding_until is not null);
select audit_table('planning_cycle', 'planning_cycle', 'r.id', 'null', 'r.confederation_id');
select note_all('planning_cycle', 1);
create index planning_cycle_deciding on planning_cycle (deciding_until) where state = 'deciding';

-- Every move of a cycle. round: the one in which the cycle is after it.
create table cycle_transition (
  id uuid primary key default gen_random_uuid(),
  cycle_id uuid not null references planning_cycle,
  from_state text not null,
  to_state text not null,
  round integer not null,
  reason text not null default '',
  at timestamptz not null default clock_timestamp()
);
create index cycle_transition_cycle on cycle_transition (cycle_id, at);
create trigger cycle_transition_stays before update or delete on cycle_transition for each row execute function refuse_change();
select audit_table('cycle_transition', 'planning_cycle', 'r.cycle_id');

-- An assembly's word that in this round it has declared what it needs, though it be nothing.
create table declaration (
  id uuid primary key default gen_random_uuid(),
  cycle_id uuid not null references planning_cycle,
  round integer not null,
  assembly_id uuid not null references assembly,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz
);
create unique index declaration_once on declaration (cycle_id, round, assembly_id) where retired_at is null;
create index declaration_assembly on declaration (assembly_id);
select audit_table('declaration', 'declaration', 'r.id', 'r.assembly_id', '(select c.confederation_id from planning_cycle c where c.id = r.cycle_id)');

-- Plans that are laid before the assemblies, side by side. position: the order in which they were proposed, in their round.
create table proposed_plan (
  id uuid primary key default gen_random_uuid(),
  cycle_id uuid not null references planning_cycle,
  round integer not null,
  plan_id uuid not null references plan,
  position integer not null,
  proposed_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  unique (cycle_id, round, position)
);
create unique index proposed_plan_once on proposed_plan (cycle_id, round, plan_id) where withdrawn_at is null;
create index proposed_plan_plan on proposed_plan (plan_id);
select audit_table('proposed_plan', 'planning_cycle', 'r.cycle_id');

-- An assembly's answer to the plans that are proposed. A later answer retires the one before it: the live one counts.
-- ratified: the plans that it ratifies, the one it likes best first. mandate_id, resolution_id: by whose word, as the public record has it.
create table plan_decision (
  id uuid primary key default gen_random_uuid(),
  cycle_id uuid not null references planning_cycle,
  round integer not null,
  assembly_id uuid not null references assembly,
  answer text not null check (answer in ('ratify', 'object', 'abstain')),
  ratified uuid[] not null default '{}',
  reasons text not null default '',
  mandate_id uuid references mandate default nullif(current_setting('confed.mandate', true), '')::uuid,
  resolution_id uuid references resolution default nullif(current_setting('confed.resolution', true), '')::uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz,
  check ((answer = 'ratify') = (cardinality(ratified) > 0)),
  check ((answer = 'object') = (reasons <> ''))
);
create unique index plan_decision_once on plan_decision (cycle_id, round, assembly_id) where retired_at is null;
create index plan_decision_assembly on plan_decision (assembly_id);
-- What was answered stays as it was; all that comes to it is that another answer took its place.
create trigger plan_decision_stays before delete on plan_decision for each row execute function refuse_change();
create trigger plan_decision_answer_stays before update on plan_decision for each row
  when ((old.cycle_id, old.round, old.assembly_id, old.answer, old.ratified, old.reasons, old.mandate_id, old.resolution_id)
    is distinct from (new.cycle_id, new.round, new.assembly_id, new.answer, new.ratified, new.reasons, new.mandate_id, new.resolution_id))
  execute function refuse_change();
select audit_table('plan_decision', 'plan_decision', 'r.id', 'r.assembly_id', '(select c.confederation_id from planning_cycle c where c.id = r.cycle_id)');

-- What an objection proposes to change of the assembly's own needs: another quantity, or null where the need is to be withdrawn.
-- need_version: as the assembly saw it. outcome: waiting until the plans are refused; told: why it was not done.
create table objection_need (
  id uuid primary key default gen_random_uuid(),
  decision_id uuid not null references plan_decision,
  position integer not null,
  need_id uuid not null references need,
  need_version integer not null,
  quantity quantity check (quantity > 0),
  outcome text not null default 'waiting' check (outcome in ('waiting', 'done', 'not_done')),
  told text not null default '',
  unique (decision_id, need_id)
);
create index objection_need_need on objection_need (need_id);
create index objection_need_waiting on objection_need (decision_id) where outcome = 'waiting';
select audit_table('objection_need', 'plan_decision', 'r.decision_id');

-- What an objection proposes to change of the limits that the confederation agreed: only the assemblies' decisions on a proposal do it. proposal_id: the
-- draft of one that was made of it.
create table objection_limit (
  id uuid primary key default gen_random_uuid(),
  decision_id uuid not null references plan_decision,
  position integer not null,
  limit_id uuid not null references ecological_limit,
  quantity quantity not null,
  proposal_id uuid not null references proposal,
  unique (decision_id, limit_id)
);
create index objection_limit_limit on objection_limit (limit_id);
create index objection_limit_proposal on objection_limit (proposal_id);
select audit_table('objection_limit', 'plan_decision', 'r.decision_id');

-- What was adopted, sealed: canonical JSON (RFC 8785) of the plan's, the scenario's and the proof's hashes, the charter, the decisions and the count.
create table adoption (
  id uuid primary key default gen_random_uuid(),
  cycle_id uuid not null unique references planning_cycle,
  round integer not null,
  plan_id uuid not null references plan,
  assembly_ids uuid[] not null,
  document text not null,
  sha256 text not null,
  sealed_at timestamptz not null default now(),
  check (sha256 = encode(sha256(convert_to(document, 'UTF8')), 'hex'))
);
create index adoption_plan on adoption (plan_id);
create trigger adoption_stays before update or delete on adoption for each row execute function refuse_change();
select audit_table('adoption', 'adoption', 'r.id', 'null', '(select c.confederation_id from planning_cycle c where c.id = r.cycle_id)', '{document}');

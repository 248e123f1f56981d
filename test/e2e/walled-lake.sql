-- The lake, of which Cabot and Stowe are members, has a charter: proposals and plans of it are decided by the two.
insert into confederation (id, code, name, founded_by_id) values (:lake, 'lake', 'The lake', :cabot);
insert into membership (confederation_id, assembly_id, since) values (:lake, :cabot, '2026-01-01'), (:lake, :stowe, '2026-01-01');
insert into charter (id, confederation_id, number, assemblies_share, quorum, decision_days) values (:lake-charter, :lake, 1, 0.6, 0.5, 3);
insert into mandate (id, role, person_id, assembly_id, confederation_id, from_day, resolution_id) values (:lake-council, 'coordinator', :carla, :cabot, :lake, '2026-01-01', :agreed);
insert into good (id, confederation_id, code, name, unit) values (:lake-bread, :lake, 'bread', 'Bread', 'kg');
insert into tier (id, confederation_id, code, name, position) values (:lake-vital, :lake, 'vital', 'Vital', 1);

insert into proposal (id, confederation_id, title, changes, status, opened_at, deadline) values
  (:lake-draft, :lake, 'Rolls', '[{}]', 'draft', null, null),
  (:lake-open, :lake, 'Rolls', '[{}]', 'open', now(), now() + interval '5 days'),
  (:lake-agreed, :lake, 'Rolls', '[{}]', 'open', now(), now() + interval '5 days');
insert into proposal (id, confederation_id, title, changes, status, opened_at, deadline, ended_at, tally, record_ids) values
  (:lake-old, :lake, 'Rolls', '[{}]', 'adopted', now() - interval '9 days', now() - interval '2 days', now() - interval '2 days', '{}', '{}');
insert into proposal_decision (proposal_id, version, assembly_id, answer) values
  (:lake-open, 1, :cabot, 'agree'), (:lake-agreed, 1, :cabot, 'agree'), (:lake-agreed, 1, :stowe, 'agree');

insert into planning_cycle (id, confederation_id, code, name, state, deciding_until) values
  (:lake-year, :lake, 'year', 'Year', 'deciding', now() + interval '5 days'), (:lake-ready, :lake, 'ready', 'Ready', 'deciding', now() + interval '5 days');
insert into planning_cycle (id, confederation_id, code, name, round) values (:lake-next, :lake, 'next', 'Next', 2);
insert into scenario (id, cycle_id, sha256, document) values (:lake-scenario, :lake-year, encode(sha256('{}'), 'hex'), '{}');
insert into plan (id, cycle_id, scenario_id, need_ids, needs, status, ended_at, document, sha256, engine_name, engine_version, objectives)
select id, cycle, :lake-scenario, '{}', 0, 'done', now(), '{}', encode(sha256('{}'), 'hex'), 'HiGHS', '1', '[]'
from (values (:lake-plan::uuid, :lake-year::uuid), (:ready-plan, :lake-ready)) as made(id, cycle);
insert into proposed_plan (cycle_id, round, plan_id, position) values (:lake-year, 1, :lake-plan, 1), (:lake-ready, 1, :ready-plan, 1);
insert into plan_decision (cycle_id, round, assembly_id, answer, ratified) values
  (:lake-year, 1, :cabot, 'ratify', array[:lake-plan::uuid]), (:lake-ready, 1, :cabot, 'ratify', array[:ready-plan::uuid]), (:lake-ready, 1, :stowe, 'ratify', array[:ready-plan::uuid]);
insert into cycle_period (id, cycle_id, code, name, position, starts, ends) values (:ready-winter, :lake-ready, 'winter', 'Winter', 1, '2027-01-01', '2027-03-31');
insert into need (id, cycle_id, assembly_id, good_id, period_id, tier_id, quantity) values (:ready-need, :lake-ready, :cabot, :lake-bread, :ready-winter, :lake-vital, 5);

-- In the round before, Cabot objected: three are enough.
insert into cycle_period (id, cycle_id, code, name, position, starts, ends) values (:lake-winter, :lake-next, 'winter', 'Winter', 1, '2027-01-01', '2027-03-31');
insert into need (id, cycle_id, assembly_id, good_id, period_id, tier_id, quantity) values (:lake-need, :lake-next, :cabot, :lake-bread, :lake-winter, :lake-vital, 5);
insert into plan_decision (id, cycle_id, round, assembly_id, answer, reasons) values (:objection, :lake-next, 1, :cabot, 'object', 'Too much');
insert into objection_need (decision_id, position, need_id, need_version, quantity) values (:objection, 1, :lake-need, 1, 3);

insert into password (person_id, sign_in_name, hash) values (:bea, 'bea', '$argon2id$');
insert into person (id, name) values (:newcomer, 'Nell');
insert into merger (id, assembly_id, into_id) values (:merger, :stowe, :cabot);

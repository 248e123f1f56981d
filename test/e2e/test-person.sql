-- For tests that are about something else: somebody who is a delegate of every assembly, and a coordinator of every confederation, that a test makes. The mandates are
-- real ones; only how they came to be is not.
begin;
select set_config('confed.acting', 'test', true);
insert into person (id, name) values ('7e570000-0000-4000-8000-000000000001', 'Tess Tester');
insert into session (person_id, secret_sha256, manner, expires_at)
values ('7e570000-0000-4000-8000-000000000001', sha256('cps_test-person-test-person-test-person-test-pe'), 'PASSWORD', now() + interval '30 days');
-- Not live, so that no list shows it.
insert into assembly (id, code, name, retired_at) values ('7e570000-0000-4000-8000-000000000002', 'test-founders', 'Founders', now());
insert into resolution (id, assembly_id, title, decided_on, manner)
values ('7e570000-0000-4000-8000-000000000003', '7e570000-0000-4000-8000-000000000002', 'Tess acts for us', '2026-01-01', 'consensus');
insert into mandate (role, person_id, assembly_id, from_day, resolution_id)
values ('delegate', '7e570000-0000-4000-8000-000000000001', '7e570000-0000-4000-8000-000000000002', '2026-01-01', '7e570000-0000-4000-8000-000000000003');

create function test_delegate() returns trigger language plpgsql security definer as $$
declare
  resolution uuid;
begin
  insert into resolution (assembly_id, title, decided_on, manner) values (new.id, 'Tess acts for us', '2026-01-01', 'consensus') returning id into resolution;
  insert into mandate (role, person_id, assembly_id, from_day, resolution_id) values ('delegate', '7e570000-0000-4000-8000-000000000001', new.id, '2026-01-01', resolution);
  return null;
end $$;
create trigger test_delegate after insert on assembly for each row execute function test_delegate();

-- Also where it is written by hand: what a confederation without a founder shares, nobody could say.
create function test_founded() returns trigger language plpgsql as $$
begin
  new.founded_by_id := coalesce(new.founded_by_id, '7e570000-0000-4000-8000-000000000002');
  return new;
end $$;
create trigger test_founded before insert on confederation for each row execute function test_founded();

create function test_coordinator() returns trigger language plpgsql security definer as $$
begin
  insert into mandate (role, person_id, assembly_id, confederation_id, from_day, resolution_id)
  values ('coordinator', '7e570000-0000-4000-8000-000000000001', '7e570000-0000-4000-8000-000000000002', new.id, '2026-01-01', '7e570000-0000-4000-8000-000000000003');
  return null;
end $$;
create trigger test_coordinator after insert on confederation for each row execute function test_coordinator();
commit;

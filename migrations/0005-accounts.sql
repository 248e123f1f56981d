-- Persons who act, and how they sign in.

-- Of a person the program keeps a name to show and what signing in takes.
create table person (
  id uuid primary key default gen_random_uuid(),
  name text not null check (name <> ''),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  retired_at timestamptz
);
select audit_table('person', 'person', 'r.id');

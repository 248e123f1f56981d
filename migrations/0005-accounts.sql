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

-- What follows is nobody else's to read: it is no part of the public record. Secrets are here as hashes alone.

create domain secret_hash as bytea check (length(value) = 32);

-- Signing in by a name and a password. The name is kept as it is compared: in small letters and normal form C.
create table password (
  person_id uuid primary key references person,
  sign_in_name text not null unique check (sign_in_name <> ''),
  hash text not null check (hash like '$argon2id$%'),
  changed_at timestamptz not null default now()
);

-- Signing in by an OpenID Connect provider: who somebody is there, is one person here.
create table open_id (
  issuer text not null,
  subject text not null,
  person_id uuid not null references person,
  linked_at timestamptz not null default now(),
  primary key (issuer, subject)
);
create index on open_id (person_id);

create table session (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  secret_sha256 secret_hash not null unique,
  manner text not null check (manner in ('PASSWORD', 'OPEN_ID')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null check (expires_at <= created_at + interval '31 days'),
  ended_at timestamptz
);
create index on session (person_id);

-- For programs that act for a person.
create table api_token (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  name text not null check (name <> ''),
  -- The account itself is never a token's to change.
  scopes text[] not null check (cardinality(scopes) > 0 and scopes <@ '{READ, ASSEMBLY, COUNCIL}'),
  -- The first characters of the secret, by which people tell tokens apart.
  prefix text not null check (length(prefix) <= 12),
  secret_sha256 secret_hash not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null check (expires_at <= created_at + interval '367 days'),
  revoked_at timestamptz
);
create index on api_token (person_id);

-- Good for one use: to begin an account (the person is there, and has no way to sign in yet), or to say that somebody has
-- just been with the OpenID Connect provider.
create table one_time_link (
  id uuid primary key default gen_random_uuid(),
  purpose text not null check (purpose in ('BEGIN', 'OPEN_ID')),
  secret_sha256 secret_hash not null unique,
  person_id uuid references person,
  issuer text,
  subject text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null check (expires_at <= created_at + interval '31 days'),
  used_at timestamptz,
  check (case purpose when 'BEGIN' then person_id is not null and issuer is null and subject is null
    else person_id is null and issuer is not null and subject is not null end)
);
create index on one_time_link (person_id);

-- Ways to the OpenID Connect provider and back that were gone to their end, so that none is gone twice. What binds one to its browser, only the browser has.
create table open_id_way (
  state_sha256 secret_hash primary key,
  used_at timestamptz not null default now()
);

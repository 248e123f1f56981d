/** The script of the page, as the browser gets it. The session is in sessionStorage: of this tab alone, gone with it. */
export const SCRIPT = `const GRAPHQL = new URL('graphql', location.href);
const byId = (id) => document.getElementById(id);
const kept = { get: (key) => sessionStorage.getItem(key), set: (key, value) => value === null ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, value) };
const views = ['begin', 'enter', 'within'];

async function ask(query, variables, secret) {
  const headers = { 'content-type': 'application/json', ...(secret ? { authorization: 'Bearer ' + secret } : {}) };
  const response = await fetch(GRAPHQL, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const answer = await response.json();
  if (response.status === 401) return { notSignedIn: true };
  if (answer.errors) throw new Error(answer.errors.map((error) => error.message).join('\\n'));
  return answer.data;
}

function show(name) {
  for (const view of views) byId(view).hidden = view !== name;
  byId(name).querySelector('h1').focus();
}

function tell(text) {
  byId('told').textContent = text;
  byId('told').hidden = text === '';
}

const SIGNED_IN = \`... on SignedIn { secret } ... on InvalidInput { faults { path expected } } ... on Failure { message }\`;
const LABELS = { name: 'Name to show', signInName: 'Sign-in name', password: 'Password' };

/** What came back from one of the ways to sign in: the session is kept, or what is wrong is told. */
async function entered(result, form) {
  if (result.secret) {
    kept.set('session', result.secret);
    kept.set('link', null);
    form?.reset();
    await within();
    return;
  }
  const faults = result.faults ?? [];
  for (const input of form?.querySelectorAll('input') ?? []) input.setAttribute('aria-invalid', String(faults.some((fault) => fault.path === input.name)));
  tell(faults.length > 0 ? faults.map((fault) => (LABELS[fault.path] ?? fault.path) + ': ' + fault.expected).join('\\n') : result.message);
  form?.querySelector('[aria-invalid="true"]')?.focus();
}

/** Whether somebody is signed in; if so, shows who, and what they can do. */
async function within() {
  const session = kept.get('session');
  if (!session) return false;
  const { me } = await ask(\`{ me { expiresAt person { name mandates(first: 100) { nodes { role fromDay untilDay assembly { name } confederation { name } } } } } }\`, {}, session);
  if (!me) {
    kept.set('session', null);
    return false;
  }
  tell('');
  byId('who').textContent = me.person.name;
  const today = new Date().toISOString().slice(0, 10);
  const lines = me.person.mandates.nodes.filter((mandate) => mandate.untilDay === null || mandate.untilDay >= today).map((mandate) =>
    (mandate.role === 'DELEGATE' ? 'for the assembly of ' + mandate.assembly.name + ', as its delegate' : 'for the council of ' + mandate.confederation.name + ', as a coordinator')
    + (mandate.fromDay > today ? ', from ' + mandate.fromDay : '') + (mandate.untilDay === null ? '' : ', until ' + mandate.untilDay));
  byId('mandates-list').replaceChildren(...lines.slice(0, 10).map((line) => Object.assign(document.createElement('li'), { textContent: line })));
  if (lines.length > 10) byId('mandates-list').append(Object.assign(document.createElement('li'), { textContent: 'and by ' + (lines.length - 10) + ' more mandates' }));
  byId('mandates').hidden = lines.length === 0;
  byId('mandates-none').hidden = lines.length > 0;
  byId('until').dateTime = me.expiresAt;
  byId('until').textContent = 'on ' + new Date(me.expiresAt).toLocaleString();
  show('within');
  return true;
}

function onSubmit(id, work) {
  const form = byId(id);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    if (button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    tell('');
    try {
      await entered(await work(Object.fromEntries(new FormData(form))), form);
    } catch (error) {
      tell('That did not work: ' + error.message);
    } finally {
      button.removeAttribute('aria-busy');
    }
  });
}

onSubmit('begin', async (typed) => (await ask(\`mutation($secret: String!, $name: Text!, $signInName: Text!, $password: Text!) {
  result: acceptLink(secret: $secret, name: $name, signInName: $signInName, password: $password) { \${SIGNED_IN} } }\`, { ...typed, secret: kept.get('link') })).result);
onSubmit('enter', async (typed) => (await ask(\`mutation($signInName: Text!, $password: Text!) {
  result: signIn(signInName: $signInName, password: $password) { \${SIGNED_IN} } }\`, typed)).result);

byId('leave').addEventListener('click', async () => {
  await ask('mutation { signOut { ... on SignedOut { endedAt } ... on Failure { message } } }', {}, kept.get('session')).catch(() => undefined);
  kept.set('session', null);
  show('enter');
});

// Only a tab that went to the provider takes a code from there: nobody can be signed in as somebody else by a link.
for (const link of document.querySelectorAll('[data-open-id]')) {
  link.addEventListener('click', () => {
    kept.set('elsewhere', 'yes');
    kept.set('name', byId('begin-name').value);
  });
}

async function fromElsewhere(code) {
  const [link, session] = [kept.get('link'), kept.get('session')];
  if (session) {
    const data = await ask(\`mutation($code: String!) { result: linkOpenId(code: $code) { ... on OpenIdLinked { issuer } ... on Failure { message } } }\`, { code }, session);
    const there = await within();
    if (!there) show('enter');
    return tell(data.notSignedIn ? 'The session was over: sign in first.' : data.result.message ?? 'From now on you can sign in there too.');
  }
  const result = link === null
    ? (await ask(\`mutation($code: String!) { result: signInWithCode(code: $code) { \${SIGNED_IN} } }\`, { code })).result
    : (await ask(\`mutation($code: String!, $secret: String!, $name: Text!) { result: acceptLinkWithCode(code: $code, secret: $secret, name: $name) { \${SIGNED_IN} } }\`,
      { code, secret: link, name: kept.get('name') })).result;
  show(link === null ? 'enter' : 'begin');
  byId('begin-name').value = kept.get('name') ?? '';
  await entered(result, undefined);
}

async function start() {
  const came = location.hash.slice(1);
  // Neither the history nor whoever looks at the screen needs the secret.
  history.replaceState(null, '', location.pathname + location.search);
  const elsewhere = kept.get('elsewhere') === 'yes';
  kept.set('elsewhere', null);
  if (came.startsWith('code=')) {
    if (elsewhere) return await fromElsewhere(came.slice('code='.length));
  } else if (came.startsWith('refused')) {
    show(kept.get('link') === null ? 'enter' : 'begin');
    return tell('The provider did not say who you are. Try again.');
  } else if (came !== '') {
    kept.set('session', null);
    kept.set('link', came);
  }
  if (await within()) return;
  show(kept.get('link') === null ? 'enter' : 'begin');
}

addEventListener('hashchange', () => { if (location.hash !== '') void start(); });
start().catch((error) => { show('enter'); tell('That did not work: ' + error.message); });
`;

/** Everything from this service alone, nothing within the page; no form is ever sent but by the script. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page to begin an account by a one-time link, or to sign in. Addresses are relative, so that it also works behind a proxy that serves it from a folder. */
export function page(openId: boolean): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Confederal Planner: sign in</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="begin/begin.css">
    <script src="begin/begin.js" type="module"></script>
  </head>
  <body>
    <main>
      <p class="where">Confederal Planner</p>
      <noscript><p>This page needs JavaScript. Programs sign in by the mutations <code>acceptLink</code> and <code>signIn</code>.</p></noscript>
      <p id="told" role="alert" hidden></p>

${beginForm(openId)}
${enterForm(openId)}
${within(openId)}
    </main>
  </body>
</html>
`;
}

function beginForm(openId: boolean): string {
  return `      <form id="begin" hidden novalidate>
        <h1 tabindex="-1">Begin</h1>
        <p>You came by a link that is good once. Choose what you are called here, and what you sign in by from now on.</p>
        <label for="begin-name">Name to show</label>
        <input id="begin-name" name="name" autocomplete="name" maxlength="200" required aria-describedby="begin-name-hint">
        <p class="hint" id="begin-name-hint">Everybody sees it beside what you do for your assembly.</p>
        <label for="begin-sign-in-name">Sign-in name</label>
        <input id="begin-sign-in-name" name="signInName" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="100" required aria-describedby="begin-sign-in-name-hint">
        <p class="hint" id="begin-sign-in-name-hint">Only for signing in, without spaces: your mail address, for one.</p>
        <label for="begin-password">Password</label>
        <input id="begin-password" name="password" type="password" autocomplete="new-password" minlength="12" maxlength="1000" required aria-describedby="begin-password-hint">
        <p class="hint" id="begin-password-hint">12 characters or more; several words are easy to keep in mind.</p>
        <button>Begin</button>${openId ? `
        <p class="other">Or, with the name above and no password: <a href="sign-in" data-open-id>sign in elsewhere</a>, at the provider of this service</p>` : ''}
      </form>`;
}

function enterForm(openId: boolean): string {
  return `      <form id="enter" hidden novalidate>
        <h1 tabindex="-1">Sign in</h1>
        <p>Everything here can be read without it. Signing in is for those whom an assembly has given a mandate.</p>
        <label for="enter-sign-in-name">Sign-in name</label>
        <input id="enter-sign-in-name" name="signInName" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="100" required>
        <label for="enter-password">Password</label>
        <input id="enter-password" name="password" type="password" autocomplete="current-password" maxlength="1000" required>
        <button>Sign in</button>${openId ? `
        <p class="other"><a href="sign-in" data-open-id>Sign in elsewhere</a>, at the provider of this service</p>` : ''}
      </form>`;
}

function within(openId: boolean): string {
  return `      <section id="within" hidden>
        <h1 tabindex="-1">Signed in as <span id="who"></span></h1>
        <p id="mandates-none" hidden>No assembly has given you a mandate yet. Until then you can read everything, as everybody can.</p>
        <div id="mandates" hidden>
          <p>Now you can act:</p>
          <ul id="mandates-list"></ul>
        </div>
        <p><a href="graphiql">Write queries and mutations</a> as yourself, in this tab. Closing it forgets who you are; the session itself ends <time id="until"></time>.</p>
${openId ? `        <p><a href="sign-in" data-open-id>Sign in elsewhere too</a>, at the provider of this service</p>
` : ''}        <button type="button" id="leave">Sign out</button>
      </section>`;
}

export const STYLE = `:root { color-scheme: light dark; --text: #1c2420; --soft: #55605a; --paper: #fbfaf6; --line: #8a948e; --green: #1e6240; --on-green: #fff; --red: #9d1c1c; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e9ece9; --soft: #aab4ae; --paper: #161b18; --line: #6d7a73; --green: #7fcfa3; --on-green: #10261a; --red: #ffa3a3; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--text); font: 1.0625rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 28rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .75rem; }
h1:focus { outline: none; }
.where { color: var(--soft); margin: 0 0 .5rem; }
[hidden] { display: none; }
label { display: block; font-weight: 600; margin-top: 1.1rem; }
input { width: 100%; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: .4rem; padding: .6rem .7rem; min-height: 2.9rem; }
input[aria-invalid="true"] { border-color: var(--red); }
.hint { color: var(--soft); font-size: .9375rem; margin: .25rem 0 0; }
.other { margin-top: 1.25rem; }
button { font: inherit; font-weight: 600; width: 100%; min-height: 2.9rem; margin-top: 1.5rem; padding: .6rem 1rem; border: 0; border-radius: .4rem; background: var(--green); color: var(--on-green); cursor: pointer; }
button[aria-busy="true"] { opacity: .6; cursor: wait; }
a { color: var(--green); }
:is(input, button, a):focus-visible { outline: 3px solid var(--green); outline-offset: 2px; }
#told { border-left: .3rem solid var(--red); color: var(--red); padding: .25rem 0 .25rem .75rem; white-space: pre-line; }
`;

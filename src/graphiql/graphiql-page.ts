/**
 * Scripts, connections and fonts from this service alone. Styles may also stand in the page: the editor makes them as it runs.
 * Fonts and icons are part of GraphiQL's style sheet, as data.
 */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Addresses are relative, so that the page also works behind a proxy that serves it from a folder. */
export const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Confederal Planner: GraphiQL</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="graphiql/graphiql.css">
    <style>body { margin: 0; } #graphiql { height: 100dvh; }</style>
  </head>
  <body>
    <div id="graphiql">Loading GraphiQL …</div>
    <script src="graphiql/react.js"></script>
    <script src="graphiql/react-dom.js"></script>
    <script src="graphiql/graphiql.js"></script>
    <script src="graphiql/start.js"></script>
  </body>
</html>
`;

export const START = `const url = new URL('graphql', location.href);
const subscriptionUrl = new URL(url);
subscriptionUrl.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
const defaultQuery = \`# Everything here can be read without an account.
# To act: sign in at /begin, in this tab, or write
# {"authorization": "Bearer …"} under Headers, below.
# The book, top left, explains each type and field.
# Ctrl-Space completes, Ctrl-Enter asks.
{
  confederations(first: 10) {
    nodes { code name description }
  }
}
\`;

/** Who signed in at the page "begin" in this tab asks as themselves, unless the headers editor says otherwise. */
async function authorization() {
  const session = sessionStorage.getItem('session');
  if (!session) return {};
  const headers = { authorization: 'Bearer ' + session };
  const { status } = await fetch(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' });
  if (status !== 401) return headers;
  sessionStorage.removeItem('session');
  return {};
}

authorization().catch(() => ({})).then((headers) => {
  const fetcher = GraphiQL.createFetcher({ url: url.href, subscriptionUrl: subscriptionUrl.href, headers, wsConnectionParams: headers });
  ReactDOM.createRoot(document.getElementById('graphiql')).render(React.createElement(GraphiQL, { fetcher, defaultQuery, isHeadersEditorEnabled: true }));
});
`;

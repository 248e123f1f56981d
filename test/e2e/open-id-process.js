// A real OpenID Connect provider, for tests: told by a line of JSON in its environment what it is, it says on which port it listens.
import { Provider } from 'oidc-provider';

const { issuer, clients, keys } = JSON.parse(process.env.OPEN_ID_SERVER);
const provider = new Provider(issuer, {
  clients,
  jwks: { keys },
  pkce: { required: () => true },
  cookies: { keys: ['for tests alone'] },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
});
provider.proxy = true;
const server = provider.listen(0, '127.0.0.1', () => { console.log(`port ${server.address().port}`); });
process.on('disconnect', () => process.exit(0));

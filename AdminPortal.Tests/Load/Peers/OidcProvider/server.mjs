// oidc-provider with its in-memory adapter and static clients; access tokens are JWTs by resource indicators (RFC 8707), its way to them.
// PORT, ALGORITHM, KEYS (folder of PEM files), CLIENTS (the portal's clients, under whose IDs this server knows them), ISSUER.
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Provider from 'oidc-provider';

const { PORT, ALGORITHM, KEYS, CLIENTS, ISSUER } = process.env;
const resource = 'https://api.zscaler.com';
const lifetime = 3600;
const pem = (name) => readFileSync(`${KEYS}/${name}.pem`);
const jwk = (key, kid) => ({ ...key.export({ format: 'jwk' }), kid, use: 'sig', alg: ALGORITHM });

const known = JSON.parse(readFileSync(CLIENTS));
const client = (id, proof) => ({
  client_id: id, grant_types: ['client_credentials'], response_types: [], redirect_uris: [], scope: 'api', id_token_signed_response_alg: ALGORITHM, ...proof,
});

const provider = new Provider(ISSUER, {
  clients: [
    client(known.secret.id, { client_secret: known.secret.secret, token_endpoint_auth_method: 'client_secret_post' }),
    client(known.key.id, {
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: ALGORITHM,
      jwks: { keys: [jwk(createPublicKey(pem(`client-${ALGORITHM}.pub`)), 'client')] },
    }),
  ],
  jwks: { keys: [jwk(createPrivateKey(pem(`server-${ALGORITHM}`)), 'server')] },
  scopes: ['api'],
  clientAuthMethods: ['client_secret_post', 'private_key_jwt'],
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: 'api', audience: resource, accessTokenTTL: lifetime, accessTokenFormat: 'jwt', jwt: { sign: { alg: ALGORITHM } },
      }),
    },
  },
  ttl: { ClientCredentials: lifetime },
});
provider.listen(Number(PORT), '127.0.0.1');

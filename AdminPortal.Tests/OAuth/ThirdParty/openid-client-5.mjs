// What a program writes that uses openid-client 5: it reads the OpenID document, signs its assertion for a list of two audiences, the issuer
// and the token endpoint, and asks about the token that it got with another.
import { createPrivateKey } from "node:crypto";
import { Issuer } from "openid-client";

const { ISSUER, CLIENT_ID, ALGORITHM, PRIVATE_KEY, KEY_ID } = process.env;
const issuer = await Issuer.discover(ISSUER);
const key = { ...createPrivateKey(PRIVATE_KEY).export({ format: "jwk" }), alg: ALGORITHM, ...(KEY_ID && { kid: KEY_ID }) };
const client = new issuer.Client(
  { client_id: CLIENT_ID, token_endpoint_auth_method: "private_key_jwt", token_endpoint_auth_signing_alg: ALGORITHM },
  { keys: [key] });
const answer = await client.grant({ grant_type: "client_credentials" });
const { active } = await client.introspect(answer.access_token);
process.stdout.write(JSON.stringify({ ...answer, active }));
